package org.networkrender.cli;

import java.io.IOException;
import org.networkrender.core.events.Attachment;
import org.networkrender.core.events.WorkerCommand;
import org.networkrender.core.events.WorkerCommands;

/** Sends commands to a worker that another program runs. */
final class SentWorkerCommands implements WorkerCommands {
  private final Attachment<WorkerCommand> worker;

  SentWorkerCommands(Attachment<WorkerCommand> worker) {
    this.worker = worker;
  }

  private void send(WorkerCommand command) {
    try {
      worker.send(command);
    } catch (IOException e) {
      throw new UnsupportedOperationException("the worker is gone", e);
    }
  }

  @Override
  public void stop(boolean now) {
    send(new WorkerCommand.Stop(now));
  }

  @Override
  public void pause() {
    send(new WorkerCommand.Pause());
  }

  @Override
  public void resume() {
    send(new WorkerCommand.Resume());
  }
}
