package org.networkrender.core.scheduler;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Schedulers with one defect each: the simulation has to find every one of them. */
public enum Mutant {
  /** Some tasks are forgotten when their attempt is lost or failed. */
  LOSES_A_REQUEUE {
    @Override
    TaskTable tasks(int count, int held) {
      return new TaskTable(count, held) {
        @Override
        void requeue(int task) {
          if (task % 3 != 0) {
            super.requeue(task);
          }
        }
      };
    }
  },
  /** A failure is forgotten, so a task goes back to where it failed and is never given up. */
  FORGETS_FAILURES {
    @Override
    TaskTable tasks(int count, int held) {
      return new TaskTable(count, held) {
        @Override
        void remember(int task, TaskHistory history) {}
      };
    }
  },
  /** A retry takes the place of a fresh task, which is left out. */
  SKIPS_A_TASK {
    @Override
    TaskTable tasks(int count, int held) {
      return new TaskTable(count, held) {
        @Override
        int take(MachineRecord machine, int usableMachines) {
          int task = super.take(machine, usableMachines);
          return task == 5 ? super.take(machine, usableMachines) : task;
        }
      };
    }
  },
  /** Silence is never noticed. */
  FORGETS_THE_LEASE {
    @Override
    WorkerTable workers() {
      return new WorkerTable() {
        @Override
        @Nullable WorkerState silentSince(long leaseTime) {
          return null;
        }
      };
    }
  },
  /** The last idle worker gets nothing. */
  LEAVES_A_SLOT_IDLE {
    @Override
    WorkerTable workers() {
      return new WorkerTable() {
        @Override
        NavigableSet<WorkerState> idle() {
          return super.idle().size() < 2 ? Collections.emptyNavigableSet() : super.idle();
        }
      };
    }
  },
  /** What others have queued is not taken back for an idle slot. */
  NEVER_REVOKES {
    @Override
    WorkerTable workers() {
      return new WorkerTable() {
        @Override
        NavigableSet<WorkerState> overfull() {
          return Collections.emptyNavigableSet();
        }
      };
    }
  },
  /** A machine that failed goes on at once. */
  NEVER_RESTS {
    @Override
    WorkerTable workers() {
      return new WorkerTable() {
        @Override
        void rest(MachineRecord machine, long until) {}
      };
    }
  },
  /** When all machines rest, all wait. */
  NEVER_WAKES {
    @Override
    WorkerTable workers() {
      return new WorkerTable() {
        @Override
        @Nullable MachineRecord wakeOne(long now) {
          return null;
        }
      };
    }
  },
  /** A result that is verified twice counts twice. */
  ACCEPTS_TWICE {
    @Override
    List<Effect> spoil(SchedulerEvent event, List<Effect> effects, Map<Long, Effect> memory) {
      for (Effect effect : effects) {
        if (effect instanceof Effect.Accept accept) {
          memory.put(accept.attempt(), accept);
        }
      }
      if (effects.isEmpty()
          && event instanceof SchedulerEvent.Verified verified
          && memory.containsKey(verified.attempt())) {
        return List.of(memory.get(verified.attempt()));
      }
      return effects;
    }
  },
  /** A result is accepted before it was verified. */
  ACCEPTS_UNVERIFIED {
    @Override
    Function<SchedulerEvent, List<Effect>> scheduler(int count, int held) {
      Scheduler scheduler = new Scheduler(SchedulerSettings.defaults(), count, held);
      return event ->
          event instanceof SchedulerEvent.Rendered rendered
              ? scheduler.handle(new SchedulerEvent.Verified(rendered.now(), rendered.attempt()))
              : scheduler.handle(event);
    }
  },
  /** A worker gets one task twice. */
  ASSIGNS_TWICE {
    @Override
    List<Effect> spoil(SchedulerEvent event, List<Effect> effects, Map<Long, Effect> memory) {
      List<Effect> spoilt = new ArrayList<>(effects);
      for (Effect effect : effects) {
        if (effect instanceof Effect.Assign assign && assign.attempt() % 7 == 0) {
          spoilt.add(new Effect.Assign(-assign.attempt(), assign.task(), assign.worker()));
        }
      }
      return spoilt;
    }
  },
  /** The end of the job is never said. */
  NEVER_DONE {
    @Override
    List<Effect> spoil(SchedulerEvent event, List<Effect> effects, Map<Long, Effect> memory) {
      return effects.stream().filter(effect -> !(effect instanceof Effect.Done)).toList();
    }
  },
  /** What a worker had that left is not given to others. */
  IGNORES_THAT_A_WORKER_LEFT {
    @Override
    Function<SchedulerEvent, List<Effect>> scheduler(int count, int held) {
      Scheduler scheduler = new Scheduler(SchedulerSettings.defaults(), count, held);
      return event ->
          event instanceof SchedulerEvent.WorkerLeft ? List.of() : scheduler.handle(event);
    }
  };

  TaskTable tasks(int count, int held) {
    return new TaskTable(count, held);
  }

  WorkerTable workers() {
    return new WorkerTable();
  }

  List<Effect> spoil(SchedulerEvent event, List<Effect> effects, Map<Long, Effect> memory) {
    return effects;
  }

  Function<SchedulerEvent, List<Effect>> scheduler(int count, int held) {
    Map<Long, Effect> memory = new HashMap<>();
    Scheduler scheduler =
        new Scheduler(SchedulerSettings.defaults(), tasks(count, held), workers());
    return event -> spoil(event, scheduler.handle(event), memory);
  }
}
