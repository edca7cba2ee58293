package org.networkrender.core.queue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.networkrender.core.scheduler.Effect;
import org.networkrender.core.scheduler.Scheduler;
import org.networkrender.core.scheduler.SchedulerEvent;

/**
 * Stands between the jobs of a farm and their schedulers, so that they share its workers: each
 * event for a scheduler goes through here, and what follows for other jobs is carried out with it.
 *
 * <p>What is said from within an effect is done after the event that is being carried out. Not safe
 * for use by several threads at once: the farm's thread owns it.
 */
public final class SharedSlots {
  /** Divides what schedulers get; {@link JobQueue#handle}, but for tests. */
  @FunctionalInterface
  interface Divider {
    List<Share> handle(long now, List<QueueEvent> events);
  }

  /** One worker as one job was told to use it. */
  private record Spot(int job, int worker) {}

  private final Divider queue;
  private final Map<Integer, SharingJob> jobs = new LinkedHashMap<>();
  private final Map<Spot, Share> less = new LinkedHashMap<>();
  private final Map<Spot, Share> more = new LinkedHashMap<>();
  private final Deque<Runnable> later = new ArrayDeque<>();
  private boolean busy;

  /**
   * Creates it for a farm without jobs.
   *
   * @param queue the queue, which is used by nobody else
   */
  public SharedSlots(JobQueue queue) {
    this(queue::handle);
  }

  SharedSlots(Divider queue) {
    this.queue = queue;
  }

  /**
   * A job begins.
   *
   * @param now the time, on the clock of the schedulers' events
   * @param job its number, never used before
   * @param priority the higher, the earlier it gets slots
   * @param scheduler its scheduler, which nobody else gives events to
   * @param effects carries out what it decides, one after the other; may be called whenever any
   *     method here is. After {@link Effect.Done} the job is forgotten
   */
  public void begin(
      long now, int job, int priority, Scheduler scheduler, Consumer<Effect> effects) {
    run(
        () -> {
          jobs.put(job, new SharingJob(job, scheduler, effects));
          List<QueueEvent> events = new ArrayList<>();
          events.add(new QueueEvent.JobAdded(job, priority));
          if (jobs.size() > 1) {
            // Who was alone has not told what it wants.
            jobs.values().forEach(each -> each.tellDemand(events));
          }
          settle(now, events);
        });
  }

  /**
   * Something happened to a job: its scheduler is told, and all effects are carried out that
   * follow, in this job and in others. Ignored when the job has ended.
   *
   * @param job its number
   * @param event what happened, with the time
   */
  public void apply(int job, SchedulerEvent event) {
    run(
        () -> {
          SharingJob sharing = jobs.get(job);
          if (sharing != null) {
            // A worker that joins is divided first, so that nothing is started out of turn.
            settle(event.now(), sharing.before(event));
            handle(sharing, event, true);
          }
        });
  }

  /**
   * A job starts nothing more until it is resumed; what runs is finished.
   *
   * @param now the time
   * @param job its number
   */
  public void pause(long now, int job) {
    run(() -> settle(now, List.of(new QueueEvent.JobPaused(job))));
  }

  /**
   * A paused job goes on.
   *
   * @param now the time
   * @param job its number
   */
  public void resume(long now, int job) {
    run(() -> settle(now, List.of(new QueueEvent.JobResumed(job))));
  }

  /**
   * A job gets another priority.
   *
   * @param now the time
   * @param job its number
   * @param priority the new one
   */
  public void prioritize(long now, int job, int priority) {
    run(() -> settle(now, List.of(new QueueEvent.PriorityChanged(job, priority))));
  }

  private void run(Runnable action) {
    later.add(action);
    if (busy) {
      return;
    }
    busy = true;
    try {
      for (Runnable next = later.poll(); next != null; next = later.poll()) {
        next.run();
      }
    } finally {
      busy = false;
    }
  }

  /** Tells the queue something, and the schedulers what follows, until nothing does. */
  private void settle(long now, List<QueueEvent> events) {
    divide(now, events);
    for (Share share = next(); share != null; share = next()) {
      SharingJob job = jobs.get(share.job());
      if (job != null && job.isNews(share)) {
        handle(job, told(now, share), false);
      }
    }
  }

  private static SchedulerEvent told(long now, Share share) {
    return new SchedulerEvent.SlotsShared(
        now, share.worker(), share.slots(), share.room(), share.alone());
  }

  private void divide(long now, List<QueueEvent> events) {
    if (events.isEmpty()) {
      return;
    }
    for (QueueEvent event : events) {
      if (event instanceof QueueEvent.WorkerOffered e) {
        jobs.values().forEach(job -> job.offers(e));
      }
    }
    for (Share share : queue.handle(now, events)) {
      Spot spot = new Spot(share.job(), share.worker());
      less.remove(spot);
      more.remove(spot);
      SharingJob job = jobs.get(share.job());
      if (job != null) {
        (job.grows(share) ? more : less).put(spot, share);
      }
    }
  }

  /** Nobody gets more before all have less who are to. */
  private @Nullable Share next() {
    Map<Spot, Share> from = less.isEmpty() ? more : less;
    if (from.isEmpty()) {
      return null;
    }
    Spot first = from.keySet().iterator().next();
    return from.remove(first);
  }

  private void handle(SharingJob job, SchedulerEvent event, boolean settles) {
    List<Effect> effects = job.handle(event);
    List<QueueEvent> events = new ArrayList<>();
    job.after(event, effects, events);
    if (effects.stream().anyMatch(effect -> effect instanceof Effect.Done)) {
      jobs.remove(job.number());
      events.add(new QueueEvent.JobRemoved(job.number()));
    } else if (jobs.size() > 1 && !(event instanceof SchedulerEvent.Heard && effects.isEmpty())) {
      job.tellDemand(events);
    }
    divide(event.now(), events);
    effects.forEach(job::carryOut);
    if (settles) {
      settle(event.now(), List.of());
    }
  }
}
