package org.networkrender.core.assets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LanesTest {
  private final ExecutorService executor = Executors.newCachedThreadPool();
  private final Lanes lanes = new Lanes(executor, 4);
  private final List<Integer> files = IntStream.range(0, 100).boxed().toList();

  @AfterEach
  void end() {
    executor.shutdownNow();
  }

  @Test
  void severalAreUnderWayAtOnceAndNoMoreThanTheBound() throws Exception {
    CountDownLatch four = new CountDownLatch(4);
    AtomicInteger now = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    Set<Integer> done = Collections.synchronizedSet(new HashSet<>());
    lanes.each(
        files,
        file -> {
          most.accumulateAndGet(now.incrementAndGet(), Math::max);
          four.countDown();
          four.await();
          done.add(file);
          now.decrementAndGet();
        });
    assertThat(done).containsExactlyInAnyOrderElementsOf(files);
    assertThat(most).hasValue(4);
  }

  @Test
  void theFirstFailureEndsAllThatWait() {
    CountDownLatch four = new CountDownLatch(4);
    AtomicInteger begun = new AtomicInteger();
    assertThatThrownBy(
            () ->
                lanes.each(
                    files,
                    file -> {
                      begun.incrementAndGet();
                      four.countDown();
                      four.await();
                      if (file == 2) {
                        throw new IOException("no room");
                      }
                      new CountDownLatch(1).await();
                    }))
        .isInstanceOf(IOException.class)
        .hasMessage("no room");
    assertThat(begun).hasValue(4);
  }

  @Test
  void anInterruptEndsAllThatWait() throws Exception {
    CountDownLatch four = new CountDownLatch(4);
    AtomicInteger interrupted = new AtomicInteger();
    Thread caller =
        new Thread(
            () -> {
              try {
                lanes.each(
                    files,
                    file -> {
                      four.countDown();
                      new CountDownLatch(1).await();
                    });
              } catch (IOException e) {
                throw new IllegalStateException(e);
              } catch (InterruptedException e) {
                interrupted.incrementAndGet();
              }
            });
    caller.start();
    four.await();
    caller.interrupt();
    caller.join();
    assertThat(interrupted).hasValue(1);
  }

  @Test
  void theCallerDoesAllWhereNobodyHelps() throws Exception {
    Lanes alone =
        new Lanes(
            work -> {
              throw new RejectedExecutionException("closed");
            },
            4);
    AtomicInteger done = new AtomicInteger();
    alone.each(files, file -> done.incrementAndGet());
    assertThat(done).hasValue(100);
  }
}
