package org.networkrender.core.pool;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Ticker;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RetryPauseTest {
  private long now;
  private final RetryPause pause =
      new RetryPause(
          new Ticker() {
            @Override
            public long read() {
              return now;
            }
          });

  @Test
  void firstTryIsMadeAtOnce() {
    assertThat(pause.isOver()).isTrue();
    assertThat(pause.isFirst()).isTrue();
  }

  @Test
  void pausesGrowUpToTheLastOne() {
    for (int seconds : new int[] {1, 2, 4, 8, 15, 15}) {
      pause.begin();
      now += Duration.ofSeconds(seconds).toNanos() - 1;
      assertThat(pause.isOver()).isFalse();
      now++;
      assertThat(pause.isOver()).isTrue();
    }
    assertThat(pause.isFirst()).isFalse();
  }

  @Test
  void whatHasChangedIsTriedAtOnce() {
    pause.begin();
    pause.end();
    assertThat(pause.isOver()).isTrue();
    assertThat(pause.isFirst()).isTrue();
  }

  @Test
  void successMakesTheNextPauseShortAgain() {
    pause.begin();
    pause.begin();
    pause.restart();
    pause.begin();
    now += Duration.ofSeconds(1).toNanos();
    assertThat(pause.isOver()).isTrue();
  }
}
