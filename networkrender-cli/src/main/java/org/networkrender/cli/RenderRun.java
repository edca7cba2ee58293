package org.networkrender.cli;

import java.io.Closeable;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jline.terminal.Terminal;
import org.networkrender.api.RenderException;
import org.networkrender.core.client.Farm;
import org.networkrender.core.client.FarmSettings;
import org.networkrender.core.order.JobOrder;
import org.networkrender.core.order.JobReport;
import org.networkrender.core.order.RenderJob;

/** Runs one job from its order to the last word about it. */
final class RenderRun {
  private final Surroundings surroundings;
  private final boolean plain;
  private final String command;
  private boolean compare = true;
  private Optional<EventFormat> events = Optional.empty();
  private boolean exitsWithInput;

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

  /** Cancels the job when the input ends from which its commands come. */
  RenderRun exitingWithInput(boolean whether) {
    exitsWithInput = whether;
    return this;
  }

  /** Runs a job and returns the exit code. */
  int run(FarmSettings settings, JobOrder order) throws RenderException, InterruptedException {
    JobFollower follower =
        events.isPresent()
            ? new JsonFollower(surroundings, exitsWithInput)
            : new ScreenFollower(surroundings, command, compare);
    JobReport report;
    try {
      report = report(settings, order, follower);
    } catch (RenderException e) {
      follower.failed(e);
      throw e;
    } finally {
      follower.end();
    }
    follower.lines().forEach(surroundings.out()::println);
    return switch (report.outcome()) {
      case COMPLETE -> ExitCode.COMPLETE;
      case INCOMPLETE -> ExitCode.INCOMPLETE;
      case CANCELLED -> ExitCode.CANCELLED;
    };
  }

  // Registrations are there to end with their block; nothing else is done with them.
  @SuppressWarnings("try")
  private JobReport report(FarmSettings settings, JobOrder order, JobFollower follower)
      throws RenderException, InterruptedException {
    try (Farm farm = surroundings.farms().open(settings);
        AtExit atExit = AtExit.run(farm::close);
        JobConsole console = console();
        Interrupts.Registration log = surroundings.log().divert(console::print)) {
      RenderJob job = farm.start(order, begun -> follower.begin(begun, console));
      Closeable socket = OpenSocket.of(job, surroundings, settings.directory(), console);
      try {
        return await(job, follower);
      } finally {
        OpenSocket.close(socket);
      }
    }
  }

  // Registrations are there to end with their block; nothing else is done with them.
  @SuppressWarnings("try")
  private JobReport await(RenderJob job, JobFollower follower)
      throws RenderException, InterruptedException {
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
      follower.follow();
      return job.await();
    }
  }

  private JobConsole console() {
    return events.isPresent() ? new EventConsole(surroundings.err()) : console(surroundings, plain);
  }

  /** Returns what shows a job to a person. */
  static JobConsole console(Surroundings surroundings, boolean plain) {
    Optional<Terminal> terminal = plain ? Optional.empty() : surroundings.terminals().open();
    return terminal
        .<JobConsole>map(found -> new LiveConsole(found, surroundings.environment()))
        .orElseGet(() -> new PlainConsole(surroundings.out()));
  }
}
