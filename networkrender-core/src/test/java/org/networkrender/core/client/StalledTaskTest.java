package org.networkrender.core.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.util.concurrent.Uninterruptibles;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.networkrender.api.FrameSet;
import org.networkrender.api.RenderException;
import org.networkrender.api.backend.RenderSession;
import org.networkrender.api.backend.SessionRequest;
import org.networkrender.core.order.JobListener;
import org.networkrender.core.order.JobOrder;
import org.networkrender.core.order.JobReport;
import org.networkrender.core.order.JobReport.Outcome;
import org.networkrender.core.order.Notice;
import org.networkrender.core.order.RenderJob;
import org.networkrender.core.worker.WorkerLimits;
import org.networkrender.core.worker.WorkerListener;

/** A renderer that does nothing any more holds nothing up. */
@Tag("beside-others")
class StalledTaskTest extends FarmFixture {
  private static final WorkerLimits SHORT =
      new WorkerLimits(Duration.ofSeconds(3), OptionalLong.of(0));

  /** Its sessions show a process that does nothing. */
  private static final class IdleBackend extends FakeBackend {
    private final ProcessHandle ended;

    IdleBackend() throws Exception {
      Process process = new ProcessBuilder("sh", "-c", "exit").start();
      process.waitFor();
      ended = process.toHandle();
    }

    @Override
    Optional<ProcessHandle> process() {
      return Optional.of(ended);
    }
  }

  /** It opens no session, and no interrupt helps. */
  private static final class StubbornBackend extends FakeBackend {
    @Override
    public RenderSession open(SessionRequest request) throws RenderException {
      RenderSession session = super.open(request);
      Uninterruptibles.awaitUninterruptibly(new CountDownLatch(1));
      return session;
    }
  }

  /** What is ended by force fails as foreign code may. */
  private static final class RudeBackend extends FakeBackend {
    @Override
    boolean isRude() {
      return true;
    }
  }

  @Test
  void whatShowsNoSignOfWorkIsEndedAndRenderedElsewhere() throws Exception {
    FakeBackend stuck = new IdleBackend().hold();
    FakeBackend good = new FakeBackend().hold();
    List<String> lines = new CopyOnWriteArrayList<>();
    Farm farm = farm(worker("stuck", stuck, SHORT, lines::add), worker("good", good));
    RenderJob job = farm.submit(order("1-2"), JobListener.NONE);
    await().until(() -> !stuck.started().isEmpty() && !good.started().isEmpty());
    await().until(() -> lines.stream().anyMatch(line -> line.contains("no sign of work")));
    good.release();

    JobReport report = end(job);

    assertThat(report.outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(pictures()).containsExactly("0001.png", "0002.png");
    assertThat(good.started()).contains(stuck.started().get(0));
  }

  @Test
  void theSameWorkerGoesOnInANewSession() throws Exception {
    FakeBackend stuck = new IdleBackend().hold();
    Farm farm = farm(worker("stuck", stuck, SHORT, WorkerListener.NONE));
    RenderJob job =
        farm.submit(
            order("1-2"),
            new JobListener() {
              @Override
              public void notice(Notice notice) {
                if (notice.text().contains("no sign of work")) {
                  stuck.release();
                }
              }
            });

    assertThat(end(job).outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(stuck.sessions()).isGreaterThan(1);
  }

  @Test
  void whoHangsAtOpeningASessionIsNotWaitedForEither() throws Exception {
    FakeBackend stuck = new StubbornBackend();
    FakeBackend good = new FakeBackend().hold();
    List<String> lines = new CopyOnWriteArrayList<>();
    Farm farm = farm(worker("stuck", stuck, SHORT, lines::add), worker("good", good));
    RenderJob job = farm.submit(order("1-2"), JobListener.NONE);
    await().until(() -> stuck.sessions() > 0 && !good.started().isEmpty());
    await().until(() -> lines.stream().anyMatch(line -> line.contains("no sign of work")));
    good.release();

    JobReport report = end(job);

    assertThat(report.outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(pictures()).containsExactly("0001.png", "0002.png");
    assertThat(stuck.started()).isEmpty();
  }

  /** Closing the worker, after this test, does not wait for it. */
  @Test
  void aJobEndsAlthoughAWorkerHangsAtOpeningASession() throws Exception {
    FakeBackend stuck = new StubbornBackend();
    Farm farm = farm(worker("stuck", stuck, WorkerLimits.defaults(), WorkerListener.NONE));
    RenderJob job = farm.submit(order("1-2"), JobListener.NONE);
    await().until(() -> stuck.sessions() > 0);

    job.cancel();

    assertThat(end(job).outcome()).isEqualTo(Outcome.CANCELLED);
  }

  @Test
  void aTaskOverTheLimitOfItsJobIsGivenUpWithTheReason() throws Exception {
    endsWithTheReason(new FakeBackend().hold());
  }

  @Test
  void theReasonIsToldWhateverTheBackendThrowsThen() throws Exception {
    endsWithTheReason(new RudeBackend().hold());
  }

  private void endsWithTheReason(FakeBackend slow) throws Exception {
    Farm farm = farm(worker("slow", slow, WorkerLimits.defaults(), WorkerListener.NONE));
    JobOrder order = order("1").withRules(RULES.withTaskLimit(Duration.ofSeconds(1)));

    JobReport report = run(farm, order);

    assertThat(report.outcome()).isEqualTo(Outcome.INCOMPLETE);
    assertThat(report.missing()).isEqualTo(FrameSet.of(1));
    assertThat(report.failures().get(0).cause()).contains("took longer than the limit of 1 s");
  }
}
