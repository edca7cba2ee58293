package org.networkrender.core.client;

import org.networkrender.core.wire.Message;

/** Which job a worker's message is about. */
final class JobNumbers {
  private static final int NONE = 0;

  private JobNumbers() {}

  /** Returns the number of the job, or 0 if the message is about none. */
  static int of(Message message) {
    if (message instanceof Message.Receiving receiving) {
      return receiving.job();
    } else if (message instanceof Message.JobReady ready) {
      return ready.job();
    } else if (message instanceof Message.JobFailed failed) {
      return failed.job();
    } else if (message instanceof Message.Inspected inspected) {
      return inspected.job();
    } else if (message instanceof Message.Started started) {
      return JobAttempts.jobOf(started.attempt());
    } else if (message instanceof Message.Progressed progressed) {
      return JobAttempts.jobOf(progressed.attempt());
    } else if (message instanceof Message.Rendered rendered) {
      return JobAttempts.jobOf(rendered.attempt());
    } else if (message instanceof Message.Failed failed) {
      return JobAttempts.jobOf(failed.attempt());
    } else if (message instanceof Message.Returned returned) {
      return JobAttempts.jobOf(returned.attempt());
    }
    return NONE;
  }
}
