package org.networkrender.cli;

import org.networkrender.core.events.EventJson;
import org.networkrender.core.events.WorkerCommandJson;
import org.networkrender.core.events.WorkerCommands;
import org.networkrender.core.events.WorkerEvent;
import org.networkrender.core.events.WorkerFeed;

/** Tells a worker to a program, and takes its commands. */
final class JsonWorker implements WorkerFollower {
  private final Surroundings surroundings;
  private final boolean exitsWithInput;
  private final JsonPrinter<WorkerEvent> printer;

  /**
   * Prepares.
   *
   * @param exitsWithInput whether the worker stops when the standard input ends
   */
  JsonWorker(Surroundings surroundings, boolean exitsWithInput) {
    this.surroundings = surroundings;
    this.exitsWithInput = exitsWithInput;
    this.printer = new JsonPrinter<>(surroundings.out(), EventJson::encode);
  }

  @Override
  public void begin(WorkerFeed events, WorkerCommands commands) {
    printer.begin(events.subscribe(printer::print));
    JsonLines.listen(
        surroundings.in(),
        line -> WorkerCommandJson.run(line, commands),
        printer::answer,
        () -> {
          if (exitsWithInput) {
            commands.stop(true);
          }
        });
  }

  @Override
  public void end(WorkerFeed events) throws InterruptedException {
    printer.end(events.snapshot().sequence());
  }
}
