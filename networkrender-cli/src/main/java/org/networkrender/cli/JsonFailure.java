package org.networkrender.cli;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.networkrender.api.RenderException;
import org.networkrender.core.events.Event;
import org.networkrender.core.events.EventJson;
import org.networkrender.core.events.EventQueue;
import org.networkrender.core.events.JobEnding;
import org.networkrender.core.events.JobEvent;
import org.networkrender.core.events.JobEvents;
import org.networkrender.core.events.JobFault;
import org.networkrender.core.events.JobOutcome;
import org.networkrender.core.events.WorkerEvent;
import org.networkrender.core.events.WorkerEvents;

/** Tells a program, as events, of a job that could not even be ordered. */
final class JsonFailure {
  /** There is no job, and so it has no id. */
  private static final String NONE = "none";

  private JsonFailure() {}

  /** Returns whether somebody who could not even write a command right wants events. */
  static boolean isWanted(String command, String... arguments) {
    String line = String.join(" ", arguments).toLowerCase(Locale.ROOT);
    return (command.equals("render") || command.equals("worker"))
        && (line.contains("--events json") || line.contains("--events=json"));
  }

  /**
   * Prints a snapshot and the end of what could not even be ordered.
   *
   * @param command what was to be run
   */
  static void print(Surroundings surroundings, String command, RenderException cause)
      throws InterruptedException {
    if (command.equals("worker")) {
      printWorker(surroundings, cause);
    } else {
      print(surroundings, cause);
    }
  }

  private static void printWorker(Surroundings surroundings, RenderException cause)
      throws InterruptedException {
    WorkerEvents events = new WorkerEvents(NONE, surroundings.clock());
    EventQueue<WorkerEvent> queue = events.subscribe();
    events.publish(
        stamp ->
            new WorkerEvent.Ended(
                stamp, cause.getMessage(), cause.advice(), Optional.of(JobFault.of(cause.kind()))));
    print(surroundings, queue, EventJson::encode);
  }

  /** Prints a snapshot and the end of a job. */
  static void print(Surroundings surroundings, RenderException cause) throws InterruptedException {
    JobEvents events = new JobEvents(NONE, surroundings.clock());
    EventQueue<JobEvent> queue = events.subscribe();
    JobEnding ending =
        JobEnding.unbegun(JobOutcome.FAILED)
            .failed(JobFault.of(cause.kind()), cause.getMessage(), cause.advice());
    events.publish(stamp -> new JobEvent.Ended(stamp, ending));
    print(surroundings, queue, EventJson::encode);
  }

  private static <E extends Event> void print(
      Surroundings surroundings, EventQueue<E> queue, Function<E, String> encode)
      throws InterruptedException {
    while (!queue.isOver()) {
      queue.take().ifPresent(event -> JsonLines.print(surroundings.out(), encode.apply(event)));
    }
  }
}
