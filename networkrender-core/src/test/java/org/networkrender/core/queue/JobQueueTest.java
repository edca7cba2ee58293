package org.networkrender.core.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JobQueueTest {
  private static final long SECOND = 1_000_000_000L;

  private final JobQueue queue = new JobQueue(Duration.ofSeconds(60));
  private long now = 1_000;

  @Test
  void aJobThatIsAloneHasAllAndRoomForAQueue() {
    assertThat(tell(new QueueEvent.WorkerOffered(1, 3), added(7, 0), joined(7, 1)))
        .containsExactly(new Share(7, 1, 3, 6, true));
  }

  /** What runs is finished, what is queued is asked back, and who follows queues behind it. */
  @Test
  void aJobOfHigherPriorityGetsEverySlotAsItComesFree() {
    tell(new QueueEvent.WorkerOffered(1, 1), added(1, 0), joined(1, 1), wants(1, 9));
    tell(given(1, 1), given(1, 2), new QueueEvent.AttemptStarted(1, 1));
    assertThat(tell(added(2, 5), joined(2, 1), wants(2, 3)))
        .containsExactly(new Share(1, 1, 0, 0, false), new Share(2, 1, 0, 0, false));
    assertThat(tell(new QueueEvent.AttemptEnded(1, 2)))
        .containsExactly(new Share(2, 1, 1, 1, false));
    assertThat(tell(given(2, 1), new QueueEvent.AttemptEnded(1, 1)))
        .containsExactly(new Share(2, 1, 1, 2, false));
  }

  /** Else its task would find no slot while another job keeps one that it does not need. */
  @Test
  void aSlotThatIsLentWhereNothingWouldBeginIsNoPlaceForATask() {
    tell(new QueueEvent.WorkerOffered(1, 1), added(1, 0), joined(1, 1), wants(1, 1));
    tell(given(1, 1), new QueueEvent.AttemptStarted(1, 1));
    // It is owed the slot in which the other one's task runs still.
    tell(added(2, 5), joined(2, 1), wants(2, 1));
    assertThat(queue.slots(2, 1)).isOne();
    tell(
        new QueueEvent.WorkerOffered(2, 1),
        new QueueEvent.Fits(2, 2, Fit.JOINED),
        new QueueEvent.WorkerOffered(3, 1),
        added(3, 9),
        new QueueEvent.Fits(3, 3, Fit.JOINED));
    assertThat(tell(joined(2, 3))).contains(new Share(2, 3, 1, 2, false));
  }

  /** Otherwise what one has queued would start in the slot of the other. */
  @Test
  void jobsThatShareAWorkerQueueNothing() {
    tell(new QueueEvent.WorkerOffered(1, 2), added(1, 0), joined(1, 1), wants(1, 9));
    assertThat(tell(added(2, 0), joined(2, 1), wants(2, 9)))
        .containsExactly(new Share(1, 1, 1, 1, false), new Share(2, 1, 1, 1, false));
  }

  @Test
  void equalJobsKeepWholeWorkersWhereThatIsPossible() {
    for (int worker = 1; worker <= 4; worker++) {
      tell(new QueueEvent.WorkerOffered(worker, 2));
    }
    tell(added(1, 0), wants(1, 99), added(2, 0), wants(2, 99));
    for (int worker = 1; worker <= 4; worker++) {
      tell(joined(1, worker));
    }
    tell(joined(2, 1), joined(2, 2), joined(2, 3), joined(2, 4));
    for (int worker = 1; worker <= 4; worker++) {
      assertThat(queue.slots(1, worker)).isIn(0, 2);
      assertThat(queue.slots(1, worker) + queue.slots(2, worker)).isEqualTo(2);
    }
  }

  /** Three jobs, one slot, tasks of 7 s, 20 s and 45 s: after an hour each had a third of it. */
  @Test
  void oneSlotGoesRoundByTheTimeThatItIsUsed() {
    Map<Integer, Double> used = share(Duration.ofHours(1), 7, 20, 45);
    assertThat(used.values()).allMatch(seconds -> Math.abs(seconds - 1200) < 60 + 45);
  }

  /** It would begin again with its first step at each turn, and never end. */
  @Test
  void aSlotDoesNotGoRoundWhileAChainGoesOnInIt() {
    tell(new QueueEvent.WorkerOffered(1, 1), added(1, 0), joined(1, 1), wants(1, 9));
    tell(
        new QueueEvent.AttemptGiven(1, 1, 1, true, false, false),
        new QueueEvent.AttemptStarted(1, 1));
    tell(added(2, 0), joined(2, 1), wants(2, 9));
    for (int step = 2; step <= 5; step++) {
      for (int second = 0; second < 100; second++) {
        now += SECOND;
        tell(new QueueEvent.TimePassed());
      }
      tell(
          new QueueEvent.AttemptEnded(1, step - 1),
          new QueueEvent.AttemptGiven(1, step, 1, step < 5, true, false),
          new QueueEvent.AttemptStarted(1, step),
          new QueueEvent.TimePassed());
      assertThat(queue.slots(1, 1)).isEqualTo(step < 5 ? 1 : 0);
    }
    assertThat(queue.slots(2, 1)).isOne();
  }

  /** Else who queues its next chain behind each one never gives a slot away. */
  @Test
  void aChainThatIsOnlyQueuedKeepsNoSlot() {
    tell(new QueueEvent.WorkerOffered(1, 1), added(1, 0), joined(1, 1), wants(1, 9));
    tell(given(1, 1), new QueueEvent.AttemptStarted(1, 1));
    tell(new QueueEvent.AttemptGiven(1, 2, 1, true, false, false));
    tell(added(2, 0), joined(2, 1), wants(2, 9));
    for (int second = 0; second < 70; second++) {
      now += SECOND;
      tell(new QueueEvent.TimePassed());
    }
    assertThat(queue.slots(2, 1)).isOne();
  }

  @Test
  void aChainYieldsToAHigherPriorityAndToWhoHasFarLess() {
    tell(new QueueEvent.WorkerOffered(1, 2), added(1, 0), joined(1, 1), wants(1, 9));
    tell(
        new QueueEvent.AttemptGiven(1, 1, 1, true, true, false),
        new QueueEvent.AttemptGiven(1, 2, 1, true, true, false));
    tell(added(2, 0), joined(2, 1), wants(2, 9));
    assertThat(queue.slots(2, 1)).isOne();
    tell(added(3, 1), joined(3, 1), wants(3, 9));
    assertThat(queue.slots(3, 1)).isEqualTo(2);
  }

  @Test
  void whoComesLateIsOwedNothingForTheTimeBefore() {
    share(Duration.ofHours(1), 10, 10);
    tell(added(3, 0), joined(3, 1), wants(3, 99));
    double late = queue.used(3);
    assertThat(late).isGreaterThan(1700.0 * SECOND);
  }

  /** Who had a worker that nobody else could use took nothing from the others. */
  @Test
  void whatNobodyElseCouldUseIsNotPaidForLater() {
    oneAloneBesideTwo();
    tell(new QueueEvent.WorkerLeft(2));
    Map<Integer, Integer> after = seconds(300);
    assertThat(after.get(1)).isBetween(60, 140);
  }

  /** It had something all the time, so it is owed nothing of what the others had to share. */
  @Test
  void whoHadAWorkerAloneIsNotAheadOfThoseWhoSharedOne() {
    oneAloneBesideTwo();
    tell(new QueueEvent.WorkerLeft(2));
    Map<Integer, Integer> after = seconds(120);
    assertThat(after.get(2) + after.get(3)).isGreaterThan(60);
  }

  /** Who keeps a slot beyond its turn, since its task is long, has used what was another one's. */
  @Test
  void whatRunsAfterItsTurnIsPaidForLater() {
    Map<Integer, Double> used = share(Duration.ofHours(2), 600, 10, 10);
    assertThat(used.values()).allMatch(seconds -> Math.abs(seconds - 2400) < 660);
  }

  /** A thousand seconds, in which job 1 has worker 2 alone and jobs 2 and 3 share worker 1. */
  private void oneAloneBesideTwo() {
    tell(new QueueEvent.WorkerOffered(1, 1), new QueueEvent.WorkerOffered(2, 1));
    for (int job = 1; job <= 3; job++) {
      tell(added(job, 0), joined(job, 1), wants(job, 9999));
    }
    tell(joined(1, 2), new QueueEvent.AttemptGiven(1, 0, 2, false, false, false));
    Map<Integer, Integer> before = seconds(1000);
    assertThat(before.get(1)).isLessThan(60);
    assertThat(queue.slots(1, 2)).isOne();
  }

  /** Returns how long each of three jobs has worker 1, with tasks of a second. */
  private Map<Integer, Integer> seconds(int number) {
    Map<Integer, Integer> had = new HashMap<>(Map.of(1, 0, 2, 0, 3, 0));
    for (int second = 0; second < number; second++) {
      int job = 1;
      while (queue.slots(job, 1) == 0) {
        job++;
      }
      tell(given(job, now));
      now += SECOND;
      tell(new QueueEvent.AttemptEnded(job, now - SECOND), new QueueEvent.TimePassed());
      had.merge(job, 1, Integer::sum);
    }
    return had;
  }

  @Test
  void aPausedJobHasNothingAndGetsItBack() {
    tell(new QueueEvent.WorkerOffered(1, 2), added(1, 0), joined(1, 1), wants(1, 9));
    assertThat(tell(new QueueEvent.JobPaused(1))).containsExactly(new Share(1, 1, 0, 0, true));
    assertThat(tell(new QueueEvent.JobResumed(1))).containsExactly(new Share(1, 1, 2, 4, true));
  }

  @Test
  void whatIsUnknownIsIgnored() {
    assertThat(
            tell(
                new QueueEvent.WorkerLeft(9),
                new QueueEvent.JobRemoved(9),
                new QueueEvent.JobPaused(9),
                new QueueEvent.PriorityChanged(9, 1),
                wants(9, 9),
                joined(9, 9),
                new QueueEvent.LeftIdle(9, 9),
                new QueueEvent.AttemptGiven(9, 9, 9, false, false, false),
                new QueueEvent.AttemptStarted(9, 9),
                new QueueEvent.AttemptEnded(9, 9)))
        .isEmpty();
  }

  /** Returns how many seconds of one slot each job used whose tasks take so long. */
  private Map<Integer, Double> share(Duration time, int... seconds) {
    tell(new QueueEvent.WorkerOffered(1, 1));
    for (int job = 1; job <= seconds.length; job++) {
      tell(added(job, 0), joined(job, 1), wants(job, 99));
    }
    Map<Integer, Double> used = new HashMap<>();
    long attempt = 0;
    for (long end = now + time.toNanos(); now < end; ) {
      int job = 1;
      while (queue.slots(job, 1) == 0) {
        job++;
      }
      tell(given(job, ++attempt), new QueueEvent.AttemptStarted(job, attempt));
      for (int i = 0; i < seconds[job - 1]; i++) {
        now += SECOND;
        tell(new QueueEvent.TimePassed());
      }
      used.merge(job, (double) seconds[job - 1], Double::sum);
      tell(new QueueEvent.AttemptEnded(job, attempt));
    }
    return used;
  }

  private List<Share> tell(QueueEvent... events) {
    return new ArrayList<>(queue.handle(now, List.of(events)));
  }

  private static QueueEvent added(int job, int priority) {
    return new QueueEvent.JobAdded(job, priority);
  }

  private static QueueEvent joined(int job, int worker) {
    return new QueueEvent.Fits(job, worker, Fit.WANTED);
  }

  private static QueueEvent wants(int job, int tasks) {
    return new QueueEvent.Wanted(job, tasks);
  }

  private static QueueEvent given(int job, long attempt) {
    return new QueueEvent.AttemptGiven(job, attempt, 1, false, false, false);
  }
}
