package org.networkrender.core.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ClientErrandsTest {
  /** What was handed to threads and has not begun. */
  private final Deque<Runnable> begun = new ArrayDeque<>();

  private final ClientErrands errands = new ClientErrands(begun::add);
  private final List<Integer> done = new ArrayList<>();

  private void runNext() {
    Objects.requireNonNull(begun.poll()).run();
  }

  private void runAll() {
    while (!begun.isEmpty()) {
      runNext();
    }
  }

  @Test
  void aFewPreparationsGoOnAtATimeAndTheOthersFollowInTheirOrder() {
    int all = ClientErrands.MOST_PREPARED * 3;
    IntStream.range(0, all).forEach(i -> errands.prepare(() -> done.add(i)));
    assertThat(begun).hasSize(ClientErrands.MOST_PREPARED);
    runNext();
    assertThat(begun).as("one that has ended makes room").hasSize(ClientErrands.MOST_PREPARED);
    runAll();
    assertThat(done).containsExactlyElementsOf(IntStream.range(0, all).boxed().toList());
  }

  @Test
  void onePreparationThatFailsMakesRoomAsWell() {
    for (int i = 0; i < ClientErrands.MOST_PREPARED; i++) {
      errands.prepare(
          () -> {
            throw new IllegalStateException("a defect");
          });
    }
    errands.prepare(() -> done.add(1));
    runAll();
    assertThat(done).containsExactly(1);
  }

  @Test
  void whatIsStoppedBeforeItsTurnNeverBegins() {
    for (int i = 0; i < ClientErrands.MOST_PREPARED; i++) {
      errands.prepare(() -> {});
    }
    IntStream.range(0, 1000).forEach(i -> errands.prepare(() -> done.add(i)).run());
    assertThat(errands.waiting()).as("what is kept of them").isZero();
    runAll();
    assertThat(done).isEmpty();
    errands.prepare(() -> done.add(1));
    runAll();
    assertThat(done).containsExactly(1);
  }

  @Test
  void whatIsStoppedWhileItGoesOnIsInterruptedAndHasItsPlaceUntilItHasEnded() throws Exception {
    CountDownLatch began = new CountDownLatch(1);
    CountDownLatch stopped = new CountDownLatch(1);
    CountDownLatch mayEnd = new CountDownLatch(1);
    Runnable stop =
        errands.prepare(
            () -> {
              began.countDown();
              try {
                new CountDownLatch(1).await();
              } catch (InterruptedException e) {
                stopped.countDown();
                await(mayEnd);
              }
            });
    Thread thread = new Thread(Objects.requireNonNull(begun.poll()));
    thread.start();
    began.await();
    IntStream.range(0, ClientErrands.MOST_PREPARED).forEach(i -> errands.prepare(() -> {}));
    stop.run();
    stopped.await();
    assertThat(begun).hasSize(ClientErrands.MOST_PREPARED - 1);
    mayEnd.countDown();
    thread.join();
    assertThat(begun).hasSize(ClientErrands.MOST_PREPARED);
  }

  @Test
  void whoClosesFasterThanThatCanEndIsBehind() {
    for (int i = 0; i < ClientErrands.MOST_CLOSING; i++) {
      assertThat(errands.isBehind()).isFalse();
      errands.close(() -> done.add(1));
    }
    assertThat(errands.isBehind()).isTrue();
    runAll();
    assertThat(done).hasSize(ClientErrands.MOST_CLOSING);
    assertThat(errands.isBehind()).isFalse();
  }

  @Test
  void filesAreRemovedByOneThreadHoweverManyAreGivenBack() {
    for (int i = 0; i < ClientErrands.MOST_TIDIED; i++) {
      int number = i;
      assertThat(errands.tidy(() -> done.add(number))).isTrue();
    }
    assertThat(begun).hasSize(1);
    assertThat(errands.tidy(() -> done.add(-1))).as("one more than may wait").isFalse();
    runAll();
    assertThat(done).hasSize(ClientErrands.MOST_TIDIED).isSorted();
    assertThat(errands.tidy(() -> done.add(-1))).isTrue();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
