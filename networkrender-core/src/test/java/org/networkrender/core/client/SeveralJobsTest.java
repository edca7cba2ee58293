package org.networkrender.core.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.networkrender.core.events.JobPhase;
import org.networkrender.core.order.JobListener;
import org.networkrender.core.order.JobOrder;
import org.networkrender.core.order.JobReport.Outcome;
import org.networkrender.core.order.RenderJob;

/** Several jobs of one farm share its workers. */
class SeveralJobsTest extends FarmFixture {
  private final FakeBackend backend = new FakeBackend().hold();

  private JobOrder another(String frames) throws IOException {
    Path scene = Files.writeString(directory.resolve("another.fake"), frames);
    return JobOrder.animation(scene, directory.resolve("others")).withRules(RULES);
  }

  /** Returns how many frames of the first job were started before the other had started all. */
  private long before(int last) {
    List<Integer> started = backend.started();
    return started.subList(0, started.indexOf(last)).stream().filter(frame -> frame < 10).count();
  }

  @Test
  void theJobOfHigherPriorityGetsTheNextSlots() throws Exception {
    Farm farm = farm(worker("worker", backend));
    RenderJob first = farm.submit(order("1-8"), JobListener.NONE);
    await().until(() -> !backend.started().isEmpty());
    RenderJob second = farm.submit(another("11-16"), JobListener.NONE);
    second.priority(1);
    await().until(() -> second.snapshot().priority() == 1);
    // While it is planned it wants no slot.
    await().until(() -> second.snapshot().phase() == JobPhase.RUNNING);
    backend.release();

    assertThat(end(second).outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(end(first).outcome()).isEqualTo(Outcome.COMPLETE);
    // One ran, one was queued and may have begun before it was taken back.
    assertThat(before(16)).isLessThanOrEqualTo(2);
  }

  @Test
  void jobsOfOnePriorityTakeTurns() throws Exception {
    Farm farm = farm(worker("worker", backend));
    RenderJob first = farm.submit(order("1-8"), JobListener.NONE);
    await().until(() -> !backend.started().isEmpty());
    RenderJob second = farm.submit(another("11-18"), JobListener.NONE);
    backend.release();

    assertThat(end(second).outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(end(first).outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(backend.started()).hasSize(16);
  }

  @Test
  void aPausedJobLeavesItsSlotsToOthers() throws Exception {
    Farm farm = farm(worker("worker", backend));
    RenderJob first = farm.submit(order("1-8"), JobListener.NONE);
    await().until(() -> !backend.started().isEmpty());
    first.pause();
    await().until(() -> first.snapshot().phase() == JobPhase.PAUSED);
    RenderJob second = farm.submit(another("11-16"), JobListener.NONE);
    backend.release();

    assertThat(end(second).outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(before(16)).isLessThanOrEqualTo(2);
    assertThat(first.result()).isNotDone();
    first.resume();
    assertThat(end(first).outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(backend.started()).hasSize(14);
  }

  @Test
  void cancellingOneJobLeavesTheOther() throws Exception {
    Farm farm = farm(worker("worker", backend));
    RenderJob first = farm.submit(order("1-8"), JobListener.NONE);
    await().until(() -> !backend.started().isEmpty());
    RenderJob second = farm.submit(another("11-16"), JobListener.NONE);
    first.cancel();
    assertThat(end(first).outcome()).isEqualTo(Outcome.CANCELLED);
    backend.release();
    assertThat(end(second).outcome()).isEqualTo(Outcome.COMPLETE);
  }
}
