package org.networkrender.cli;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.RenderException;
import org.networkrender.core.client.FarmSettings;
import org.networkrender.core.events.AttachedJob;
import org.networkrender.core.events.EventJson;
import org.networkrender.core.events.JobCommand;
import org.networkrender.core.events.JobCommands;
import org.networkrender.core.events.JobEvent;
import org.networkrender.core.events.JobOutcome;
import org.networkrender.core.events.JobSockets;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "attach",
    description = {
      "Prints what happens in a job of yours that runs on this machine, one JSON object a line,",
      "and takes commands the same way from the standard input: see docs/events.md.",
      ""
    },
    abbreviateSynopsis = true,
    sortOptions = false)
final class AttachCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Parameters(
      paramLabel = "JOB",
      arity = "0..1",
      description = "The id of the job; not needed when only one runs.")
  private Optional<String> job = Optional.empty();

  AttachCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws RenderException {
    JobSockets sockets =
        JobSockets.ofUser(surroundings.environment(), FarmSettings.defaults().directory());
    try (AttachedJob attached = sockets.attach(job.isPresent() ? job.get() : only(sockets))) {
      JsonLines.listen(surroundings.in(), new Sent(attached), this::refused);
      return follow(attached);
    } catch (IllegalArgumentException e) {
      throw RenderException.user(String.valueOf(e.getMessage()), advice(sockets));
    } catch (IOException e) {
      throw new RenderException(
          ErrorKind.USER, "Cannot attach: " + e.getMessage(), advice(sockets), e);
    }
  }

  private static String only(JobSockets sockets) throws IOException, RenderException {
    List<String> running = sockets.running();
    if (running.size() != 1) {
      throw RenderException.user(
          running.isEmpty() ? "No job of yours runs on this machine" : "Several jobs run",
          advice(sockets));
    }
    return running.get(0);
  }

  private static String advice(JobSockets sockets) {
    try {
      List<String> running = sockets.running();
      return running.isEmpty()
          ? "Start one with 'networkrender render SCENE'"
          : "Name one of these: " + String.join(", ", running);
    } catch (IOException e) {
      return "The directory of jobs cannot be read: " + e.getMessage();
    }
  }

  private int follow(AttachedJob attached) throws IOException, RenderException {
    for (Optional<String> line = attached.read(); line.isPresent(); line = attached.read()) {
      JsonLines.print(surroundings.out(), line.get());
      if (known(line.get()).orElse(null) instanceof JobEvent.Ended ended) {
        return code(ended.ending().outcome());
      }
    }
    throw new RenderException(
        ErrorKind.WORKER,
        "The program that ran the job has gone before the job ended",
        "The same 'networkrender render' goes on where it stopped");
  }

  /** Answers to commands are among the lines, and what a later version may tell. */
  private static Optional<JobEvent> known(String line) {
    try {
      return EventJson.decodeJobEvent(line);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static int code(JobOutcome outcome) {
    return switch (outcome) {
      case COMPLETE -> ExitCode.COMPLETE;
      case INCOMPLETE -> ExitCode.INCOMPLETE;
      case CANCELLED -> ExitCode.CANCELLED;
      case FAILED -> ExitCode.NO_WORKER;
      case OTHER -> ExitCode.FAILED;
    };
  }

  /** What was sent is answered by the job itself, among its events. */
  private void refused(String answer) {
    if (answer.contains("\"commandRefused\"")) {
      JsonLines.print(surroundings.out(), answer);
    }
  }

  /** Sends commands to the job. */
  private static final class Sent implements JobCommands {
    private final AttachedJob job;

    Sent(AttachedJob job) {
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
}
