package org.networkrender.core.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.networkrender.core.order.FinishedFrame;
import org.networkrender.core.order.JobListener;
import org.networkrender.core.order.JobProgress;
import org.networkrender.core.order.Notice;

/** A listener holds nothing up, whatever it does. */
class JobListenerCallsTest {
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final Duration SHORT = Duration.ofMillis(20);

  /** Writes down what it hears; its first call waits until it may go on. */
  private static final class Slow implements JobListener {
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private volatile boolean interrupted;

    @Override
    public void notice(Notice notice) {
      hear(notice.text());
    }

    @Override
    public void progress(JobProgress progress) {
      hear("state " + progress.done());
    }

    @Override
    public void finished(FinishedFrame frame) {
      hear("frame " + frame.frame());
    }

    private void hear(String text) {
      heard.add(text);
      begun.countDown();
      try {
        goOn.await();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
  }

  private static JobProgress state(int done) {
    return new JobProgress(
        done,
        0,
        1_000_000,
        0,
        Duration.ZERO,
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty());
  }

  private static FinishedFrame frame(int number) {
    return new FinishedFrame(number, List.of(Path.of("picture.png")), "worker", 1);
  }

  private static Notice note(String text) {
    return new Notice(Notice.Level.INFO, text);
  }

  /** Returns the calls of a listener that is busy with its first one. */
  private static JobListenerCalls busy(Slow listener, Duration grace) throws Exception {
    JobListenerCalls calls = new JobListenerCalls(listener, grace);
    calls.notice(note("first"));
    assertThat(listener.begun.await(60, TimeUnit.SECONDS)).isTrue();
    return calls;
  }

  @Test
  void ofAMillionStatesOnlyTheNewestWaits() throws Exception {
    Slow listener = new Slow();
    JobListenerCalls calls = busy(listener, LONG);
    IntStream.rangeClosed(1, 1_000_000).forEach(done -> calls.progress(state(done)));

    listener.goOn.countDown();
    calls.end();

    assertThat(listener.heard).containsExactly("first", "state 1000000");
  }

  @Test
  void framesNoticesAndStatesKeepTheirOrder() throws Exception {
    Slow listener = new Slow();
    JobListenerCalls calls = busy(listener, LONG);
    calls.progress(state(0));
    calls.finished(frame(1));
    calls.progress(state(1));
    calls.notice(note("second"));
    calls.finished(frame(2));
    calls.progress(state(2));

    listener.goOn.countDown();
    calls.end();

    assertThat(listener.heard)
        .containsExactly("first", "state 0", "frame 1", "second", "frame 2", "state 2");
  }

  @Test
  void noticesAreBoundedAndWhatIsLeftOutIsSaid() throws Exception {
    Slow listener = new Slow();
    JobListenerCalls calls = busy(listener, LONG);
    IntStream.range(0, 1_000_000).forEach(number -> calls.notice(note("note " + number)));
    calls.finished(frame(7));

    listener.goOn.countDown();
    calls.end();

    int most = WaitingCalls.MOST_NOTICES;
    List<String> expected = new ArrayList<>(List.of("first"));
    IntStream.range(0, most).forEach(number -> expected.add("note " + number));
    expected.add("frame 7");
    expected.add((1_000_000 - most) + " notices are left out here, since the listener is too slow");
    assertThat(listener.heard).isEqualTo(expected);
  }

  @Test
  void whoCatchesUpHearsAllAgain() throws Exception {
    Slow listener = new Slow();
    JobListenerCalls calls = busy(listener, LONG);
    int most = WaitingCalls.MOST_FRAMES;
    IntStream.range(0, most + 5).forEach(number -> calls.finished(frame(number)));
    listener.goOn.countDown();
    Awaitility.await().atMost(LONG).until(() -> listener.heard.size() == most + 1);

    calls.finished(frame(-1));
    calls.end();

    assertThat(listener.heard.subList(most, most + 3))
        .containsExactly(
            "frame " + (most - 1),
            "5 finished frames are left out here, since the listener is too slow",
            "frame -1");
  }

  @Test
  void aCallThatNeverReturnsIsInterruptedAndNoOtherIsBegun() throws Exception {
    Slow listener = new Slow();
    JobListenerCalls calls = busy(listener, SHORT);
    calls.finished(frame(1));
    calls.progress(state(1));

    calls.end();
    calls.notice(note("too late"));

    Awaitility.await().atMost(LONG).until(() -> listener.interrupted);
    listener.goOn.countDown();
    assertThat(listener.heard).containsExactly("first");
  }

  @Test
  void anErrorIsNoMoreThanAnException() {
    List<String> heard = new CopyOnWriteArrayList<>();
    JobListenerCalls calls =
        new JobListenerCalls(
            new JobListener() {
              @Override
              public void notice(Notice notice) {
                heard.add(notice.text());
                Thread.currentThread().interrupt();
                throw new AssertionError("a defect in the listener");
              }
            },
            LONG);
    calls.notice(note("one"));
    calls.notice(note("two"));

    calls.end();

    assertThat(heard).containsExactly("one", "two");
  }
}
