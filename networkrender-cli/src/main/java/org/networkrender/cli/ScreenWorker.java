package org.networkrender.cli;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.networkrender.core.events.EventSubscription;
import org.networkrender.core.events.WorkerCommands;
import org.networkrender.core.events.WorkerFeed;

/** Shows a worker to the person who has started it. */
final class ScreenWorker implements WorkerFollower {
  private static final Duration LAST_LINES = Duration.ofSeconds(2);
  private static final String KEYS =
      "Ctrl-C: finish the running task, then stop. Twice: stop at once.";

  private final Surroundings surroundings;
  private final boolean exitsWithInput;
  private final WorkerScreen screen;
  private @Nullable EventSubscription subscription;

  /**
   * Prepares.
   *
   * @param exitsWithInput whether the worker stops when the standard input ends
   */
  ScreenWorker(Surroundings surroundings, boolean exitsWithInput) {
    this.surroundings = surroundings;
    this.exitsWithInput = exitsWithInput;
    this.screen = new WorkerScreen(surroundings.out(), surroundings.clock(), KEYS);
  }

  @Override
  public void begin(WorkerFeed events, WorkerCommands commands) {
    subscription = events.subscribe(screen);
    if (exitsWithInput) {
      StandardInput.onEnd(surroundings.in(), () -> commands.stop(true));
    }
  }

  @Override
  public void interrupted() {
    screen.line("Ctrl-C again stops at once");
  }

  @Override
  public void end(WorkerFeed events) throws InterruptedException {
    EventSubscription shown = subscription;
    if (shown != null && !shown.awaitEnd(LAST_LINES)) {
      shown.close();
    }
  }
}
