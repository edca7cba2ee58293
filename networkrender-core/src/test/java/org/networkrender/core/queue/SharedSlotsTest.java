package org.networkrender.core.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.networkrender.core.scheduler.Effect;
import org.networkrender.core.scheduler.Effect.Assign;
import org.networkrender.core.scheduler.Effect.Revoke;
import org.networkrender.core.scheduler.Scheduler;
import org.networkrender.core.scheduler.SchedulerEvent;
import org.networkrender.core.scheduler.SchedulerSettings;

class SharedSlotsTest {
  private final SharedSlots slots = new SharedSlots(new JobQueue(Duration.ofSeconds(60)));
  private final List<String> done = new ArrayList<>();
  private long now = 1_000;

  @Test
  void theEndOfOneTaskStartsThatOfAnotherJob() {
    begin(1, 0, 3);
    joins(1, 1, 1);
    slots.apply(1, new SchedulerEvent.Started(++now, 1));
    done.clear();
    begin(2, 9, 3);
    joins(2, 1, 1);
    assertThat(done).containsExactly("1 " + new Revoke(2, 1));
    slots.apply(1, new SchedulerEvent.Returned(++now, 2));
    // Queued behind what runs.
    assertThat(done).endsWith("2 " + new Assign(1, 0, 1));
    slots.apply(1, new SchedulerEvent.Rendered(++now, 1));
    assertThat(done).endsWith("2 " + new Assign(2, 1, 1));
  }

  @Test
  void whatAJobLeavesAtItsEndGoesToTheOther() {
    begin(1, 9, 1);
    begin(2, 0, 1);
    joins(1, 1, 1);
    joins(2, 1, 1);
    slots.apply(1, new SchedulerEvent.Cancelled(++now));
    assertThat(done).endsWith("1 " + new Effect.Done(), "2 " + new Assign(1, 0, 1));
    slots.apply(1, new SchedulerEvent.TimePassed(++now));
    assertThat(done).hasSize(4);
  }

  @Test
  void aJobThatPausesStartsNothingOnAWorkerThatJoins() {
    begin(1, 0, 2);
    slots.pause(++now, 1);
    joins(1, 1, 1);
    assertThat(done).isEmpty();
    slots.resume(++now, 1);
    assertThat(done).containsExactly("1 " + new Assign(1, 0, 1), "1 " + new Assign(2, 1, 1));
  }

  @Test
  void anotherPriorityTakesEffectAtOnce() {
    begin(1, 0, 2);
    joins(1, 1, 1);
    begin(2, 0, 2);
    joins(2, 1, 1);
    done.clear();
    slots.prioritize(++now, 2, 1);
    assertThat(done).containsExactly("1 " + new Revoke(2, 1), "1 " + new Revoke(1, 1));
  }

  /** Who had all of a worker would take all that it offers now as well. */
  @Test
  void aJobThatHearsLaterThatAWorkerOffersMoreTakesNoMoreThanItsShare() {
    begin(1, 0, 20);
    joins(1, 1, 1);
    begin(2, 0, 1);
    joins(2, 1, 1);
    done.clear();
    slots.apply(2, new SchedulerEvent.SlotsOffered(++now, 1, 3));
    slots.apply(1, new SchedulerEvent.SlotsOffered(++now, 1, 3));
    assertThat(done).containsExactly("2 " + new Assign(1, 0, 1));
  }

  /** The present event is carried out first, and in the order of its effects. */
  @Test
  void whatIsSaidWithinAnEffectIsDoneAfterIt() {
    Scheduler scheduler = new Scheduler(SchedulerSettings.defaults(), 2);
    slots.begin(
        now,
        1,
        0,
        scheduler,
        effect -> {
          done.add(effect.toString());
          if (done.size() == 1) {
            slots.apply(1, new SchedulerEvent.Withdrawn(now, 0, "not needed"));
          }
        });
    joins(1, 1, 1);
    assertThat(done.get(1)).isEqualTo(new Assign(2, 1, 1).toString());
    assertThat(done.get(2)).isEqualTo(new Effect.GiveUp(0, "not needed").toString());
  }

  /** The farm ends its jobs then; what is still said must find it able to. */
  @Test
  void anEffectThatFailsStopsNothingElse() {
    Scheduler scheduler = new Scheduler(SchedulerSettings.defaults(), 1);
    slots.begin(
        now,
        1,
        0,
        scheduler,
        effect -> {
          done.add("1 " + effect);
          if (done.size() == 1) {
            throw new IllegalStateException("a defect");
          }
        });
    assertThatThrownBy(() -> joins(1, 1, 1)).hasMessage("a defect");
    begin(2, 1, 1);
    joins(2, 1, 1);
    slots.apply(1, new SchedulerEvent.Cancelled(++now));
    assertThat(done).contains("2 " + new Assign(1, 0, 1)).endsWith("1 " + new Effect.Done());
  }

  private void begin(int job, int priority, int tasks) {
    Scheduler scheduler = new Scheduler(SchedulerSettings.defaults(), tasks);
    slots.begin(++now, job, priority, scheduler, effect -> done.add(job + " " + effect));
  }

  private void joins(int job, int worker, int offered) {
    slots.apply(
        job, new SchedulerEvent.WorkerJoined(++now, worker, "machine-" + worker, offered, false));
  }
}
