package org.networkrender.core.order;

/**
 * What a worker does for a job at one moment.
 *
 * @param name what people call the machine, with its place where another worker of the job is
 *     called the same
 * @param place where it is, for example {@code 192.168.1.7:8080}; {@code this machine} for the own
 *     one
 * @param state what it does
 * @param note what it renders now, or why it does not; may be empty
 * @param fraction how much of its current task is done, 0 to 1
 * @param done frames of this job that it finished; a frame in parts counts once, for who spent most
 *     time on it. In a still that is cut from its start, its parts
 * @param failed tasks that failed on it; an empty picture that another attempt confirms is none
 * @param seconds how long it rendered what it finished
 * @param device on which graphics cards it renders; empty for the processor
 */
public record WorkerProgress(
    String name,
    String place,
    State state,
    String note,
    double fraction,
    int done,
    int failed,
    double seconds,
    String device) {
  /** The place of this machine. */
  public static final String HERE = "this machine";

  /** Tells of a worker that renders on its processor. */
  public WorkerProgress(
      String name,
      String place,
      State state,
      String note,
      double fraction,
      int done,
      int failed,
      double seconds) {
    this(name, place, state, note, fraction, done, failed, seconds, "");
  }

  /** What a worker does. */
  public enum State {
    /** Is being connected to. */
    CONNECTING,
    /** Cannot be used for this job; the note says why. */
    UNUSABLE,
    /** Receives the scene and its files. */
    RECEIVING,
    /** Is ready and has nothing to do for this job just now. */
    WAITING,
    /** Renders. */
    RENDERING,
    /** Failed and is left alone for a while, or takes no tasks; the note says why. */
    RESTING,
    /** Left. */
    GONE
  }
}
