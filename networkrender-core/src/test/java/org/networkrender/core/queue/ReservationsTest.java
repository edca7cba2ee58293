package org.networkrender.core.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A worker of two slots, and a job that has nothing but suspects left. */
class ReservationsTest {
  private static final long SECOND = 1_000_000_000L;

  private final JobQueue queue = new JobQueue(Duration.ofSeconds(60));
  private long now = 1_000;

  @Test
  void aSuspectHasTheWorkerAloneWhenWhatRunsThereHasEnded() {
    twoOfJob(1, 0);
    assertThat(suspects(2, 0, 1))
        .containsExactly(new Share(1, 1, 0, 0, false), new Share(2, 1, 0, 0, false));
    assertThat(tell(new QueueEvent.AttemptEnded(1, 1))).isEmpty();
    assertThat(tell(new QueueEvent.AttemptEnded(1, 2)))
        .containsExactly(new Share(2, 1, 1, 2, true));
    assertThat(begins(2, 7)).isEmpty();
    assertThat(tell(new QueueEvent.TimePassed())).isEmpty();
    tell(new QueueEvent.AttemptEnded(2, 7), new QueueEvent.Wanted(2, 0), fits(2, Fit.JOINED));
    assertThat(queue.slots(1, 1)).isEqualTo(2);
  }

  @Test
  void nothingBeginsBesideASuspectThatWasThereFirst() {
    tell(new QueueEvent.WorkerOffered(1, 2));
    suspects(2, 0, 1);
    begins(2, 7);
    tell(new QueueEvent.JobAdded(1, 0));
    assertThat(tell(fits(1, Fit.WANTED), new QueueEvent.Wanted(1, 9)))
        .contains(new Share(1, 1, 0, 0, false));
  }

  /** All slots of the worker count for whom it is kept: 100 s are 200 slot-seconds. */
  @Test
  void theNextSuspectWaitsUntilTheOthersHaveHadTheirTurn() {
    twoOfJob(1, 0);
    suspects(2, 0, 5);
    tell(new QueueEvent.AttemptEnded(1, 1), new QueueEvent.AttemptEnded(1, 2));
    begins(2, 7);
    pass(100);
    tell(new QueueEvent.AttemptEnded(2, 7), fits(2, Fit.ALONE));
    assertThat(queue.isKept(2, 1)).isFalse();
    assertThat(queue.slots(1, 1)).isEqualTo(2);
    tell(given(1, 3, false), given(1, 4, false));
    pass(60);
    assertThat(queue.isKept(2, 1)).isFalse();
    pass(20);
    assertThat(queue.isKept(2, 1)).isTrue();
  }

  @Test
  void aHigherPriorityWaitsForNoMoreThanTheStepThatRuns() {
    tell(new QueueEvent.WorkerOffered(1, 2));
    suspects(2, 0, 1);
    begins(2, 7);
    tell(new QueueEvent.JobAdded(1, 1), fits(1, Fit.WANTED), new QueueEvent.Wanted(1, 9));
    assertThat(queue.slots(2, 1)).isZero();
    assertThat(queue.slots(1, 1)).isZero();
    tell(new QueueEvent.AttemptEnded(2, 7));
    assertThat(queue.slots(1, 1)).isEqualTo(2);
  }

  @Test
  void aSuspectOfALowerPriorityWaitsUntilNobodyElseNeedsTheWorker() {
    twoOfJob(1, 1);
    suspects(2, 0, 1);
    assertThat(queue.isKept(2, 1)).isFalse();
    tell(new QueueEvent.AttemptEnded(1, 1), new QueueEvent.Wanted(1, 0), fits(1, Fit.JOINED));
    assertThat(queue.isKept(2, 1)).isTrue();
  }

  /** It would begin again with each suspect. */
  @Test
  void aChainOfAnEqualIsWaitedFor() {
    twoOfJob(1, 0);
    tell(
        new QueueEvent.AttemptEnded(1, 1),
        new QueueEvent.AttemptGiven(1, 3, 1, true, false, false),
        new QueueEvent.AttemptStarted(1, 3));
    suspects(2, 0, 1);
    assertThat(queue.isKept(2, 1)).isFalse();
    tell(
        new QueueEvent.AttemptEnded(1, 3),
        new QueueEvent.AttemptGiven(1, 4, 1, false, true, false),
        new QueueEvent.AttemptStarted(1, 4),
        new QueueEvent.TimePassed());
    assertThat(queue.isKept(2, 1)).isTrue();
  }

  private void twoOfJob(int job, int priority) {
    tell(
        new QueueEvent.WorkerOffered(1, 2),
        new QueueEvent.JobAdded(job, priority),
        fits(job, Fit.WANTED),
        new QueueEvent.Wanted(job, 9));
    tell(given(job, 1, false), given(job, 2, false));
    tell(new QueueEvent.AttemptStarted(job, 1), new QueueEvent.AttemptStarted(job, 2));
  }

  private List<Share> suspects(int job, int priority, int number) {
    return tell(
        new QueueEvent.JobAdded(job, priority),
        fits(job, Fit.ALONE),
        new QueueEvent.Wanted(job, number));
  }

  private List<Share> begins(int job, long attempt) {
    return tell(
        given(job, attempt, true),
        new QueueEvent.AttemptStarted(job, attempt),
        fits(job, Fit.JOINED));
  }

  private void pass(int seconds) {
    for (int second = 0; second < seconds; second++) {
      now += SECOND;
      tell(new QueueEvent.TimePassed());
    }
  }

  private List<Share> tell(QueueEvent... events) {
    return queue.handle(now, List.of(events));
  }

  private static QueueEvent fits(int job, Fit fit) {
    return new QueueEvent.Fits(job, 1, fit);
  }

  private static QueueEvent given(int job, long attempt, boolean alone) {
    return new QueueEvent.AttemptGiven(job, attempt, 1, false, false, alone);
  }
}
