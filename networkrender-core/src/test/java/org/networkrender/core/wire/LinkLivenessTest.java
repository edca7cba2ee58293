package org.networkrender.core.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Ticker;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LinkLivenessTest {
  private long nanos = -7_000_000_000L;
  private final LinkLiveness liveness =
      new LinkLiveness(
          new Ticker() {
            @Override
            public long read() {
              return nanos;
            }
          });

  /** Looks as its owner does until the time has passed or the link is to be given up. */
  private Optional<Duration> pass(Duration time) {
    for (Duration left = time; !left.isZero(); left = left.minus(LinkLiveness.LOOK)) {
      nanos += LinkLiveness.LOOK.toNanos();
      Optional<Duration> silence = liveness.silence();
      if (silence.isPresent()) {
        return silence;
      }
    }
    return Optional.empty();
  }

  @Test
  void aFrozenPeerIsNoticedWithinFiveSeconds() {
    pass(Duration.ofSeconds(3));
    liveness.heard();
    assertThat(pass(LinkLiveness.SILENCE)).isEmpty();
    assertThat(pass(Duration.ofSeconds(5))).contains(Duration.ofMillis(4900));
    assertThat(LinkLiveness.notice(Duration.ofMillis(5100))).isEqualTo("no sign of life for 5.1 s");
  }

  @Test
  void aSignOfLifeBeginsItAnew() {
    for (int i = 0; i < 10; i++) {
      assertThat(pass(Duration.ofSeconds(4))).isEmpty();
      liveness.heard();
    }
  }

  /** Whoever was stopped, or whose machine slept, first reads what came meanwhile. */
  @Test
  void theTimeInWhichThisSideStoodStillDoesNotCount() {
    pass(Duration.ofSeconds(2));
    nanos += Duration.ofMinutes(1).toNanos();
    assertThat(liveness.silence()).isEmpty();
    assertThat(pass(LinkLiveness.SILENCE)).isEmpty();
    assertThat(pass(LinkLiveness.LOOK)).isPresent();
  }
}
