package org.networkrender.core.providers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class BackgroundThreadsTest {
  private final BackgroundThreads threads = new BackgroundThreads("discovery.radar");

  @AfterEach
  void close() {
    threads.close();
  }

  @Test
  void threadsAreDaemonsThatAreNamedAfterTheProvider() throws Exception {
    CompletableFuture<Thread> background = new CompletableFuture<>();
    threads.execute(() -> background.complete(Thread.currentThread()));
    Thread timed = threads.scheduler().submit(Thread::currentThread).get();
    assertThat(background.get()).isNotEqualTo(timed);
    for (Thread thread : new Thread[] {background.get(), timed}) {
      assertThat(thread.getName()).startsWith("discovery.radar-");
      assertThat(thread.isDaemon()).isTrue();
    }
  }

  @Test
  void piecesOfWorkDoNotWaitForEachOther() throws Exception {
    CountDownLatch both = new CountDownLatch(2);
    CompletableFuture<Void> met = new CompletableFuture<>();
    Runnable work =
        () -> {
          both.countDown();
          try {
            both.await();
            met.complete(null);
          } catch (InterruptedException e) {
            met.completeExceptionally(e);
          }
        };
    threads.execute(work);
    threads.execute(work);
    assertThat(met.get()).isNull();
  }

  @Test
  void workThatThrowsStopsNoOtherWork() throws Exception {
    CompletableFuture<Void> next = new CompletableFuture<>();
    threads.execute(
        () -> {
          throw new IllegalStateException("thrown on purpose by a test");
        });
    threads.execute(() -> next.complete(null));
    assertThat(next.get()).isNull();
  }

  @Test
  void theEndInterruptsWhatRunsAndRefusesWhatComes() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
    ScheduledFuture<?> later = threads.scheduler().schedule(() -> {}, 1, TimeUnit.HOURS);
    threads.execute(
        () -> {
          begun.countDown();
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException e) {
            interrupted.complete(true);
          }
        });
    begun.await();
    threads.close();
    assertThat(interrupted.get()).isTrue();
    assertThat(later.isDone()).isFalse();
    assertThatExceptionOfType(RejectedExecutionException.class)
        .isThrownBy(() -> threads.execute(() -> {}));
    assertThatExceptionOfType(RejectedExecutionException.class)
        .isThrownBy(() -> threads.scheduler().execute(() -> {}));
    threads.close();
  }

  @Test
  void aProviderCannotEndThem() throws Exception {
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(threads.scheduler()::shutdown);
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(threads.scheduler()::shutdownNow);
    assertThat(threads.scheduler().submit(() -> "goes on").get()).isEqualTo("goes on");
  }
}
