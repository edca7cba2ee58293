package org.networkrender.core.thread;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Nobody waits for ever for the farm's thread, whatever is thrown there. */
class FarmThreadTest {
  private final List<Throwable> defects = new CopyOnWriteArrayList<>();
  private final FarmThread thread = new FarmThread(defects::add);

  @AfterEach
  void end() {
    thread.end();
  }

  @Test
  void whatAQuestionThrowsIsThrownToWhoAsks() {
    AssertionError error = new AssertionError("an Error");
    IllegalStateException exception = new IllegalStateException("an exception");

    assertThatThrownBy(() -> thread.call(() -> fail(error))).isSameAs(error);
    assertThatThrownBy(() -> thread.call(() -> fail(exception))).isSameAs(exception);
  }

  @Test
  void anErrorEndsNeitherTheThreadNorWhatItDoesRegularly() throws Exception {
    CountDownLatch looks = new CountDownLatch(3);
    thread.every(
        Duration.ofMillis(1),
        () -> {
          looks.countDown();
          throw new AssertionError("a defect");
        });

    assertThat(looks.await(60, TimeUnit.SECONDS)).isTrue();
    assertThat(defects).isNotEmpty();
  }

  @Test
  void afterTheEndWorkIsDroppedAndQuestionsAreRefused() {
    AtomicBoolean told = new AtomicBoolean();
    thread.end();

    thread.execute(() -> defects.add(new AssertionError("ran")), () -> told.set(true));

    assertThat(told).isTrue();
    assertThat(defects).isEmpty();
    assertThatThrownBy(() -> thread.call(() -> "an answer"))
        .isInstanceOf(RejectedExecutionException.class);
  }

  private static String fail(RuntimeException exception) {
    throw exception;
  }

  private static String fail(Error error) {
    throw error;
  }
}
