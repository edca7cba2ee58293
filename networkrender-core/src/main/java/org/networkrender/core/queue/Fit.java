package org.networkrender.core.queue;

/** Whether a job can use a worker. */
public enum Fit {
  /** It has not joined the job, was refused, or has left it; attempts there have ended. */
  NONE,
  /** It has joined, but nothing that waits may be done there now: its machine rests, say. */
  JOINED,
  /**
   * Of what waits only tasks would begin there that are suspected of killing their workers, and
   * only if nothing else is there, of whichever job.
   */
  ALONE,
  /** One more slot there would be of use. */
  WANTED
}
