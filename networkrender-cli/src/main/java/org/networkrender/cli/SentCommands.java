package org.networkrender.cli;

import java.io.IOException;
import org.networkrender.core.events.Attachment;
import org.networkrender.core.events.JobCommand;
import org.networkrender.core.events.JobCommands;

/** Sends commands to a job that another program runs. */
final class SentCommands implements JobCommands {
  private final Attachment<JobCommand> job;

  SentCommands(Attachment<JobCommand> job) {
    this.job = job;
  }

  private void send(JobCommand command) {
    try {
      job.send(command);
    } catch (IOException e) {
      throw new UnsupportedOperationException("the job is gone", e);
    }
  }

  @Override
  public void cancel() {
    send(new JobCommand.Cancel());
  }

  @Override
  public void pause() {
    send(new JobCommand.Pause());
  }

  @Override
  public void resume() {
    send(new JobCommand.Resume());
  }

  @Override
  public void answer(String question, String answer) {
    send(new JobCommand.Answer(question, answer));
  }

  @Override
  public void priority(int priority) {
    send(new JobCommand.Priority(priority));
  }
}
