package org.networkrender.core.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.networkrender.api.ErrorKind;
import org.networkrender.core.wire.Message;

/** The own machine is alone with a job of one task for a moment, if a renderer waits there. */
class HeadStartTest {
  private static final int JOB = 7;

  private final HeadStart headStart = new HeadStart();

  private static long after(Duration time) {
    return Long.MAX_VALUE - Duration.ofDays(1).toNanos() + time.toNanos();
  }

  private void offer(int tasks, boolean waiting) {
    headStart.offer(JOB, false, tasks, () -> waiting, after(Duration.ZERO));
  }

  @Test
  void onlyTheOnlyTaskAndOnlyForARendererThatWaits() {
    offer(2, true);
    assertThat(headStart.holds(JOB)).isFalse();
    offer(1, false);
    assertThat(headStart.holds(JOB)).isFalse();
    offer(1, true);
    assertThat(headStart.holds(JOB)).isTrue();
  }

  @Test
  void aBakeIsTheOnlyTaskThatCanBegin() {
    headStart.offer(JOB, true, 250, () -> false, after(Duration.ZERO));
    assertThat(headStart.holds(JOB)).isTrue();
    assertThat(headStart.isOver(JOB, after(Duration.ofMillis(500)))).isTrue();
  }

  @Test
  void endsWhenTheOwnMachineIsReadyOrCannotBe() {
    offer(1, true);
    assertThat(headStart.endsWith(new Message.Receiving(JOB, 1, 2))).isFalse();
    assertThat(headStart.endsWith(new Message.JobReady(JOB + 1))).isFalse();
    assertThat(headStart.holds(JOB)).isTrue();
    assertThat(headStart.endsWith(new Message.JobReady(JOB))).isTrue();
    assertThat(headStart.holds(JOB)).isFalse();
    assertThat(headStart.endsWith(new Message.JobReady(JOB))).isFalse();

    offer(1, true);
    assertThat(headStart.endsWith(new Message.JobFailed(JOB, ErrorKind.WORKER, "no room", "")))
        .isTrue();
    assertThat(headStart.holds(JOB)).isFalse();
  }

  @Test
  void lastsHalfASecondAtMost() {
    offer(1, true);
    assertThat(headStart.isOver(JOB, after(Duration.ofMillis(499)))).isFalse();
    assertThat(headStart.isOver(JOB, after(Duration.ofMillis(500)))).isTrue();
    assertThat(headStart.holds(JOB)).isFalse();
    assertThat(headStart.isOver(JOB, after(Duration.ofMillis(600)))).isFalse();
  }

  @Test
  void isForgottenWithItsJob() {
    offer(1, true);
    headStart.forget(JOB);
    assertThat(headStart.isOver(JOB, after(Duration.ofHours(1)))).isFalse();
  }
}
