package org.networkrender.core.thread;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Work with files, and how it ends when a job is cancelled. */
class FileWorkTest {
  private final FarmThread thread = new FarmThread(e -> {});
  private final List<IOException> failures = new CopyOnWriteArrayList<>();
  private final List<Throwable> defects = new CopyOnWriteArrayList<>();
  private final List<String> done = new CopyOnWriteArrayList<>();

  @AfterEach
  void close() {
    thread.end();
  }

  private FileWork work(Executor io) {
    return new FileWork(thread, io, failures::add, defects::add, () -> {});
  }

  private boolean isUnderWay(FileWork work) {
    CompletableFuture<Boolean> answer = new CompletableFuture<>();
    thread.execute(() -> answer.complete(work.isUnderWay()));
    return answer.join();
  }

  private void awaitEnd(FileWork work) {
    Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> !isUnderWay(work));
  }

  private static void onThreadOfItsOwn(Runnable run) {
    Thread started = new Thread(run);
    started.setDaemon(true);
    started.start();
  }

  @Test
  void whatWasDoneIsToldAndFailuresAreToo() {
    FileWork work = work(FileWorkTest::onThreadOfItsOwn);
    thread.execute(() -> work.start(() -> "whole", done::add));
    thread.execute(() -> work.startLong(() -> "long", done::add));
    thread.execute(
        () ->
            work.startLong(
                () -> {
                  throw new IOException("no room");
                },
                result -> done.add("never")));
    awaitEnd(work);

    assertThat(done).containsExactlyInAnyOrder("whole", "long");
    assertThat(failures).singleElement().satisfies(e -> assertThat(e).hasMessage("no room"));
  }

  @Test
  void aDefectEndsTheWorkAndIsNoFailureOfTheDisk() {
    FileWork work = work(FileWorkTest::onThreadOfItsOwn);
    thread.execute(
        () ->
            work.start(
                () -> {
                  throw new OutOfMemoryError("two pictures at once");
                },
                result -> done.add("never")));
    thread.execute(
        () ->
            work.startLong(
                () -> {
                  throw new IllegalStateException("a mistake");
                },
                result -> done.add("never")));
    awaitEnd(work);

    assertThat(done).isEmpty();
    assertThat(failures).isEmpty();
    assertThat(defects).hasSize(2).anyMatch(OutOfMemoryError.class::isInstance);
  }

  @Test
  void longWorkThatHasNotBegunEndsWhenItIsInterrupted() {
    Queue<Runnable> later = new ArrayDeque<>();
    FileWork work = work(later::add);
    thread.execute(() -> work.startLong(() -> "never", done::add));
    thread.execute(work::interrupt);
    assertThat(isUnderWay(work)).isTrue();
    later.remove().run();
    awaitEnd(work);

    assertThat(done).isEmpty();
    assertThat(failures).isEmpty();
  }

  @Test
  void whatAnInterruptBreaksIsNoFailureOfTheDisk() {
    CountDownLatch begun = new CountDownLatch(1);
    FileWork work = work(FileWorkTest::onThreadOfItsOwn);
    thread.execute(
        () ->
            work.startLong(
                () -> {
                  begun.countDown();
                  try {
                    new CountDownLatch(1).await();
                    return "never";
                  } catch (InterruptedException e) {
                    // What a file channel does in the place of it.
                    throw new ClosedByInterruptException();
                  }
                },
                done::add));
    Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> begun.getCount() == 0);
    thread.execute(work::interrupt);
    awaitEnd(work);

    assertThat(done).isEmpty();
    assertThat(failures).isEmpty();
  }
}
