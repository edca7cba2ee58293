package org.networkrender.core.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.networkrender.core.order.JobReport;
import org.networkrender.core.order.JobReport.Outcome;
import org.networkrender.core.order.RenderJob;
import org.networkrender.core.order.WorkerProgress;
import org.networkrender.core.worker.WorkerLimits;

/** A worker whose disk is nearly full fails no frames. */
class FullDiskTest extends FarmFixture {
  /** No disk has so much room. */
  private static final WorkerLimits FULL =
      new WorkerLimits(WorkerLimits.DEFAULT_SILENCE, OptionalLong.of(Long.MAX_VALUE / 2));

  @Test
  void aWorkerWithAFullDiskSaysSoAndRendersNothing() throws Exception {
    FakeBackend full = new FakeBackend();
    FakeBackend good = new FakeBackend().hold();
    List<String> lines = new CopyOnWriteArrayList<>();
    Farm farm = farm(worker("full", full, FULL, lines::add), worker("good", good));
    HeardNotices notices = new HeardNotices();
    RenderJob job = farm.submit(order("1-3"), notices);
    await()
        .until(
            () ->
                notices.texts().stream().anyMatch(text -> text.startsWith("full takes no tasks")));
    await().until(() -> !good.started().isEmpty());
    good.release();

    JobReport report = end(job);

    assertThat(report.outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(full.started()).isEmpty();
    assertThat(lines).anyMatch(line -> line.startsWith("takes no tasks: the disk with "));
    assertThat(notices.texts()).anyMatch(text -> text.contains("nearly full"));
    assertThat(report.workers())
        .filteredOn(worker -> worker.name().equals("full"))
        .singleElement()
        .satisfies(
            worker -> {
              assertThat(worker.state()).isEqualTo(WorkerProgress.State.RESTING);
              assertThat(worker.failed()).isZero();
              assertThat(worker.note()).contains("nearly full");
            });
  }
}
