package org.networkrender.core.client;

/**
 * Hears how a job goes. Methods are called one at a time, on a thread of the farm; they must return
 * soon. An exception that one throws is logged and changes nothing.
 */
public interface JobListener {
  /** Hears nothing. */
  JobListener NONE = new JobListener() {};

  /** Something that a person should read, for example a warning about the scene. */
  default void notice(Notice notice) {}

  /** The state of the job has changed; called at most ten times a second, and at the end. */
  default void progress(JobProgress progress) {}

  /** All pictures of a frame are in their place. */
  default void finished(FinishedFrame frame) {}
}
