package org.networkrender.core.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a bake and movies are worth, and how long they take still. */
class ProductTallyTest {
  private static final long SECOND = 1_000_000_000;

  @Test
  void theTimeLeftFollowsFromWhatIsTold() {
    Pace pace = new Pace();
    assertThat(pace.left(0, 0)).isEmpty();
    assertThat(pace.left(5 * SECOND, 0)).isEmpty();
    assertThat(pace.left(6 * SECOND, 0.01)).isEmpty();
    assertThat(pace.left(15 * SECOND, 0.25)).contains(Duration.ofSeconds(30));
    assertThat(pace.left(25 * SECOND, 1)).contains(Duration.ZERO);
  }

  @Test
  void whoBeginsAnewIsMeasuredAnew() {
    Pace pace = new Pace();
    pace.left(0, 0);
    assertThat(pace.left(100 * SECOND, 0.5)).contains(Duration.ofSeconds(100));
    assertThat(pace.left(101 * SECOND, 0.25)).isEmpty();
    assertThat(pace.left(111 * SECOND, 0.5)).contains(Duration.ofSeconds(20));
    assertThat(pace.left(112 * SECOND, 0)).isEmpty();
    assertThat(pace.left(122 * SECOND, 0.5)).contains(Duration.ofSeconds(10));
  }

  @Test
  void whatWasDoneAtTheFirstLookNeedsASecondOne() {
    Pace pace = new Pace();
    assertThat(pace.left(7 * SECOND, 0.5)).isEmpty();
    assertThat(pace.left(8 * SECOND, 0.5)).contains(Duration.ofSeconds(1));
  }

  @Test
  void aBakeIsWorthTheFramesThatItsTimeWouldHaveMade() {
    ProductTally tally = new ProductTally(100, true, 0);
    assertThat(tally.all(0)).isEqualTo(5);
    assertThat(tally.done(0)).isZero();
    tally.baked(60 * SECOND);
    assertThat(tally.all(0)).isEqualTo(5);
    assertThat(tally.all(2 * SECOND)).isEqualTo(30);
    assertThat(tally.done(2 * SECOND)).isEqualTo(30);
  }

  @Test
  void moviesAreLeftWhenAllFramesAreDone() {
    ProductTally tally = new ProductTally(100, false, 2);
    assertThat(tally.all(SECOND)).isEqualTo(4);
    assertThat(tally.done(SECOND)).isZero();
    tally.encoded();
    assertThat(tally.done(SECOND)).isEqualTo(2);
    assertThat(tally.hasAllMovies()).isFalse();
    tally.encoded();
    assertThat(tally.hasAllMovies()).isTrue();
    assertThat(tally.done(SECOND)).isEqualTo(tally.all(SECOND));
  }
}
