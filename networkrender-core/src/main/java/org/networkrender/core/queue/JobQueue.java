package org.networkrender.core.queue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Divides the slots of each worker among the jobs of one client: a pure state machine. Events go
 * in, and out comes what each job's scheduler is to be told; it has no thread, clock, socket or
 * random source.
 *
 * <ul>
 *   <li>A job of higher priority gets every slot that it wants and can use before a lower one gets
 *       any. Nothing that runs is stopped: its slot is handed on when it ends.
 *   <li>Jobs of one priority get the same number of slots, as far as they want and can use them;
 *       who has one more than another gives it away when it has used a turn more, in slot-seconds.
 *   <li>A slot in which a chain goes on does not go round before the chain ends: what it has done
 *       of it would be lost with each turn. A chain that is only queued there keeps no slot.
 *   <li>What nobody wants is lent to one of those who could use it, so a job that is alone has all.
 * </ul>
 *
 * <p>Who owns a farm makes one {@link SharedSlots} around it, which carries events and shares
 * between the queue and the schedulers, and calls on the farm's thread:
 *
 * <ul>
 *   <li>{@link SharedSlots#begin} once for each job, before the first event for its scheduler: in
 *       {@code ActiveJob.start()}, which {@code LocalFarm.begin} calls before any worker is
 *       introduced;
 *   <li>{@link SharedSlots#apply} wherever {@code Scheduler.handle} is called today, which is
 *       {@code ActiveJob.apply} alone. That a worker joins, offers other slots, leaves, that an
 *       attempt starts or ends, that time passes and that the job is cancelled all come with these
 *       events. What is carried out goes to the consumer that was given with {@code begin}, which
 *       is {@code ActiveJob.carryOut}; it may be called while an event of another job is being
 *       carried out, so what follows {@code Done} ({@code finishIfDone}) belongs in there too;
 *   <li>{@link SharedSlots#pause}, {@link SharedSlots#resume} and {@link SharedSlots#prioritize}
 *       where the user wants that; nothing calls them today.
 * </ul>
 *
 * <p>No call is needed for the end of a job: {@code Effect.Done} tells it. Not safe for use by
 * several threads at once: one thread owns it.
 */
public final class JobQueue {
  /** How long a job is not offered a worker of which it left a slot idle. */
  private static final long DECLINE_NANOS = Duration.ofSeconds(1).toNanos();

  /** More than this is no machine, as for the scheduler. */
  private static final int MOST_SLOTS = 1024;

  private final Turns turns;
  private final Division division;
  private final Rooms rooms;
  private final Map<Integer, QueuedJob> jobs = new LinkedHashMap<>();
  private final Map<Integer, QueuedWorker> workers = new LinkedHashMap<>();

  /** The workers at which something has changed. */
  private final Set<QueuedWorker> touched = new LinkedHashSet<>();

  private boolean started;
  private long now;
  private boolean dirty;

  /**
   * Creates a queue without jobs.
   *
   * @param turn how many slot-seconds a job may have used more than one of the same priority before
   *     a slot goes from it to that one, where they cannot have the same number; positive
   */
  public JobQueue(Duration turn) {
    this(new Turns(turn));
  }

  private JobQueue(Turns turns) {
    this(turns, new Division(turns), new Rooms());
  }

  /** Creates one of parts that a test has broken. */
  JobQueue(Turns turns, Division division, Rooms rooms) {
    this.turns = turns;
    this.division = division;
    this.rooms = rooms;
  }

  /**
   * Takes note of what happened at one moment, and returns what jobs may use from now on where that
   * has changed: first what is less than before, then what is more. Who is told less must be told
   * before anybody is told more.
   *
   * @param time when it happened, in nanoseconds of a monotonic clock; time that runs backwards
   *     counts as standing still
   * @param events what happened, in this order; no division is made between two of them
   */
  public List<Share> handle(long time, List<QueueEvent> events) {
    if (started) {
      turns.pass(time - now, now, jobs.values());
    }
    now = started ? Math.max(now, time) : time;
    started = true;
    events.forEach(this::note);
    touched.forEach(QueuedWorker::recharge);
    boolean lends = jobs.size() > 1 && jobs.values().stream().anyMatch(job -> job.lent > 0);
    if (dirty || (lends && !touched.isEmpty())) {
      dirty = false;
      division.divide(now, jobs.values(), workers.values());
      touched.addAll(workers.values());
    }
    List<Share> less = new ArrayList<>();
    List<Share> more = new ArrayList<>();
    for (QueuedWorker worker : touched) {
      worker.recharge();
      rooms.changes(worker, less, more);
    }
    touched.clear();
    less.addAll(more);
    return less;
  }

  /** Returns how many slots of a worker a job is to have because it wants them. */
  int slots(int job, int worker) {
    QueuedJob of = jobs.get(job);
    Place place = of == null ? null : of.places.get(worker);
    return place == null ? 0 : place.slots;
  }

  /** Returns whether a worker is kept for a suspect of a job. */
  boolean isKept(int job, int worker) {
    QueuedWorker of = workers.get(worker);
    return of != null && of.places.size() > 1 && of.kept != null && of.kept.job.number == job;
  }

  /** Returns the slot-seconds that count for a job, in nanoseconds. */
  double used(int job) {
    QueuedJob of = jobs.get(job);
    return of == null ? 0 : of.used;
  }

  private void note(QueueEvent event) {
    if (event instanceof QueueEvent.JobAdded e) {
      jobs.putIfAbsent(e.job(), new QueuedJob(e.job(), e.priority()));
      dirty = true;
    } else if (event instanceof QueueEvent.WorkerOffered e) {
      offer(workers.computeIfAbsent(e.worker(), QueuedWorker::new), e.slots());
    } else if (event instanceof QueueEvent.WorkerLeft e) {
      leave(workers.remove(e.worker()));
    } else if (event instanceof QueueEvent.TimePassed) {
      dirty |= jobs.size() > 1;
    } else {
      noteOfJob(event);
    }
  }

  private void noteOfJob(QueueEvent event) {
    if (event instanceof QueueEvent.JobRemoved e) {
      remove(jobs.remove(e.job()));
    } else if (event instanceof QueueEvent.JobPaused e) {
      pause(jobs.get(e.job()), true);
    } else if (event instanceof QueueEvent.JobResumed e) {
      pause(jobs.get(e.job()), false);
    } else if (event instanceof QueueEvent.PriorityChanged e) {
      prioritize(jobs.get(e.job()), e.priority());
    } else if (event instanceof QueueEvent.Wanted e) {
      want(jobs.get(e.job()), e.tasks());
    } else if (event instanceof QueueEvent.Fits e) {
      fit(place(e.job(), e.worker()), e.fit());
    } else if (event instanceof QueueEvent.LeftIdle e) {
      leaveIdle(place(e.job(), e.worker()));
    } else {
      noteOfAttempt(event);
    }
  }

  private void noteOfAttempt(QueueEvent event) {
    if (event instanceof QueueEvent.AttemptGiven e) {
      Place place = place(e.job(), e.worker());
      if (place != null) {
        give(e.attempt(), new QueuedAttempt(place, false, e.goesOn(), e.follows(), e.alone()));
      }
    } else if (event instanceof QueueEvent.AttemptStarted e) {
      start(jobs.get(e.job()), e.attempt());
    } else if (event instanceof QueueEvent.AttemptEnded e) {
      end(jobs.get(e.job()), e.attempt());
    }
  }

  private @Nullable Place place(int number, int link) {
    QueuedJob job = jobs.get(number);
    QueuedWorker worker = workers.get(link);
    if (job == null || worker == null) {
      return null;
    }
    Place known = job.places.get(link);
    if (known != null) {
      return known;
    }
    Place place = new Place(job, worker);
    job.places.put(link, place);
    worker.places.put(number, place);
    return place;
  }

  private void offer(QueuedWorker worker, int slots) {
    int bounded = Math.max(0, Math.min(slots, MOST_SLOTS));
    if (worker.slots != bounded) {
      worker.slots = bounded;
      change(worker);
    }
  }

  private void leave(@Nullable QueuedWorker worker) {
    if (worker != null) {
      for (Place place : worker.places.values()) {
        forget(place);
        place.job.places.remove(worker.number);
      }
      touched.remove(worker);
      dirty = true;
    }
  }

  private void remove(@Nullable QueuedJob job) {
    if (job != null) {
      for (Place place : job.places.values()) {
        forget(place);
        place.worker.places.remove(job.number);
        change(place.worker);
      }
    }
  }

  /** Ends the attempts at a place, and what its job has there. */
  private static void forget(Place place) {
    place.give(-place.slots);
    place.lend(-place.lent);
    place.job.attempts.values().removeIf(attempt -> attempt.place() == place);
    place.held = 0;
    place.chains = 0;
    place.running = 0;
    place.suspects = 0;
    if (place.worker.kept == place) {
      place.worker.keepFor(null);
    }
    place.worker.recharge();
  }

  private void pause(@Nullable QueuedJob job, boolean paused) {
    if (job != null) {
      job.paused = paused;
      dirty = true;
    }
  }

  private void prioritize(@Nullable QueuedJob job, int priority) {
    if (job != null && job.priority != priority) {
      job.priority = priority;
      // What it used among others says nothing among these.
      job.used = 0;
      job.needed = false;
      dirty = true;
    }
  }

  private void want(@Nullable QueuedJob job, int tasks) {
    if (job != null) {
      // More than there are slots is as good as without end.
      int all = workers.values().stream().mapToInt(worker -> worker.slots).sum();
      int before = Math.min(job.wanted, all);
      job.wanted = Math.max(0, tasks);
      dirty |= Math.min(job.wanted, all) != before;
    }
  }

  private void fit(@Nullable Place place, Fit fit) {
    if (place != null && place.fit != fit) {
      place.fit = fit;
      if (fit == Fit.NONE) {
        forget(place);
        place.told = null;
      }
      change(place.worker);
    }
  }

  private void leaveIdle(@Nullable Place place) {
    if (place != null && (place.slots > place.held || place.declinedUntil <= now)) {
      place.declinedUntil = now + DECLINE_NANOS;
      place.give(Math.min(place.held, place.slots) - place.slots);
      change(place.worker);
    }
  }

  private void give(long number, QueuedAttempt attempt) {
    Place place = attempt.place();
    if (place.job.attempts.putIfAbsent(number, attempt) == null) {
      place.held++;
      place.chains += attempt.keepsSession() ? 1 : 0;
      place.suspects += attempt.alone() ? 1 : 0;
      touched.add(place.worker);
    }
  }

  private void start(@Nullable QueuedJob job, long number) {
    QueuedAttempt attempt = job == null ? null : job.attempts.get(number);
    if (job != null && attempt != null && !attempt.runs()) {
      Place place = attempt.place();
      QueuedAttempt begun = attempt.begun();
      job.attempts.put(number, begun);
      place.running++;
      place.chains += begun.goesOn() && !begun.follows() ? 1 : 0;
      touched.add(place.worker);
    }
  }

  private void end(@Nullable QueuedJob job, long number) {
    QueuedAttempt attempt = job == null ? null : job.attempts.remove(number);
    if (attempt != null) {
      Place place = attempt.place();
      place.held--;
      place.chains -= attempt.keepsSession() ? 1 : 0;
      place.running -= attempt.runs() ? 1 : 0;
      touched.add(place.worker);
      if (attempt.alone()) {
        place.suspects--;
        // Another suspect of it is a new question: who waited meanwhile may have its turn.
        place.worker.keepFor(null);
        dirty = true;
      }
      dirty |= place.fit != Fit.WANTED || attempt.follows();
    }
  }

  private void change(QueuedWorker worker) {
    touched.add(worker);
    dirty = true;
  }
}
