package org.networkrender.core.scheduler;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Schedulers with one defect each: the simulation has to find every one of them. */
public enum Mutant implements Mutation {
  /** Some tasks are forgotten when their attempt is lost or failed. */
  LOSES_A_REQUEUE {
    @Override
    public TaskTable tasks(TaskGraph graph) {
      return new TaskTable(graph) {
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
    public TaskTable tasks(TaskGraph graph) {
      return new TaskTable(graph) {
        @Override
        void remember(int task, TaskHistory history) {}
      };
    }
  },
  /** A retry takes the place of a fresh task, which is left out. */
  SKIPS_A_TASK {
    @Override
    public TaskTable tasks(TaskGraph graph) {
      return new TaskTable(graph) {
        @Override
        int takePlain(MachineRecord machine) {
          int task = super.takePlain(machine);
          return task == 5 ? super.takePlain(machine) : task;
        }
      };
    }
  },
  /** Silence is never noticed. */
  FORGETS_THE_LEASE {
    @Override
    public WorkerTable workers() {
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
    public WorkerTable workers() {
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
    public WorkerTable workers() {
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
    public WorkerTable workers() {
      return new WorkerTable() {
        @Override
        void rest(MachineRecord machine, long until) {}
      };
    }
  },
  /** When all machines rest, all wait. */
  NEVER_WAKES {
    @Override
    public WorkerTable workers() {
      return new WorkerTable() {
        @Override
        @Nullable MachineRecord wakeOne(long now, Predicate<MachineRecord> hasWork) {
          return null;
        }
      };
    }
  },
  /** A result that is verified twice counts twice. */
  ACCEPTS_TWICE {
    @Override
    public List<Effect> spoil(
        SchedulerEvent event, List<Effect> effects, Map<Long, Effect> memory) {
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
    public Function<SchedulerEvent, List<Effect>> scheduler(TaskGraph graph, TailRules rules) {
      Scheduler scheduler = new Scheduler(SchedulerSettings.defaults(), graph, rules);
      return event ->
          event instanceof SchedulerEvent.Rendered rendered
              ? scheduler.handle(new SchedulerEvent.Verified(rendered.now(), rendered.attempt()))
              : scheduler.handle(event);
    }
  },
  /** A worker gets one task twice. */
  ASSIGNS_TWICE {
    @Override
    public List<Effect> spoil(
        SchedulerEvent event, List<Effect> effects, Map<Long, Effect> memory) {
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
    public List<Effect> spoil(
        SchedulerEvent event, List<Effect> effects, Map<Long, Effect> memory) {
      return effects.stream().filter(effect -> !(effect instanceof Effect.Done)).toList();
    }
  },
  /** Held tasks are started like others. */
  STARTS_HELD_TASKS {
    @Override
    public TaskTable tasks(TaskGraph graph) {
      return new TaskTable(TaskGraph.of(graph.size(), 0));
    }
  },
  /** A task that is released waits twice. */
  RELEASES_TWICE {
    @Override
    public TaskTable tasks(TaskGraph graph) {
      return new TaskTable(graph) {
        @Override
        void release(int task, @Nullable MachineRecord machine) {
          super.release(task, machine);
          super.release(task, machine);
        }
      };
    }
  },
  /** A released task stays where it is. */
  RELEASES_NOTHING {
    @Override
    public TaskTable tasks(TaskGraph graph) {
      return new TaskTable(graph) {
        @Override
        void release(int task, @Nullable MachineRecord machine) {}
      };
    }
  },
  /** A task that waits is withdrawn, and goes on waiting. */
  STARTS_WHAT_WAS_WITHDRAWN {
    @Override
    public TaskTable tasks(TaskGraph graph) {
      return new TaskTable(graph) {
        @Override
        void withdraw(int task) {}
      };
    }
  },
  /** A task that is being rendered is withdrawn, and nobody tells the worker. */
  RENDERS_WHAT_WAS_WITHDRAWN {
    @Override
    public List<Effect> spoil(
        SchedulerEvent event, List<Effect> effects, Map<Long, Effect> memory) {
      return event instanceof SchedulerEvent.Withdrawn
          ? effects.stream().filter(effect -> !(effect instanceof Effect.Cancel)).toList()
          : effects;
    }
  },
  /** The job is done when all tasks are that are not held. */
  FORGETS_HELD_TASKS {
    @Override
    public TaskTable tasks(TaskGraph graph) {
      return new TaskTable(graph) {
        @Override
        boolean allEnded() {
          for (int task = 0; task < graph.size(); task++) {
            if (isOpen(task) && !isHeld(task)) {
              return false;
            }
          }
          return true;
        }
      };
    }
  },
  /** A released task goes to any machine. */
  IGNORES_THE_PREFERENCE {
    @Override
    public TaskTable tasks(TaskGraph graph) {
      return new TaskTable(graph) {
        @Override
        void release(int task, @Nullable MachineRecord machine) {
          super.release(task, null);
        }
      };
    }
  },
  /** The order is that of the numbers, whatever is said. */
  IGNORES_THE_ORDER {
    @Override
    public TaskTable tasks(TaskGraph graph) {
      return new TaskTable(graph) {
        @Override
        void reorder(List<Integer> order) {}
      };
    }
  },
  /** The first order stays. */
  KEEPS_A_FORMER_ORDER {
    @Override
    public TaskTable tasks(TaskGraph graph) {
      return new TaskTable(graph) {
        private boolean ordered;

        @Override
        void reorder(List<Integer> order) {
          if (!ordered) {
            super.reorder(order);
          }
          ordered = true;
        }
      };
    }
  },
  /** The last task of an order gets lost. */
  LOSES_WHAT_IS_ORDERED {
    @Override
    public TaskTable tasks(TaskGraph graph) {
      return new TaskTable(graph) {
        @Override
        void reorder(List<Integer> order) {
          super.reorder(order);
          order.stream().skip(Math.max(0, order.size() - 1)).forEach(this::withdraw);
        }
      };
    }
  },
  /** Slots stay idle at the end, whatever a second attempt would gain. */
  NEVER_COPIES {
    @Override
    public SchedulerSettings settings() {
      return SchedulerSettings.defaults().withSecondAttempts(false);
    }
  },
  /** A task is copied whether that helps or not. */
  COPIES_BLINDLY {
    @Override
    public TailEstimate estimate(WorkerTable workers) {
      return new TailEstimate(workers) {
        @Override
        boolean helps(AttemptState running, MachineRecord idle, long now) {
          return true;
        }
      };
    }
  },
  /** A task is copied to the machine that renders it. */
  COPIES_TO_THE_SAME_MACHINE {
    @Override
    public TaskTable tasks(TaskGraph graph) {
      return new TaskTable(graph) {
        @Override
        boolean hasAttemptOn(int task, MachineRecord machine) {
          return false;
        }
      };
    }
  },
  /** A copy is copied, and taken for one that nobody else renders. */
  COPIES_COPIES {
    @Override
    public TaskTable tasks(TaskGraph graph) {
      return new TaskTable(graph) {
        @Override
        boolean hasOther(AttemptState attempt) {
          return false;
        }
      };
    }
  },
  /** The loser of two attempts goes on. */
  FORGETS_THE_LOSER {
    @Override
    public List<Effect> spoil(
        SchedulerEvent event, List<Effect> effects, Map<Long, Effect> memory) {
      return event instanceof SchedulerEvent.Verified
          ? effects.stream().filter(effect -> !(effect instanceof Effect.Cancel)).toList()
          : effects;
    }
  },
  /** What a worker had that left is not given to others. */
  IGNORES_THAT_A_WORKER_LEFT {
    @Override
    public Function<SchedulerEvent, List<Effect>> scheduler(TaskGraph graph, TailRules rules) {
      Scheduler scheduler = new Scheduler(SchedulerSettings.defaults(), graph, rules);
      return event ->
          event instanceof SchedulerEvent.WorkerLeft ? List.of() : scheduler.handle(event);
    }
  };
}
