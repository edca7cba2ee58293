package org.networkrender.core.planning;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LookPatienceTest {
  private static final long SIZE = 1_500;

  private long now;
  private final LookPatience patience = new LookPatience(() -> now);

  private void pass(Duration time) {
    now += time.toNanos();
  }

  @Test
  void whoSaysNothingIsAloneForAMinuteAndWaitedForAQuarterOfAnHour() {
    patience.asked(SIZE);
    pass(LookPatience.ALONE.minusNanos(1));
    assertThat(patience.isQuick()).isTrue();
    pass(Duration.ofNanos(1));
    assertThat(patience.isQuick()).isFalse();
    pass(LookPatience.MOST_SILENCE.minus(LookPatience.ALONE).minusNanos(1));
    assertThat(patience.overdue()).isEmpty();
    pass(Duration.ofNanos(1));
    assertThat(patience.overdue()).hasValue("nothing new came from it for 15 minutes");
  }

  @Test
  void whoReceivesSteadilyIsWaitedForAlone() {
    patience.asked(SIZE);
    for (long bytes = 100; bytes <= SIZE; bytes += 100) {
      pass(Duration.ofSeconds(59));
      patience.received(bytes);
      assertThat(patience.isQuick()).isTrue();
    }
    pass(LookPatience.ALONE);
    assertThat(patience.isQuick()).isFalse();
    assertThat(patience.overdue()).isEmpty();
  }

  @Test
  void whatIsSaidAgainAndWhatCannotBeRenewsNothing() {
    patience.asked(SIZE);
    patience.received(SIZE / 2);
    patience.received(SIZE * 2);
    for (int minute = 0; minute < 15; minute++) {
      pass(Duration.ofMinutes(1));
      patience.received(SIZE / 2);
      patience.received(Long.MAX_VALUE - minute);
      patience.received(-minute);
    }
    assertThat(patience.overdue()).isPresent();
  }

  @Test
  void aByteNowAndThenKeepsNobodyFromBeingAskedAndEndsSomeTime() {
    patience.asked(1 << 20);
    int bytes = 0;
    while (patience.overdue().isEmpty()) {
      pass(Duration.ofMinutes(1));
      patience.received(++bytes);
      assertThat(patience.isQuick()).isFalse();
    }
    assertThat(Duration.ofNanos(now)).isEqualTo(LookPatience.MOST);
  }

  /** A scene may name library after library, and each is a round with files to be received. */
  @Test
  void allRoundsTogetherHaveOnePatience() {
    int quick = 0;
    for (int round = 0; round < 32 && patience.overdue().isEmpty(); round++) {
      patience.asked(SIZE);
      for (long bytes = 100; bytes <= SIZE && patience.overdue().isEmpty(); bytes += 100) {
        pass(Duration.ofSeconds(59));
        patience.received(bytes);
        quick += patience.isQuick() ? 1 : 0;
      }
      if (patience.overdue().isEmpty()) {
        patience.ended();
      }
    }
    assertThat(quick).isBetween(15, 16);
    assertThat(patience.overdue()).hasValueSatisfying(why -> assertThat(why).contains("3 hours"));
  }

  @Test
  void theOwnTimeBetweenQuestionsIsNotTheMachines() {
    pass(Duration.ofDays(1));
    assertThat(patience.isQuick()).isTrue();
    patience.asked(SIZE);
    pass(Duration.ofSeconds(59));
    patience.ended();
    pass(Duration.ofDays(1));
    assertThat(patience.isQuick()).isTrue();
    assertThat(patience.overdue()).isEmpty();
    patience.asked(SIZE);
    assertThat(patience.isQuick()).isTrue();
    pass(Duration.ofSeconds(1));
    assertThat(patience.isQuick()).isFalse();
    assertThat(patience.overdue()).isEmpty();
  }

  @Test
  void aSceneOfFewBytesComesAtOnce() {
    patience.asked(3);
    pass(LookPatience.ALONE);
    patience.received(1);
    assertThat(patience.isQuick()).isTrue();
  }
}
