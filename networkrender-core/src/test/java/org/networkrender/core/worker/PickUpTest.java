package org.networkrender.core.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PickUpTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final MovedTicker ticker = new MovedTicker();
  private final PickUp pickUp = new PickUp(ticker);

  @Test
  void whoNeverFetchesIsOverdueHoweverMuchMoreItTakes() {
    for (long attempt = 1; attempt <= 10; attempt++) {
      pickUp.offered(attempt);
      ticker.advance(MINUTE);
    }
    assertThat(pickUp.overdue()).isEmpty();
    ticker.advance(Duration.ofNanos(1));
    assertThat(pickUp.overdue()).contains("no picture was fetched for 10 min");
  }

  @Test
  void whoFetchesSlowlyIsNot() {
    pickUp.offered(1);
    pickUp.offered(2);
    for (int piece = 0; piece < 10; piece++) {
      ticker.advance(MINUTE.multipliedBy(9));
      pickUp.taken();
    }
    pickUp.released(1);
    ticker.advance(MINUTE.multipliedBy(9));
    assertThat(pickUp.overdue()).isEmpty();
    pickUp.released(2);
    ticker.advance(MINUTE.multipliedBy(90));
    assertThat(pickUp.overdue()).isEmpty();
  }

  @Test
  void aPictureThatNobodyWantsAnyMoreIsNotWaitedFor() {
    pickUp.offered(1);
    ticker.advance(MINUTE.multipliedBy(9));
    pickUp.released(7);
    ticker.advance(MINUTE.multipliedBy(2));
    assertThat(pickUp.overdue()).as("another one was released").isPresent();
    pickUp.released(1);
    assertThat(pickUp.overdue()).isEmpty();
  }

  @Test
  void whoDoesNotSendAFileIsOverdueAlthoughOthersCome() {
    pickUp.wanted("stuck");
    for (int piece = 0; piece < 11; piece++) {
      pickUp.wanted("slow");
      ticker.advance(MINUTE);
    }
    assertThat(pickUp.overdue()).contains("a file that is needed has not come for 10 min");
    pickUp.received("stuck");
    assertThat(pickUp.overdue()).isEmpty();
    pickUp.received("slow");
    ticker.advance(MINUTE.multipliedBy(90));
    assertThat(pickUp.overdue()).isEmpty();
  }
}
