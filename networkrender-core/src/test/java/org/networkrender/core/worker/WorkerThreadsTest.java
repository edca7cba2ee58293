package org.networkrender.core.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WorkerThreadsTest {
  private static final Duration SOON = Duration.ofMillis(1);

  private final WorkerThreads threads = new WorkerThreads();

  @AfterEach
  void end() {
    threads.endRegular();
    threads.end();
  }

  private static boolean goesOn(BiConsumer<Duration, Runnable> regularly, Throwable thrown)
      throws InterruptedException {
    CountDownLatch calls = new CountDownLatch(3);
    regularly.accept(
        SOON,
        () -> {
          calls.countDown();
          throw PassingSession.<RuntimeException>sneak(thrown);
        });
    return calls.await(60, TimeUnit.SECONDS);
  }

  @Test
  void whatIsDoneRegularlyGoesOnWhateverItThrew() throws Exception {
    assertThat(goesOn(threads::watch, new IllegalStateException("broken"))).isTrue();
    assertThat(goesOn(threads::watch, new Error("broken"))).isTrue();
    assertThat(goesOn(threads::regularly, new Error("broken"))).isTrue();
  }
}
