package org.networkrender.core.queue;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.networkrender.core.scheduler.Demand;
import org.networkrender.core.scheduler.Effect;
import org.networkrender.core.scheduler.Scheduler;
import org.networkrender.core.scheduler.SchedulerEvent;

/** One job that shares the workers: what its scheduler was told, and what it tells the queue. */
final class SharingJob {
  private final int number;
  private final Scheduler scheduler;
  private final Consumer<Effect> effects;

  /** The workers that have joined it, and what the queue was told of them. */
  private final Map<Integer, Fit> fits = new LinkedHashMap<>();

  /**
   * What the scheduler knows that they offer, and what they do offer since another job heard it.
   */
  private final Map<Integer, Integer> offered = new HashMap<>();

  private final Map<Integer, Integer> offers = new HashMap<>();

  /** What the scheduler may use; all where it was never told. */
  private final Map<Integer, Share> told = new HashMap<>();

  private int wanted;

  SharingJob(int number, Scheduler scheduler, Consumer<Effect> effects) {
    this.number = number;
    this.scheduler = scheduler;
    this.effects = effects;
  }

  int number() {
    return number;
  }

  void carryOut(Effect effect) {
    effects.accept(effect);
  }

  /** Returns what the queue is to know before the scheduler is told of an event. */
  List<QueueEvent> before(SchedulerEvent event) {
    if (event instanceof SchedulerEvent.WorkerJoined e && !fits.containsKey(e.worker())) {
      fits.put(e.worker(), Fit.JOINED);
      offered.put(e.worker(), e.slots());
      return List.of(
          new QueueEvent.WorkerOffered(e.worker(), e.slots()),
          new QueueEvent.Fits(number, e.worker(), Fit.JOINED));
    }
    if (event instanceof SchedulerEvent.SlotsOffered e && fits.containsKey(e.worker())) {
      offered.put(e.worker(), e.slots());
      return List.of(new QueueEvent.WorkerOffered(e.worker(), e.slots()));
    }
    return List.of();
  }

  /** Notes what a worker offers, whichever job was told of it. */
  void offers(QueueEvent.WorkerOffered event) {
    if (fits.containsKey(event.worker())) {
      offers.put(event.worker(), event.slots());
    }
  }

  /** Tells the scheduler something. */
  List<Effect> handle(SchedulerEvent event) {
    if (event instanceof SchedulerEvent.SlotsShared e) {
      told.put(e.worker(), new Share(number, e.worker(), e.slots(), e.room(), e.alone()));
    }
    return scheduler.handle(event);
  }

  /** Adds what the queue is to know after the scheduler has decided. */
  void after(SchedulerEvent event, List<Effect> decided, List<QueueEvent> events) {
    if (event instanceof SchedulerEvent.Started e) {
      events.add(new QueueEvent.AttemptStarted(number, e.attempt()));
    } else if (event instanceof SchedulerEvent.Progressed e) {
      events.add(new QueueEvent.AttemptStarted(number, e.attempt()));
    } else if (event instanceof SchedulerEvent.Rendered e) {
      if (scheduler.demand().holds(e.attempt())) {
        events.add(new QueueEvent.AttemptStarted(number, e.attempt()));
      } else {
        ended(e.attempt(), events);
      }
    } else if (event instanceof SchedulerEvent.Returned e) {
      ended(e.attempt(), events);
    } else if (event instanceof SchedulerEvent.Failed e) {
      ended(e.attempt(), events);
    } else if (event instanceof SchedulerEvent.WorkerLeft e) {
      forget(e.worker());
      events.add(new QueueEvent.WorkerLeft(e.worker()));
    } else if (event instanceof SchedulerEvent.TimePassed) {
      events.add(new QueueEvent.TimePassed());
    }
    for (Effect effect : decided) {
      if (effect instanceof Effect.Assign e) {
        Demand demand = scheduler.demand();
        events.add(
            new QueueEvent.AttemptGiven(
                number,
                e.attempt(),
                e.worker(),
                demand.goesOn(e.attempt()),
                demand.follows(e.attempt()),
                demand.isAlone(e.attempt())));
      } else if (effect instanceof Effect.Cancel e) {
        ended(e.attempt(), events);
      } else if (effect instanceof Effect.Accept e) {
        ended(e.attempt(), events);
      } else if (effect instanceof Effect.Repeated e) {
        ended(e.attempt(), events);
      } else if (effect instanceof Effect.Drop e) {
        forget(e.worker());
        events.add(new QueueEvent.Fits(number, e.worker(), Fit.NONE));
      }
    }
  }

  private void ended(long attempt, List<QueueEvent> events) {
    events.add(new QueueEvent.AttemptEnded(number, attempt));
  }

  private void forget(int worker) {
    fits.remove(worker);
    offered.remove(worker);
    offers.remove(worker);
    told.remove(worker);
  }

  /** Adds what the job could use now, as far as that has changed. */
  void tellDemand(List<QueueEvent> events) {
    Demand demand = scheduler.demand();
    int tasks = demand.tasks();
    if (tasks != wanted) {
      wanted = tasks;
      events.add(new QueueEvent.Wanted(number, tasks));
    }
    for (Map.Entry<Integer, Fit> entry : fits.entrySet()) {
      int worker = entry.getKey();
      Fit fit = fit(demand, worker);
      if (fit != entry.getValue()) {
        entry.setValue(fit);
        events.add(new QueueEvent.Fits(number, worker, fit));
      }
      if (demand.leavesIdle(worker)) {
        events.add(new QueueEvent.LeftIdle(number, worker));
      }
    }
  }

  private static Fit fit(Demand demand, int worker) {
    if (demand.fits(worker)) {
      return Fit.WANTED;
    }
    return demand.fitsAlone(worker) ? Fit.ALONE : Fit.JOINED;
  }

  /** Returns whether the scheduler does not know this. */
  boolean isNews(Share share) {
    @Nullable Share before = told.get(share.worker());
    return before == null ? !isAll(share) : !before.equals(share);
  }

  /** Returns whether it takes nothing away from what the scheduler may use. */
  boolean grows(Share share) {
    @Nullable Share before = told.get(share.worker());
    return before == null ? isAll(share) : share.isNoLessThan(before);
  }

  /**
   * Whether it is what the scheduler takes where it was never told. It must not be less than what
   * the scheduler is about to hear of, else it would take all of that.
   */
  private boolean isAll(Share share) {
    int known = offered.getOrDefault(share.worker(), 0);
    int slots = Math.max(known, offers.getOrDefault(share.worker(), 0));
    return slots > 0 && share.alone() && share.slots() >= slots && share.room() >= 2 * slots;
  }
}
