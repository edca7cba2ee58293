package org.networkrender.cli;

import java.io.PrintWriter;
import java.time.Clock;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;
import org.networkrender.api.PlainText;
import org.networkrender.core.events.WorkerEvent;
import org.networkrender.core.events.WorkerOffer;
import org.networkrender.core.events.WorkerSnapshot;
import org.networkrender.core.worker.WorkerEventText;

/** Shows a worker to a person: what it offers, and a line for what happens. */
final class WorkerScreen implements Consumer<WorkerEvent> {
  private final PrintWriter out;
  private final Clock clock;
  private final String keys;

  /**
   * Prepares.
   *
   * @param keys what Ctrl-C does
   */
  WorkerScreen(PrintWriter out, Clock clock, String keys) {
    this.out = out;
    this.clock = clock;
    this.keys = keys;
  }

  @Override
  public void accept(WorkerEvent event) {
    if (event instanceof WorkerEvent.Snapshot snapshot) {
      state(snapshot.state());
    } else if (event instanceof WorkerEvent.Started started) {
      offer(started.offer());
    } else {
      WorkerEventText.line(event).ifPresent(this::line);
    }
  }

  /** Of one that has not started there is nothing to say yet. */
  private void state(WorkerSnapshot state) {
    state.offer().ifPresent(this::offer);
    state.warnings().forEach(warned -> line("warning: " + warned.text()));
    state.clients().forEach(client -> line(WorkerEventText.connected(client)));
    state
        .tasks()
        .forEach(run -> line(run.task().client().name() + ": renders " + run.task().frames()));
    if (!state.pauses().isEmpty()) {
      line(WorkerEventText.paused(state.pauses()));
    }
  }

  private void offer(WorkerOffer offer) {
    WorkerText.lines(offer).forEach(out::println);
    out.println(keys);
    out.println();
  }

  void line(String line) {
    LocalTime now = LocalTime.now(clock).truncatedTo(ChronoUnit.SECONDS);
    out.println(WorkerText.TIME.format(now) + "  " + PlainText.line(line));
  }
}
