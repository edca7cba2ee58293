package org.networkrender.core.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.util.concurrent.Uninterruptibles;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.RenderException;
import org.networkrender.api.backend.ProgressListener;
import org.networkrender.api.backend.RenderRequest;
import org.networkrender.api.backend.RenderSession;

class GuardedSessionTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  private static final ProgressListener NONE =
      new ProgressListener() {
        @Override
        public void progress(double fraction, String note) {}
      };

  private final CountDownLatch never = new CountDownLatch(1);
  private final AtomicInteger asked = new AtomicInteger();
  private FakeSession good;

  @BeforeEach
  void make() throws Exception {
    good = new FakeSession();
  }

  @AfterEach
  void release() {
    never.countDown();
  }

  private static GuardedSession guarded(RenderSession session, Duration patience) {
    return new GuardedSession(
        session,
        "backend",
        work -> {
          Thread thread = new Thread(work);
          thread.setDaemon(true);
          return thread;
        },
        patience);
  }

  private void hang() {
    asked.incrementAndGet();
    Uninterruptibles.awaitUninterruptibly(never);
  }

  private static List<Path> render(RenderSession session) throws Exception {
    return session.render(RenderRequest.wholeFrame(1, Path.of(".")), NONE);
  }

  @Test
  void whatIsAskedOfAGoodOneIsAnswered() throws Exception {
    GuardedSession guarded = guarded(good, LONG);
    assertThat(guarded.isUsable()).isTrue();
    assertThat(guarded.process()).isEqualTo(good.process);
    assertThat(guarded.givenUp()).isEmpty();
    assertThat(render(guarded)).isEmpty();
    guarded.cancel();
    assertThat(good.cancelled).isEqualTo(1);
    assertThat(guarded.isUsable()).isFalse();
    guarded.close();
    assertThat(good.closed.getCount()).isZero();
  }

  /** Who asks watches other sessions too. */
  @Test
  void whatDoesNotAnswerIsWaitedForOnce() {
    GuardedSession guarded =
        guarded(
            new PassingSession(good) {
              @Override
              public Optional<ProcessHandle> process() {
                hang();
                return Optional.empty();
              }
            },
            Duration.ofMillis(50));
    for (int i = 0; i < 100; i++) {
      assertThat(guarded.process()).isEmpty();
    }
    assertThat(asked).hasValueLessThanOrEqualTo(1);
    assertThat(guarded.isUsable()).as("nobody knows what it does next").isFalse();
  }

  @Test
  void whatDoesNotCloseIsLeftAlone() {
    GuardedSession guarded =
        guarded(
            new PassingSession(good) {
              @Override
              public void close() {
                hang();
              }
            },
            Duration.ofMillis(50));
    guarded.close();
    guarded.close();
    assertThat(asked).hasValueLessThanOrEqualTo(1);
  }

  @Test
  void whoseCancellingFailsIsNotUsedAgain() {
    GuardedSession guarded =
        guarded(
            new PassingSession(good) {
              @Override
              public void cancel() {
                throw new IllegalStateException("broken");
              }
            },
            LONG);
    guarded.cancel();
    assertThat(guarded.isUsable()).isFalse();
  }

  @Test
  void whatItThrowsIsItsFault() {
    GuardedSession guarded =
        guarded(
            new PassingSession(good) {
              @Override
              public List<Path> render(RenderRequest request, ProgressListener listener) {
                Thread.currentThread().interrupt();
                throw new Error("broken");
              }
            },
            LONG);
    assertThatThrownBy(() -> render(guarded))
        .isInstanceOfSatisfying(
            RenderException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.INTERNAL))
        .hasMessage("the backend is at fault: java.lang.Error: broken");
    assertThat(Thread.interrupted()).as("of whoever works next").isFalse();
    assertThat(guarded.isUsable()).isFalse();
  }

  @Test
  void whatItSaysInWordsIsPassedOn() {
    RenderException failure = new RenderException(ErrorKind.RESOURCE, "no memory", "");
    GuardedSession guarded =
        guarded(
            new PassingSession(good) {
              @Override
              public List<Path> render(RenderRequest request, ProgressListener listener)
                  throws RenderException {
                throw failure;
              }
            },
            LONG);
    assertThatThrownBy(() -> render(guarded)).isSameAs(failure);
    assertThat(guarded.isUsable()).isTrue();
  }

  /** To end its processes would end those of all others. */
  @Test
  void thisProgramIsNoRenderer() {
    good.process = Optional.of(ProcessHandle.current());
    assertThat(guarded(good, LONG).process()).isEmpty();
  }
}
