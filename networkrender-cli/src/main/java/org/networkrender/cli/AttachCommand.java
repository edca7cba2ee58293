package org.networkrender.cli;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.PlainText;
import org.networkrender.api.RenderException;
import org.networkrender.core.client.FarmSettings;
import org.networkrender.core.events.Attachment;
import org.networkrender.core.events.CommandJson;
import org.networkrender.core.events.EventJson;
import org.networkrender.core.events.JobCommand;
import org.networkrender.core.events.JobEnding;
import org.networkrender.core.events.JobEvent;
import org.networkrender.core.events.JobFault;
import org.networkrender.core.events.JobOutcome;
import org.networkrender.core.events.JobSnapshot;
import org.networkrender.core.events.JobSockets;
import org.networkrender.core.events.Question;
import org.networkrender.core.events.WorkerSockets;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "attach",
    description = {
      "Shows a job of yours, or a worker, that another program on this machine runs, as that"
          + " program does.",
      "Ctrl-C ends the showing; the job or worker goes on.",
      ""
    },
    abbreviateSynopsis = true,
    sortOptions = false)
final class AttachCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Parameters(
      paramLabel = "ID",
      arity = "0..1",
      description = "The id of the job or worker; not needed when only one runs.")
  private Optional<String> job = Optional.empty();

  @Option(names = "--worker", description = "Attach to a worker, not to a job.")
  private boolean worker;

  @Option(
      names = "--list",
      description =
          "Only print the ids of your jobs and workers that run on this machine, as one line of"
              + " JSON.")
  private boolean list;

  @Option(
      names = "--exit-with-stdin",
      description =
          "With --events: end when the standard input ends, as it does when the program ends that"
              + " started this one. The job or worker goes on.")
  private boolean exitWithStdin;

  @Mixin private ScreenOptions screen = new ScreenOptions();

  AttachCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws RenderException, InterruptedException {
    if (exitWithStdin && screen.events().isEmpty()) {
      throw RenderException.user("--exit-with-stdin needs --events json", "");
    }
    Path cache = FarmSettings.defaults().directory();
    JobSockets sockets = JobSockets.ofUser(surroundings.environment(), cache);
    WorkerSockets workers = WorkerSockets.ofUser(surroundings.environment(), cache);
    if (list) {
      return list(sockets, workers);
    }
    if (worker) {
      return new WorkerAttachment(surroundings, workers, exitWithStdin)
          .attach(job, screen.events().isPresent());
    }
    try (Attachment<JobCommand> attached =
        sockets.attach(job.isPresent() ? job.get() : only(sockets))) {
      return screen.events().isPresent() ? tell(attached) : show(attached);
    } catch (IllegalArgumentException e) {
      throw RenderException.user(String.valueOf(e.getMessage()), advice(sockets));
    } catch (IOException e) {
      throw new RenderException(
          ErrorKind.USER, "Cannot attach: " + e.getMessage(), advice(sockets), e);
    }
  }

  private int list(JobSockets jobs, WorkerSockets workers) throws RenderException {
    try {
      JsonObject json = new JsonObject();
      json.addProperty("v", EventJson.VERSION);
      json.add("jobs", SceneJson.texts(jobs.running()));
      json.add("workers", SceneJson.texts(workers.running()));
      JsonLines.print(surroundings.out(), json.toString());
      return ExitCode.COMPLETE;
    } catch (IOException e) {
      throw new RenderException(
          ErrorKind.RESOURCE, "The directory of jobs cannot be read: " + e.getMessage(), "", e);
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

  private int tell(Attachment<JobCommand> attached) throws IOException, RenderException {
    SentCommands commands = new SentCommands(attached);
    AtomicBoolean left = new AtomicBoolean();
    JsonLines.listen(
        surroundings.in(),
        line -> CommandJson.run(line, commands),
        this::refused,
        exitWithStdin ? () -> leave(attached, left) : () -> {});
    try {
      for (Optional<String> line = attached.read(); line.isPresent(); line = attached.read()) {
        JsonLines.print(surroundings.out(), line.get());
        if (known(line.get()).orElse(null) instanceof JobEvent.Ended ended) {
          return code(ended.ending().outcome());
        }
      }
    } catch (IOException e) {
      if (!left.get()) {
        throw e;
      }
    }
    if (left.get()) {
      return ExitCode.CANCELLED;
    }
    throw gone();
  }

  // Registrations are there to end with their block; nothing else is done with them.
  @SuppressWarnings("try")
  private int show(Attachment<JobCommand> attached)
      throws IOException, RenderException, InterruptedException {
    AtomicBoolean left = new AtomicBoolean();
    Runnable leave = () -> leave(attached, left);
    JobSnapshot state;
    try (JobConsole console = RenderRun.console(surroundings, screen.plain());
        Interrupts.Registration interrupts = surroundings.interrupts().onInterrupt(leave);
        Interrupts.Registration log = surroundings.log().divert(console::print)) {
      JobScreen screen = screen(console, attached);
      while (screen.ended().isEmpty()) {
        String line = attached.read().orElseThrow(AttachCommand::gone);
        known(line).ifPresent(screen::show);
      }
      state = screen.ended().get();
    } catch (IOException e) {
      if (left.get()) {
        return ExitCode.CANCELLED;
      }
      throw e;
    }
    ReportText.lines(state, "", true).forEach(surroundings.out()::println);
    JobEnding ending = state.ending().orElseThrow();
    if (ending.outcome() == JobOutcome.FAILED) {
      throw new RenderException(
          ending.fault().map(JobFault::kind).orElse(ErrorKind.WORKER),
          ending.error(),
          ending.advice());
    }
    return code(ending.outcome());
  }

  private JobScreen screen(JobConsole console, Attachment<JobCommand> attached) {
    SentCommands commands = new SentCommands(attached);
    Consumer<Question> questions =
        surroundings.terminals().canAsk()
            ? new TerminalQuestions(surroundings.in(), console, commands)::ask
            : question -> console.print("The job asks: " + PlainText.line(question.text()));
    return new JobScreen(console, surroundings.log().isVerbose(), questions);
  }

  /** A person looks no longer; says so before the connection breaks for that. */
  static void leave(Attachment<?> attached, AtomicBoolean left) {
    left.set(true);
    OpenSocket.close(attached);
  }

  private static RenderException gone() {
    return new RenderException(
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
}
