package org.networkrender.core.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.networkrender.api.FrameSet;
import org.networkrender.core.client.FakeBackend.Fault;
import org.networkrender.core.order.FinishedFrame;
import org.networkrender.core.order.JobListener;
import org.networkrender.core.order.JobReport;
import org.networkrender.core.order.JobReport.Outcome;
import org.networkrender.core.order.RenderJob;
import org.networkrender.core.order.WorkerProgress;
import org.networkrender.core.worker.Worker;

/** What goes wrong on a worker costs no frame. */
class FarmFaultsTest extends FarmFixture {
  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"NONE", "SCENE", "WRONG_PIXELS", "LAST_BIT", "WRONG_CHANNELS"},
      mode = EnumSource.Mode.EXCLUDE)
  void whatOneWorkerSpoilsIsRenderedElsewhere(Fault fault) throws Exception {
    FakeBackend bad = new FakeBackend().faults(frame -> fault);
    FakeBackend good = new FakeBackend().hold();
    Farm farm = farm(worker("bad", bad), worker("good", good));
    RenderJob job = farm.submit(order("1-4"), JobListener.NONE);
    await().until(() -> !bad.started().isEmpty() && !good.started().isEmpty());
    good.release();

    JobReport report = end(job);

    assertThat(report.outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(report.failures()).isEmpty();
    assertThat(pictures()).containsExactly("0001.png", "0002.png", "0003.png", "0004.png");
    assertThat(shown(report, "bad").done()).isZero();
    assertThat(shown(report, "bad").failed()).isPositive();
    assertThat(shown(report, "good").done()).isEqualTo(4);
  }

  @Test
  void aFaultOfTheSceneLeavesOutItsFrameAloneAndIsReported() throws Exception {
    FakeBackend one = new FakeBackend().faults(FarmFaultsTest::secondIsBroken);
    FakeBackend two = new FakeBackend().faults(FarmFaultsTest::secondIsBroken);

    JobReport report = run(farm(worker("one", one), worker("two", two)), order("1-4"));

    assertThat(report.outcome()).isEqualTo(Outcome.INCOMPLETE);
    assertThat(report.missing()).isEqualTo(FrameSet.of(2));
    assertThat(report.rendered()).isEqualTo(FrameSet.parse("1,3,4"));
    assertThat(report.failures()).hasSize(1);
    assertThat(report.failures().get(0).frames()).isEqualTo(FrameSet.of(2));
    assertThat(report.failures().get(0).cause()).contains("the scene has no camera");
    assertThat(pictures()).containsExactly("0001.png", "0003.png", "0004.png");
  }

  private static Fault secondIsBroken(int frame) {
    return frame == 2 ? Fault.SCENE : Fault.NONE;
  }

  @Test
  void aWorkerThatClosesLosesNothing() throws Exception {
    FakeBackend leaving = new FakeBackend().hold();
    FakeBackend staying = new FakeBackend().hold();
    Worker worker = worker("leaving", leaving);
    Farm farm = farm(worker, worker("staying", staying));
    RenderJob job = farm.submit(order("1-6"), JobListener.NONE);
    await().until(() -> !leaving.started().isEmpty() && !staying.started().isEmpty());
    worker.close();
    staying.release();

    JobReport report = end(job);

    assertThat(report.outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(pictures()).hasSize(6);
    assertThat(staying.started()).contains(leaving.started().get(0));
  }

  @Test
  void aDrainedWorkerFinishesItsFrame() throws Exception {
    FakeBackend leaving = new FakeBackend().hold();
    FakeBackend staying = new FakeBackend().hold();
    Worker worker = worker("leaving", leaving);
    Farm farm = farm(worker, worker("staying", staying));
    List<FinishedFrame> finished = new CopyOnWriteArrayList<>();
    RenderJob job =
        farm.submit(
            order("1-6"),
            new JobListener() {
              @Override
              public void finished(FinishedFrame frame) {
                finished.add(frame);
              }
            });
    await().until(() -> !leaving.started().isEmpty() && !staying.started().isEmpty());
    int last = leaving.started().get(0);
    worker.drain();
    leaving.release();
    worker.awaitClosed();
    staying.release();

    assertThat(end(job).outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(pictures()).hasSize(6);
    assertThat(finished)
        .anySatisfy(
            frame -> {
              assertThat(frame.frame()).isEqualTo(last);
              assertThat(frame.worker()).isEqualTo("leaving");
            });
    assertThat(finished).hasSize(6);
    assertThat(leaving.started()).as("takes nothing new").hasSize(1);
  }

  private static WorkerProgress shown(JobReport report, String name) {
    Optional<WorkerProgress> found =
        report.workers().stream().filter(worker -> worker.name().equals(name)).findFirst();
    return found.orElseThrow();
  }
}
