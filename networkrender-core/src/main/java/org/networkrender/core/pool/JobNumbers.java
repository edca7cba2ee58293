package org.networkrender.core.pool;

import org.networkrender.core.wire.Message;

/** The numbers on the wire: a worker's jobs and attempts share one count. */
public final class JobNumbers {
  private static final int NONE = 0;

  /** A job's attempts are numbered below this on the wire, the job's number is above. */
  private static final int ATTEMPT_BITS = 40;

  private JobNumbers() {}

  /**
   * Returns the number of the job that a worker's message is about, or 0 if the message is about
   * none.
   */
  public static int of(Message message) {
    if (message instanceof Message.Receiving receiving) {
      return receiving.job();
    } else if (message instanceof Message.JobReady ready) {
      return ready.job();
    } else if (message instanceof Message.JobFailed failed) {
      return failed.job();
    } else if (message instanceof Message.Inspected inspected) {
      return inspected.job();
    } else if (message instanceof Message.Started started) {
      return jobOf(started.attempt());
    } else if (message instanceof Message.Progressed progressed) {
      return jobOf(progressed.attempt());
    } else if (message instanceof Message.Rendered rendered) {
      return jobOf(rendered.attempt());
    } else if (message instanceof Message.Failed failed) {
      return jobOf(failed.attempt());
    } else if (message instanceof Message.Returned returned) {
      return jobOf(returned.attempt());
    }
    return NONE;
  }

  /** Returns the number of an attempt on the wire. */
  public static long wire(int job, long attempt) {
    return (long) job << ATTEMPT_BITS | attempt;
  }

  private static int jobOf(long wireAttempt) {
    return (int) (wireAttempt >>> ATTEMPT_BITS);
  }
}
