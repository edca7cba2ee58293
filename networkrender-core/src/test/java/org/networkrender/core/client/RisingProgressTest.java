package org.networkrender.core.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.networkrender.core.client.FakeBackend.Fault;
import org.networkrender.core.order.JobListener;
import org.networkrender.core.order.JobProgress;
import org.networkrender.core.order.JobReport.Outcome;
import org.networkrender.core.order.RenderJob;
import org.networkrender.core.order.WorkerProgress;

/** How much is done, as a listener hears it. */
class RisingProgressTest extends FarmFixture {
  private final List<JobProgress> heard = new CopyOnWriteArrayList<>();

  @Test
  void aFailedAttemptTakesNothingBack() throws Exception {
    FakeBackend backend = new FakeBackend().holdWholes();
    // The first attempt fails, and the second one waits before it begins.
    backend.faults(frame -> heldFirst(backend));
    Farm farm = farm(worker("worker", backend));
    RenderJob job =
        farm.submit(
            order("1"),
            new JobListener() {
              @Override
              public void progress(JobProgress progress) {
                heard.add(progress);
              }
            });
    await().until(() -> heard.stream().anyMatch(shown -> shown.fraction() > 0));
    backend.releaseWholes();
    await().until(() -> heard.stream().anyMatch(shown -> failures(shown) == 1));
    backend.release();

    assertThat(end(job).outcome()).isEqualTo(Outcome.COMPLETE);

    List<Double> fractions = heard.stream().map(JobProgress::fraction).toList();
    assertThat(fractions).isSorted().endsWith(1.0);
    assertThat(heard)
        .allSatisfy(
            shown -> assertThat(shown.fraction() == 1).isEqualTo(shown.done() == shown.total()));
  }

  private static int failures(JobProgress shown) {
    return shown.workers().stream().mapToInt(WorkerProgress::failed).sum();
  }

  private static Fault heldFirst(FakeBackend backend) {
    if (backend.started().size() == 1) {
      backend.hold();
      return Fault.WORKER;
    }
    return Fault.NONE;
  }
}
