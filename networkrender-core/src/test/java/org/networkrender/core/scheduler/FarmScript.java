package org.networkrender.core.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells a scheduler a story in short sentences, and remembers what it wanted done. */
final class FarmScript {
  private final Scheduler scheduler;
  private final List<Effect> all = new ArrayList<>();
  private List<Effect> last = List.of();
  private final Set<Long> ended = new HashSet<>();
  private long now = 1_000;

  FarmScript(int tasks) {
    this(tasks, 0);
  }

  FarmScript(int tasks, int held) {
    this(SchedulerSettings.defaults(), tasks, held);
  }

  FarmScript(SchedulerSettings settings, int tasks, int held) {
    this(settings, tasks, held, TailRules.none());
  }

  FarmScript(SchedulerSettings settings, int tasks, int held, TailRules rules) {
    this(settings, TaskGraph.of(tasks, held), rules);
  }

  FarmScript(TaskGraph graph) {
    this(SchedulerSettings.defaults(), graph, TailRules.none());
  }

  FarmScript(SchedulerSettings settings, TaskGraph graph, TailRules rules) {
    scheduler = new Scheduler(settings, graph, rules);
  }

  FarmScript joins(int worker, String machine, int slots) {
    return tell(new SchedulerEvent.WorkerJoined(now, worker, machine, slots, false));
  }

  FarmScript joinsAsOwn(int worker, String machine, int slots) {
    return tell(new SchedulerEvent.WorkerJoined(now, worker, machine, slots, true));
  }

  FarmScript offers(int worker, int slots) {
    return tell(new SchedulerEvent.SlotsOffered(now, worker, slots));
  }

  FarmScript shares(int worker, int slots, int room) {
    return tell(new SchedulerEvent.SlotsShared(now, worker, slots, room, true));
  }

  /** Other jobs leave so many slots of a worker, in the others of which they are. */
  FarmScript sharesBesideOthers(int worker, int slots) {
    return tell(new SchedulerEvent.SlotsShared(now, worker, slots, slots, false));
  }

  FarmScript leaves(int worker) {
    return tell(new SchedulerEvent.WorkerLeft(now, worker, "the link was lost"));
  }

  FarmScript starts(long attempt) {
    return tell(new SchedulerEvent.Started(now, attempt));
  }

  FarmScript progresses(long attempt, double fraction) {
    return tell(new SchedulerEvent.Progressed(now, attempt, fraction));
  }

  FarmScript renders(long attempt) {
    return tell(new SchedulerEvent.Rendered(now, attempt));
  }

  FarmScript verifies(long attempt) {
    return tell(new SchedulerEvent.Verified(now, attempt));
  }

  FarmScript finishes(long attempt) {
    return starts(attempt).renders(attempt).verifies(attempt);
  }

  /** It fails in words that are like no others. */
  FarmScript fails(long attempt, FailureKind kind) {
    return fails(attempt, kind, FailureStage.RENDERING, "");
  }

  FarmScript fails(long attempt, FailureKind kind, FailureStage stage, String words) {
    return tell(new SchedulerEvent.Failed(now, attempt, kind, stage, "it broke", words));
  }

  /** A worker gets ready to join, or does so no more. */
  FarmScript awaits(int worker, String machine, boolean awaited) {
    return tell(new SchedulerEvent.WorkerAwaited(now, worker, machine, awaited));
  }

  FarmScript returns(long attempt) {
    return tell(new SchedulerEvent.Returned(now, attempt));
  }

  /** The workers give back what the last event asked back. */
  FarmScript returnsWhatIsAskedBack() {
    for (Effect effect : last) {
      if (effect instanceof Effect.Revoke revoke) {
        returns(revoke.attempt());
      }
    }
    return this;
  }

  FarmScript releases(int task) {
    return tell(new SchedulerEvent.Released(now, task, null));
  }

  FarmScript releases(int task, String machine) {
    return tell(new SchedulerEvent.Released(now, task, machine));
  }

  FarmScript releasesAwayFrom(int task, String machine) {
    return tell(new SchedulerEvent.Released(now, task, null, List.of(machine)));
  }

  FarmScript places(int task) {
    return tell(new SchedulerEvent.Placed(now, task));
  }

  FarmScript places(int task, String machine) {
    return tell(new SchedulerEvent.Placed(now, task, machine));
  }

  FarmScript completes(int task) {
    return tell(new SchedulerEvent.Completed(now, task));
  }

  FarmScript completes(int task, String machine) {
    return tell(new SchedulerEvent.Completed(now, task, machine));
  }

  FarmScript withdraws(int task) {
    return tell(new SchedulerEvent.Withdrawn(now, task, "a part of it is missing"));
  }

  FarmScript orders(Integer... tasks) {
    return tell(new SchedulerEvent.Reordered(now, List.of(tasks)));
  }

  FarmScript cancelled() {
    return tell(new SchedulerEvent.Cancelled(now));
  }

  /** Lets time pass in quarters of a second; the workers named are heard all the while. */
  FarmScript passes(Duration time, int... heard) {
    List<Effect> during = new ArrayList<>();
    for (long end = now + time.toNanos(); now < end; ) {
      now += Math.min(250_000_000, end - now);
      for (int worker : heard) {
        tell(new SchedulerEvent.Heard(now, worker));
        during.addAll(last);
      }
      tell(new SchedulerEvent.TimePassed(now));
      during.addAll(last);
    }
    last = List.copyOf(during);
    return this;
  }

  /** The same in minutes and by seconds, for hours in which nothing else happens. */
  FarmScript passes(int minutes, int... heard) {
    List<Effect> during = new ArrayList<>();
    for (int second = 0; second < 60 * minutes; second++) {
      now += Duration.ofSeconds(1).toNanos();
      for (int worker : heard) {
        tell(new SchedulerEvent.Heard(now, worker));
        during.addAll(last);
      }
      tell(new SchedulerEvent.TimePassed(now));
      during.addAll(last);
    }
    last = List.copyOf(during);
    return this;
  }

  /** The process stands still, or the machine sleeps: one event after a long time. */
  FarmScript sleeps(Duration time) {
    now += time.toNanos();
    return tell(new SchedulerEvent.TimePassed(now));
  }

  private FarmScript tell(SchedulerEvent event) {
    if (event instanceof SchedulerEvent.Rendered rendered) {
      ended.add(rendered.attempt());
    }
    last = scheduler.handle(event);
    all.addAll(last);
    return this;
  }

  /** What the job could use now. */
  Demand demand() {
    return scheduler.demand();
  }

  long now() {
    return now;
  }

  /** Checks what the last event, or the last passing of time, led to. */
  FarmScript then(Effect... effects) {
    assertThat(last).containsExactly(effects);
    return this;
  }

  /** Checks that the last event led to nothing but a task going to a worker. */
  FarmScript thenGoes(int task, int worker) {
    assertThat(last).hasSize(1);
    assertThat(last.get(0))
        .isInstanceOfSatisfying(
            Effect.Assign.class,
            assign -> {
              assertThat(assign.task()).isEqualTo(task);
              assertThat(assign.worker()).isEqualTo(worker);
            });
    return this;
  }

  FarmScript thenNothing() {
    assertThat(last).isEmpty();
    return this;
  }

  List<Effect> last() {
    return last;
  }

  /** Returns the latest attempt of a task on a worker, or fails. */
  long attempt(int task, int worker) {
    long attempt = 0;
    for (Effect effect : all) {
      if (effect instanceof Effect.Assign assign
          && assign.task() == task
          && assign.worker() == worker) {
        attempt = assign.attempt();
      }
    }
    assertThat(attempt).as("attempt of task %s on worker %s", task, worker).isPositive();
    return attempt;
  }

  /** Returns what a worker holds longest of what was neither ended nor taken back, or null. */
  Effect.@Nullable Assign nextOf(int worker) {
    Effect.Assign next = null;
    for (Effect.Assign assign : all(Effect.Assign.class)) {
      boolean open = !ended.contains(assign.attempt());
      if (assign.worker() == worker && open && next == null) {
        next = assign;
      }
    }
    return next;
  }

  /** Returns whether a worker has said that an attempt is rendered. */
  boolean isEnded(long attempt) {
    return ended.contains(attempt);
  }

  <T extends Effect> List<T> all(Class<T> type) {
    return all.stream().filter(type::isInstance).map(type::cast).toList();
  }
}
