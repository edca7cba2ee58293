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

  /** A byte now and then would hold a slot, or a place in line, for ever. */
  @Test
  void aFewBytesAreNoFile() {
    pickUp.wanted("trickle");
    for (int piece = 0; piece < 10; piece++) {
      pickUp.came("trickle", 1);
      ticker.advance(MINUTE);
    }
    pickUp.came("trickle", 1);
    ticker.advance(MINUTE);
    assertThat(pickUp.overdue()).contains("a file that is needed has not come for 10 min");
  }

  @Test
  void aSlowFileIsOne() {
    pickUp.wanted("slow");
    for (int piece = 0; piece < 100; piece++) {
      pickUp.came("slow", PickUp.LEAST_BYTES / 4 + 1);
      ticker.advance(MINUTE.multipliedBy(2));
      assertThat(pickUp.overdue()).isEmpty();
    }
  }

  @Test
  void whatComesIsCounted() {
    pickUp.came("one", 5);
    pickUp.came("other", 7);
    pickUp.received("one");
    assertThat(pickUp.bytes()).isEqualTo(12);
  }
}
