package org.networkrender.core.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.common.util.concurrent.Uninterruptibles;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.RenderException;
import org.networkrender.api.backend.BackendSettings;
import org.networkrender.api.backend.RenderSession;
import org.networkrender.api.backend.SessionRequest;

class OpeningTest {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final SessionRequest REQUEST =
      new SessionRequest(
          Path.of("scene"),
          Map.of(),
          List.of(),
          Optional.empty(),
          Map.of(),
          Map.of(),
          new BackendSettings(List.of(), 0, Path.of("temporary")));

  @FunctionalInterface
  private interface Opens {
    RenderSession open() throws RenderException, InterruptedException;
  }

  private static Opening opening(Opens opens) {
    ShellBackend backend =
        new ShellBackend() {
          @Override
          public RenderSession open(SessionRequest request) throws RenderException {
            try {
              return opens.open();
            } catch (InterruptedException e) {
              throw new RenderException(ErrorKind.WORKER, "interrupted", "", e);
            }
          }
        };
    return new Opening(backend, REQUEST, Thread::new);
  }

  @Test
  void whatIsOpenedIsGivenBack() throws Exception {
    FakeSession session = new FakeSession();
    assertThat(opening(() -> session).await()).isSameAs(session);
    assertThat(session.closed.getCount()).isPositive();
  }

  @Test
  void whatABackendThrowsIsThrown() {
    RenderException failure = new RenderException(ErrorKind.RESOURCE, "no memory", "");
    assertThatThrownBy(
            () ->
                opening(
                        () -> {
                          throw failure;
                        })
                    .await())
        .isSameAs(failure);
    assertThatThrownBy(
            () ->
                opening(
                        () -> {
                          throw new IllegalStateException("a defect");
                        })
                    .await())
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aSessionThatIsOpenTooLateIsClosed() throws Exception {
    FakeSession session = new FakeSession();
    CountDownLatch late = new CountDownLatch(1);
    Opening opening =
        opening(
            () -> {
              // As a backend that takes no notice of an interrupt.
              Uninterruptibles.awaitUninterruptibly(late);
              return session;
            });
    stopSoon(opening);
    assertThatThrownBy(opening::await).isInstanceOf(RenderException.class);
    assertThat(session.closed.getCount()).isPositive();
    late.countDown();
    await().atMost(LONG).until(() -> session.closed.getCount() == 0);
  }

  @Test
  void aBackendIsAskedToEnd() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    Opening opening =
        opening(
            () -> {
              try {
                never.await();
              } finally {
                interrupted.countDown();
              }
              throw new IllegalStateException("nobody released it");
            });
    stopSoon(opening);
    assertThatThrownBy(opening::await).isInstanceOf(RenderException.class);
    // The first time may have come before it began; the worker repeats it.
    await()
        .atMost(LONG)
        .until(
            () -> {
              opening.stop();
              return interrupted.getCount() == 0;
            });
  }

  private static void stopSoon(Opening opening) {
    Thread stopper = new Thread(opening::stop);
    stopper.setDaemon(true);
    stopper.start();
  }
}
