package org.networkrender.cli;

import java.util.Locale;
import org.networkrender.api.RenderException;
import org.networkrender.core.events.EventJson;
import org.networkrender.core.events.EventQueue;
import org.networkrender.core.events.JobEnding;
import org.networkrender.core.events.JobEvent;
import org.networkrender.core.events.JobEvents;
import org.networkrender.core.events.JobFault;
import org.networkrender.core.events.JobOutcome;

/** Tells a program, as events, of a job that could not even be ordered. */
final class JsonFailure {
  /** There is no job, and so it has no id. */
  private static final String NONE = "none";

  private JsonFailure() {}

  /** Returns whether somebody who could not even write a command right wants events. */
  static boolean isWanted(String command, String... arguments) {
    String line = String.join(" ", arguments).toLowerCase(Locale.ROOT);
    return command.equals("render")
        && (line.contains("--events json") || line.contains("--events=json"));
  }

  /** Prints a snapshot and the end. */
  static void print(Surroundings surroundings, RenderException cause) throws InterruptedException {
    JobEvents events = new JobEvents(NONE, surroundings.clock());
    EventQueue<JobEvent> queue = events.subscribe();
    JobEnding ending =
        JobEnding.unbegun(JobOutcome.FAILED)
            .failed(JobFault.of(cause.kind()), cause.getMessage(), cause.advice());
    events.publish(stamp -> new JobEvent.Ended(stamp, ending));
    while (!queue.isOver()) {
      queue.take().ifPresent(event -> JsonLines.print(surroundings.out(), EventJson.encode(event)));
    }
  }
}
