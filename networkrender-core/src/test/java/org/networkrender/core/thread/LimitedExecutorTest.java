package org.networkrender.core.thread;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class LimitedExecutorTest {
  /** What was given to threads; each is run by the test. */
  private final Deque<Runnable> threads = new ArrayDeque<>();

  private final List<Integer> done = new ArrayList<>();
  private boolean exhausted;

  private final LimitedExecutor executor =
      new LimitedExecutor(
          work -> {
            if (exhausted) {
              throw new OutOfMemoryError("unable to create native thread");
            }
            threads.add(work);
          },
          2);

  private void begin(int first, int last) {
    for (int i = first; i <= last; i++) {
      int number = i;
      executor.execute(() -> done.add(number));
    }
  }

  @Test
  void manyThingsTakeFewThreads() {
    begin(1, 1000);
    assertThat(threads).hasSize(2);

    threads.remove().run();

    assertThat(done).hasSize(1000).isSorted();
    threads.remove().run();
    begin(1001, 1003);
    assertThat(threads).hasSize(2);
    threads.remove().run();
    assertThat(done).hasSize(1003);
  }

  @Test
  void whatFailsStopsNothingElse() {
    executor.execute(
        () -> {
          throw new IllegalStateException("a defect");
        });
    begin(1, 2);
    threads.remove().run();
    assertThat(done).containsExactly(1, 2);
  }

  @Test
  void whereNoThreadIsToBeHadOneThatWorksDoesItAll() {
    begin(1, 1);
    exhausted = true;
    begin(2, 5);
    threads.remove().run();
    assertThat(done).containsExactly(1, 2, 3, 4, 5);
  }

  @Test
  void whereNoneWorksThatIsSaidAndTheNextOneIsTriedAgain() {
    exhausted = true;
    assertThatThrownBy(() -> begin(1, 1)).isInstanceOf(OutOfMemoryError.class);
    exhausted = false;
    begin(2, 2);
    threads.remove().run();
    assertThat(done).containsExactly(2);
  }
}
