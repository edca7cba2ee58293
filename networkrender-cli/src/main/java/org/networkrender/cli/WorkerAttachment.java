package org.networkrender.cli;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.RenderException;
import org.networkrender.core.events.Attachment;
import org.networkrender.core.events.EventJson;
import org.networkrender.core.events.JobFault;
import org.networkrender.core.events.WorkerCommand;
import org.networkrender.core.events.WorkerCommandJson;
import org.networkrender.core.events.WorkerEvent;
import org.networkrender.core.events.WorkerSockets;

/** Shows a worker that another program runs, to a person or to a program. */
final class WorkerAttachment {
  private static final String KEYS = "Ctrl-C: look no longer. The worker goes on.";

  private final Surroundings surroundings;
  private final WorkerSockets sockets;
  private final boolean exitWithStdin;

  WorkerAttachment(Surroundings surroundings, WorkerSockets sockets, boolean exitWithStdin) {
    this.surroundings = surroundings;
    this.sockets = sockets;
    this.exitWithStdin = exitWithStdin;
  }

  /** Shows a worker until it ends, and returns the exit code. */
  int attach(Optional<String> id, boolean json) throws RenderException {
    try (Attachment<WorkerCommand> attached = sockets.attach(id.isPresent() ? id.get() : only())) {
      return json ? tell(attached) : show(attached);
    } catch (IllegalArgumentException e) {
      throw RenderException.user(String.valueOf(e.getMessage()), advice());
    } catch (IOException e) {
      throw new RenderException(ErrorKind.USER, "Cannot attach: " + e.getMessage(), advice(), e);
    }
  }

  private String only() throws IOException, RenderException {
    List<String> running = sockets.running();
    if (running.size() != 1) {
      throw RenderException.user(
          running.isEmpty() ? "No worker of yours runs on this machine" : "Several workers run",
          advice());
    }
    return running.get(0);
  }

  private String advice() {
    try {
      List<String> running = sockets.running();
      return running.isEmpty()
          ? "Start one with 'networkrender worker'"
          : "Name one of these: " + String.join(", ", running);
    } catch (IOException e) {
      return "The directory of workers cannot be read: " + e.getMessage();
    }
  }

  private int tell(Attachment<WorkerCommand> attached) throws IOException, RenderException {
    SentWorkerCommands commands = new SentWorkerCommands(attached);
    AtomicBoolean left = new AtomicBoolean();
    JsonLines.listen(
        surroundings.in(),
        line -> WorkerCommandJson.run(line, commands),
        this::refused,
        exitWithStdin ? () -> AttachCommand.leave(attached, left) : () -> {});
    return followUntilLeft(
        attached, line -> JsonLines.print(surroundings.out(), line), event -> {}, left);
  }

  // Registrations are there to end with their block; nothing else is done with them.
  @SuppressWarnings("try")
  private int show(Attachment<WorkerCommand> attached) throws IOException, RenderException {
    AtomicBoolean left = new AtomicBoolean();
    WorkerScreen screen = new WorkerScreen(surroundings.out(), surroundings.clock(), KEYS);
    try (Interrupts.Registration interrupts =
        surroundings.interrupts().onInterrupt(() -> AttachCommand.leave(attached, left))) {
      return followUntilLeft(attached, line -> {}, screen, left);
    }
  }

  private static int followUntilLeft(
      Attachment<WorkerCommand> attached,
      Consumer<String> lines,
      Consumer<WorkerEvent> events,
      AtomicBoolean left)
      throws IOException, RenderException {
    try {
      return follow(attached, lines, events);
    } catch (IOException | RenderException e) {
      if (left.get()) {
        return ExitCode.COMPLETE;
      }
      throw e;
    }
  }

  private static int follow(
      Attachment<WorkerCommand> attached, Consumer<String> lines, Consumer<WorkerEvent> events)
      throws IOException, RenderException {
    for (Optional<String> line = attached.read(); line.isPresent(); line = attached.read()) {
      lines.accept(line.get());
      Optional<WorkerEvent> event = known(line.get());
      event.ifPresent(events);
      if (event.orElse(null) instanceof WorkerEvent.Ended ended) {
        return ended.fault().map(JobFault::kind).map(ExitCode::of).orElse(ExitCode.COMPLETE);
      }
    }
    throw new RenderException(
        ErrorKind.WORKER,
        "The program of the worker has gone before the worker ended",
        "Start it again with 'networkrender worker'");
  }

  /** Answers to commands are among the lines, and what a later version may tell. */
  private static Optional<WorkerEvent> known(String line) {
    try {
      return EventJson.decodeWorkerEvent(line);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** What was sent is answered by the worker itself, among its events. */
  private void refused(String answer) {
    if (answer.contains("\"commandRefused\"")) {
      JsonLines.print(surroundings.out(), answer);
    }
  }
}
