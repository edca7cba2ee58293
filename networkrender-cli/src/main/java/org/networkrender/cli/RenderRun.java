package org.networkrender.cli;

import java.io.Closeable;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jline.terminal.Terminal;
import org.networkrender.api.RenderException;
import org.networkrender.core.client.Farm;
import org.networkrender.core.client.FarmSettings;
import org.networkrender.core.events.EventJson;
import org.networkrender.core.events.EventSubscription;
import org.networkrender.core.order.JobOrder;
import org.networkrender.core.order.JobReport;
import org.networkrender.core.order.RenderJob;

/** Runs one job from its order to the last word about it. */
final class RenderRun {
  private static final Duration LONGEST = Duration.ofDays(1);

  private final Surroundings surroundings;
  private final boolean plain;
  private final String command;
  private boolean compare = true;
  private Optional<EventFormat> events = Optional.empty();

  /**
   * Prepares a run.
   *
   * @param plain whether to print plain lines even on a terminal
   * @param command the command that a person repeats to go on
   */
  RenderRun(Surroundings surroundings, boolean plain, String command) {
    this.surroundings = surroundings;
    this.plain = plain;
    this.command = command;
  }

  /** Says nothing about the gain over one machine: for workers that share one. */
  RenderRun withoutComparison() {
    compare = false;
    return this;
  }

  /** Prints the job's events for a program, and takes commands, if a format is given. */
  RenderRun withEvents(Optional<EventFormat> format) {
    events = format;
    return this;
  }

  /** Runs a job and returns the exit code. */
  // Registrations are there to end with their block; nothing else is done with them.
  @SuppressWarnings("try")
  int run(FarmSettings settings, JobOrder order) throws RenderException, InterruptedException {
    JobReport report;
    try (Farm farm = surroundings.farms().open(settings);
        AtExit atExit = AtExit.run(farm::close);
        JobConsole console = console();
        Interrupts.Registration log = surroundings.log().divert(console::print)) {
      if (events.isEmpty()) {
        console.print("Looking into " + order.scene().getFileName() + " ...");
      }
      RenderJob job = farm.submit(order, console);
      Closeable socket = OpenSocket.of(job, surroundings, settings.directory(), console);
      try {
        report = events.isEmpty() ? await(job) : awaitWithEvents(job);
      } finally {
        OpenSocket.close(socket);
      }
    }
    if (events.isEmpty()) {
      Path place = order.output().toAbsolutePath().normalize();
      ReportText.lines(report, place.toString(), command, compare)
          .forEach(surroundings.out()::println);
    }
    return switch (report.outcome()) {
      case COMPLETE -> ExitCode.COMPLETE;
      case INCOMPLETE -> ExitCode.INCOMPLETE;
      case CANCELLED -> ExitCode.CANCELLED;
    };
  }

  private JobReport awaitWithEvents(RenderJob job) throws RenderException, InterruptedException {
    PrintWriter out = surroundings.out();
    EventSubscription printed =
        job.subscribe(event -> JsonLines.print(out, EventJson.encode(event)));
    JsonLines.listen(surroundings.in(), job, answer -> JsonLines.print(out, answer));
    try {
      return await(job);
    } finally {
      // The end is what a program waits for; whoever reads slowly gets it too.
      printed.awaitEnd(LONGEST);
    }
  }

  // Registrations are there to end with their block; nothing else is done with them.
  @SuppressWarnings("try")
  private JobReport await(RenderJob job) throws RenderException, InterruptedException {
    AtomicBoolean asked = new AtomicBoolean();
    Runnable stop =
        () -> {
          if (asked.getAndSet(true)) {
            // A person who asks twice is not to be kept waiting.
            Runtime.getRuntime().exit(ExitCode.CANCELLED);
          }
          job.cancel();
        };
    try (Interrupts.Registration interrupts = surroundings.interrupts().onInterrupt(stop)) {
      return job.await();
    }
  }

  private JobConsole console() {
    if (events.isPresent()) {
      return new EventConsole(surroundings.err());
    }
    Optional<Terminal> terminal = plain ? Optional.empty() : surroundings.terminals().open();
    return terminal
        .<JobConsole>map(found -> new LiveConsole(found, surroundings.environment()))
        .orElseGet(() -> new PlainConsole(surroundings.out()));
  }
}
