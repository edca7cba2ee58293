package org.networkrender.core.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.networkrender.api.FrameSet;
import org.networkrender.api.PixelSize;
import org.networkrender.api.split.Task;
import org.networkrender.core.client.FakeBackend.Fault;
import org.networkrender.core.client.JobReport.Outcome;

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

  @Test
  void whatIsRenderedCountsWhileItIsFetchedAndPutIntoItsPlace() throws Exception {
    JobAttempts attempts = new JobAttempts(1);
    JobWorker worker = new JobWorker("worker", "place", false);
    JobTask task = new JobTask.Whole(new Task(0, FrameSet.of(1), null, null));
    JobAttempt attempt = new JobAttempt(7, task, worker, null);
    attempts.add(attempt);
    worker.started(7);
    worker.progressed(7, 0.9);
    assertThat(attempts.work(List.of())).isEqualTo(0.9);

    worker.ended(7);
    attempt.rendered(new ResultIntake(null, 7, new PixelSize(1, 1), null, () -> 0), 1);
    assertThat(attempts.work(List.of())).as("fetched").isEqualTo(1);

    assertThat(attempts.accept(7)).isSameAs(attempt);
    assertThat(attempts.work(List.of())).as("put into its place").isEqualTo(1);
    assertThat(attempts.counts(attempt)).isFalse();

    attempts.inPlace(attempt);
    assertThat(attempts.work(List.of())).as("counted elsewhere").isZero();
  }
}
