package org.networkrender.core.job;

import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.networkrender.core.events.JobEvent;
import org.networkrender.core.events.JobEvents;
import org.networkrender.core.queue.SharedSlots;
import org.networkrender.core.scheduler.Effect;
import org.networkrender.core.scheduler.Scheduler;
import org.networkrender.core.scheduler.SchedulerEvent;

/**
 * The way of one job to its scheduler, by the slots that it shares with the farm's other jobs.
 * Belongs to the farm's thread.
 */
final class JobSlots {
  private final int job;
  private final int priority;
  private final SharedSlots slots;
  private final JobStory story;
  private final JobEvents events;
  private final LongSupplier clock;
  private final Runnable then;
  private boolean paused;
  private boolean done;

  /**
   * Prepares.
   *
   * @param story hears what the scheduler is told
   * @param clock counts nanoseconds
   * @param then is called after each event of the job
   */
  JobSlots(
      int job,
      int priority,
      SharedSlots slots,
      JobStory story,
      JobEvents events,
      LongSupplier clock,
      Runnable then) {
    this.story = story;
    this.then = then;
    this.job = job;
    this.priority = priority;
    this.slots = slots;
    this.events = events;
    this.clock = clock;
  }

  /** The job begins; its effects are carried out also while other jobs' events are. */
  void begin(Scheduler scheduler, Consumer<Effect> effects) {
    if (priority != 0) {
      events.publish(stamp -> new JobEvent.PriorityChanged(stamp, priority));
    }
    slots.begin(
        clock.getAsLong(),
        job,
        priority,
        scheduler,
        effect -> {
          done |= effect instanceof Effect.Done;
          effects.accept(effect);
        });
  }

  /** Returns whether every task has ended: nothing is told to the scheduler any more. */
  boolean isDone() {
    return done;
  }

  /** Something happened to the job; nothing follows from it once every task has ended. */
  void apply(SchedulerEvent event) {
    if (!done) {
      story.into(event, clock.getAsLong());
      slots.apply(job, event);
      then.run();
    }
  }

  /** The job starts nothing more, or goes on. */
  void pause(boolean wanted) {
    if (done || paused == wanted) {
      return;
    }
    paused = wanted;
    if (wanted) {
      events.publish(JobEvent.Paused::new);
      slots.pause(clock.getAsLong(), job);
    } else {
      events.publish(JobEvent.Resumed::new);
      slots.resume(clock.getAsLong(), job);
    }
  }

  /** The job gets another priority. */
  void priority(int wanted) {
    if (!done) {
      events.publish(stamp -> new JobEvent.PriorityChanged(stamp, wanted));
      slots.prioritize(clock.getAsLong(), job, wanted);
    }
  }
}
