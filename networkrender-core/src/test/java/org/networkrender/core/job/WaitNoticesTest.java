package org.networkrender.core.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.networkrender.core.scheduler.Wait;

/** Each wait is told once, with its length. */
class WaitNoticesTest {
  private final List<String> told = new ArrayList<>();
  private final WaitNotices notices =
      new WaitNotices(task -> "frame " + task, (reason, text, left) -> told.add(text));

  private static long at(double seconds) {
    return Duration.ofMillis((long) (seconds * 1000)).toNanos();
  }

  private void waits(int task, double until, double now) {
    notices.watch(Optional.of(new Wait(task, at(until))), at(now));
  }

  @Test
  void aPauseIsToldOnceAndTheNextOneAnew() {
    waits(7, 20, 0.1);
    waits(7, 20, 5);
    notices.watch(Optional.empty(), at(21));
    waits(7, 321, 21);

    assertThat(told)
        .containsExactly(
            "frame 7 is tried again in 20 s; nothing else can be done until then",
            "frame 7 is tried again in 5 min; nothing else can be done until then");
  }

  @Test
  void whatIsOverSoonIsNotTold() {
    waits(7, 3, 0);

    assertThat(told).isEmpty();
  }

  @Test
  void whoMayStillComeIsWaitedForAloud() {
    waits(Wait.NO_TASK, 30, 0);

    assertThat(told)
        .containsExactly("nobody who is there can do what is left; waiting 30 s for others");
  }
}
