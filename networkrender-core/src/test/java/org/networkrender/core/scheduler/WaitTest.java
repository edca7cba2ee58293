package org.networkrender.core.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a scheduler says that it waits for. */
class WaitTest {
  private final Scheduler scheduler = new Scheduler(SchedulerSettings.defaults(), 1);
  private long attempt;

  private static long at(long seconds) {
    return Duration.ofSeconds(seconds).toNanos();
  }

  private void handle(SchedulerEvent event) {
    List<Effect> effects = scheduler.handle(event);
    for (Effect effect : effects) {
      if (effect instanceof Effect.Assign assign) {
        attempt = assign.attempt();
      }
    }
  }

  private void fails(long seconds, FailureKind kind) {
    handle(new SchedulerEvent.Started(at(seconds), attempt));
    handle(new SchedulerEvent.Failed(at(seconds), attempt, kind, "it broke"));
  }

  @Test
  void aTaskThatPausesIsWaitedForUntilItIsTriedAgain() {
    handle(new SchedulerEvent.WorkerJoined(0, 1, "alpha", 1, false));
    assertThat(scheduler.awaited()).as("it is rendered").isEmpty();
    fails(1, FailureKind.WORKER);
    fails(1, FailureKind.WORKER);

    assertThat(scheduler.awaited()).contains(new Wait(0, at(6)));

    handle(new SchedulerEvent.TimePassed(at(6)));

    assertThat(scheduler.awaited()).as("it is tried again").isEmpty();
  }

  @Test
  void whatAllHaveRefusedWaitsForOthers() {
    handle(new SchedulerEvent.WorkerJoined(0, 1, "alpha", 1, false));
    fails(1, FailureKind.REFUSED);
    handle(new SchedulerEvent.TimePassed(at(2)));

    assertThat(scheduler.awaited()).contains(new Wait(Wait.NO_TASK, at(32)));
  }

  @Test
  void aJobThatIsDoneWaitsForNothing() {
    handle(new SchedulerEvent.WorkerJoined(0, 1, "alpha", 1, false));
    fails(1, FailureKind.WORKER);
    fails(1, FailureKind.WORKER);

    handle(new SchedulerEvent.Withdrawn(at(2), 0, "it is not needed"));

    assertThat(scheduler.awaited()).isEmpty();
  }
}
