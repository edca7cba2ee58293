package org.networkrender.core.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.networkrender.api.FrameSet;
import org.networkrender.api.split.Task;

class JobAttemptsTest {
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
    attempt.rendered(() -> {}, 1);
    assertThat(attempts.work(List.of())).as("fetched").isEqualTo(1);

    assertThat(attempts.accept(7)).isSameAs(attempt);
    assertThat(attempts.work(List.of())).as("put into its place").isEqualTo(1);
    assertThat(attempts.counts(attempt)).isFalse();

    attempts.inPlace(attempt);
    assertThat(attempts.work(List.of())).as("counted elsewhere").isZero();
  }
}
