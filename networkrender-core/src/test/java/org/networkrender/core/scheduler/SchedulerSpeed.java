package org.networkrender.core.scheduler;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;

/** Measures how fast the scheduler decides, and what a waiting task costs. */
final class SchedulerSpeed {
  private static final long STEP = 100_000;
  private static final long TICK = 2_500 * STEP;
  private static final int SLOTS = 2;

  private final int workers;
  private final Scheduler scheduler;
  private final Deque<Effect.Assign> todo = new ArrayDeque<>();
  private long now;
  private long decisions;
  private int nextLink;
  private boolean done;

  private SchedulerSpeed(int workers, int tasks, TailRules rules) {
    this.workers = workers;
    this.scheduler = new Scheduler(SchedulerSettings.defaults(), tasks, 0, rules);
  }

  /** Prints what it measures for one number of tasks, a line each. */
  static void print(int workers, int tasks) {
    System.out.printf(Locale.ROOT, "%,d tasks on %,d workers of two slots%n", tasks, workers);
    TailRules none = TailRules.none();
    TailRules cuts = MakespanCosts.usual(true).rules();
    new SchedulerSpeed(workers, tasks, none).run("all goes well", 0, 0);
    new SchedulerSpeed(workers, tasks, cuts).run("the same, and tasks may be cut", 0, 0);
    new SchedulerSpeed(workers, tasks, none).run("one attempt in 100 fails", 100, 0);
    new SchedulerSpeed(workers, tasks, none).run("one attempt in 300 takes its link down", 0, 300);
    System.out.printf(
        Locale.ROOT, "  %-40s %12.1f bytes%n", "a fresh waiting task", bytes(tasks, false));
    System.out.printf(
        Locale.ROOT,
        "  %-40s %12.1f bytes%n",
        "a waiting task that failed once",
        bytes(tasks, true));
  }

  private void run(String what, int failing, int losing) {
    long start = System.nanoTime();
    while (nextLink < workers) {
      tell(new SchedulerEvent.WorkerJoined(now, nextLink, "m" + nextLink, SLOTS, false));
      nextLink++;
    }
    while (!done) {
      Effect.Assign next = todo.poll();
      now += STEP;
      if (now % TICK == 0) {
        tell(new SchedulerEvent.TimePassed(now));
      }
      if (next == null) {
        tell(new SchedulerEvent.TimePassed(now));
        continue;
      }
      long attempt = next.attempt();
      tell(new SchedulerEvent.Heard(now, next.worker()));
      tell(new SchedulerEvent.Started(now, attempt));
      if (failing > 0 && attempt % failing == 0) {
        tell(new SchedulerEvent.Failed(now, attempt, FailureKind.WORKER, "it broke"));
      } else if (losing > 0 && attempt % losing == 0) {
        tell(new SchedulerEvent.WorkerLeft(now, next.worker(), "gone"));
        tell(
            new SchedulerEvent.WorkerJoined(
                now, nextLink++, "m" + next.worker() % workers, SLOTS, false));
      } else {
        tell(new SchedulerEvent.Rendered(now, attempt));
        tell(new SchedulerEvent.Verified(now, attempt));
      }
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf(
        Locale.ROOT, "  %-40s %,12.0f decisions/s (%.1f s)%n", what, decisions / seconds, seconds);
  }

  private void tell(SchedulerEvent event) {
    for (Effect effect : scheduler.handle(event)) {
      if (effect instanceof Effect.Assign assign) {
        decisions++;
        todo.add(assign);
      } else if (effect instanceof Effect.Revoke revoke) {
        tell(new SchedulerEvent.Returned(now, revoke.attempt()));
      } else if (effect instanceof Effect.Done) {
        done = true;
      }
    }
  }

  /** Returns how many bytes a waiting task takes, fresh or after one failure. */
  static double bytes(int tasks, boolean failed) {
    long empty = used();
    Scheduler scheduler = new Scheduler(SchedulerSettings.defaults(), tasks);
    if (failed) {
      scheduler.handle(new SchedulerEvent.WorkerJoined(0, 1, "alone", 1, false));
      for (long attempt = 1; attempt <= tasks; attempt++) {
        scheduler.handle(new SchedulerEvent.Failed(0, attempt, FailureKind.WORKER, "it broke"));
      }
    }
    double bytes = (used() - empty) / (double) tasks;
    scheduler.handle(new SchedulerEvent.Cancelled(1));
    return bytes;
  }

  private static long used() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
