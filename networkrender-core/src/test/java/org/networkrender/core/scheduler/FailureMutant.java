package org.networkrender.core.scheduler;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Schedulers that misjudge failures, each in one way. */
public enum FailureMutant implements Mutation {
  /** A lost attempt counts as a failure of the task. */
  BLAMES_LOSSES {
    @Override
    public TaskTable tasks(TaskGraph graph) {
      return new TaskTable(graph) {
        @Override
        void remember(int task, TaskHistory history) {
          super.remember(
              task,
              history.kind() == FailureKind.LOST
                  ? TaskHistory.after(
                      history.earlier(),
                      history.machine(),
                      Failure.outside(FailureKind.WORKER, history.cause()),
                      0)
                  : history);
        }
      };
    }
  },
  /** A task that kills its workers is no suspect. */
  SUSPECTS_NOBODY {
    @Override
    public TaskTable tasks(TaskGraph graph) {
      return new TaskTable(graph) {
        @Override
        void remember(int task, TaskHistory history) {
          if (history.kind() != FailureKind.LOST) {
            super.remember(task, history);
          }
        }
      };
    }
  },
  /** A task is blamed for what the client's own network did. */
  BLAMES_TASKS_FOR_THE_NETWORK {
    @Override
    public WorkerTable workers() {
      return new WorkerTable() {
        @Override
        Collection<MachineRecord> machines() {
          return List.of();
        }
      };
    }
  },
  /** A suspect is rendered beside others. */
  CROWDS_SUSPECTS {
    @Override
    public TaskTable tasks(TaskGraph graph) {
      return new TaskTable(graph) {
        @Override
        boolean isSuspect(int task) {
          return false;
        }
      };
    }
  },
  /** A suspect goes to the fastest machine, however often that has lost it. */
  FORGETS_WHO_LOSES_SUSPECTS {
    @Override
    public TaskTable tasks(TaskGraph graph) {
      return new TaskTable(graph) {
        @Override
        int lossesWith(int task, MachineRecord machine) {
          return 0;
        }
      };
    }
  },
  /** A machine that left a second ago is taken for one that was never there. */
  FORGETS_WHO_LEFT {
    @Override
    public WorkerTable workers() {
      return new WorkerTable() {
        @Override
        void leave(WorkerState worker) {
          super.leave(worker);
          worker.machine.leftAtLease = Long.MIN_VALUE / 2;
        }
      };
    }
  },
  /** No suspect is rendered any more while two of them wait. */
  FORGETS_SECOND_SUSPECTS {
    @Override
    public TaskTable tasks(TaskGraph graph) {
      return new TaskTable(graph) {
        @Override
        List<Integer> waitingSuspects() {
          List<Integer> all = super.waitingSuspects();
          return all.size() > 1 ? List.of() : all;
        }
      };
    }
  },
  /** A task is tried again at once where it failed, until all its tries are burnt. */
  NEVER_PAUSES {
    @Override
    public TaskTable tasks(TaskGraph graph) {
      return new TaskTable(graph) {
        @Override
        void remember(int task, TaskHistory history) {
          super.remember(task, history.retryingAt(Long.MIN_VALUE));
        }
      };
    }
  },
  /** Who refused a task is asked again. */
  FORGETS_REFUSALS {
    @Override
    public TaskTable tasks(TaskGraph graph) {
      return new TaskTable(graph) {
        @Override
        void remember(int task, TaskHistory history) {
          if (history.kind() != FailureKind.REFUSED) {
            super.remember(task, history);
          }
        }
      };
    }
  },
  /** What everybody refuses waits for ever. */
  WAITS_FOR_NOBODY {
    @Override
    public TaskTable tasks(TaskGraph graph) {
      return new TaskTable(graph) {
        @Override
        List<Integer> refusedByAll(Collection<MachineRecord> machines) {
          return List.of();
        }
      };
    }
  },
  /** A stall is not heard of. */
  IGNORES_STALLS {
    @Override
    public Function<SchedulerEvent, List<Effect>> scheduler(TaskGraph graph, TailRules rules) {
      Scheduler scheduler = new Scheduler(SchedulerSettings.defaults(), graph, rules);
      return event ->
          event instanceof SchedulerEvent.Failed failed && failed.kind() == FailureKind.STALLED
              ? List.of()
              : scheduler.handle(event);
    }
  },
  /** The first failure is the last. */
  GIVES_UP_AT_ONCE {
    @Override
    public SchedulerSettings settings() {
      SchedulerSettings usual = SchedulerSettings.defaults();
      return new SchedulerSettings(
          usual.silence(),
          usual.patience(),
          1,
          usual.firstRest(),
          usual.firstResourceRest(),
          usual.longestRest(),
          usual.othersWithin(),
          true);
    }
  },
  /** Six machines that never rendered anything end a task. */
  BELIEVES_WHO_CAN_DO_NOTHING {
    @Override
    public WorkerTable workers() {
      return new WorkerTable() {
        @Override
        MachineRecord machine(String name) {
          MachineRecord machine = super.machine(name);
          machine.able = true;
          return machine;
        }
      };
    }
  },
  /** Six machines end a task for which a seventh might have had enough memory. */
  ASKS_SIX_MACHINES_AT_MOST {
    @Override
    public WorkerTable workers() {
      return new WorkerTable() {
        @Override
        Collection<MachineRecord> machines() {
          return super.machines().stream().filter(machine -> !machine.able).toList();
        }
      };
    }
  },
  /** The first machine that comes is believed that the scene is at fault. */
  WAITS_FOR_NO_OTHERS {
    @Override
    public SchedulerSettings settings() {
      return SchedulerSettings.defaults().withOthersWithin(Duration.ofNanos(1));
    }
  },
  /** A machine that rests is not used again. */
  RESTS_FOR_EVER {
    @Override
    public WorkerTable workers() {
      return new WorkerTable() {
        @Override
        void endRests(long now) {}
      };
    }
  },
  /** A worker gets more than its slots can start and queue. */
  OVERFILLS {
    @Override
    public WorkerTable workers() {
      return new WorkerTable() {
        @Override
        void offer(WorkerState worker, int slots) {
          super.offer(worker, slots == 0 ? 0 : slots + 1);
        }
      };
    }
  },
  /** A worker that answers nothing keeps its tasks. */
  WAITS_FOR_THE_DEAF {
    @Override
    public WorkerTable workers() {
      return new WorkerTable() {
        @Override
        @Nullable AttemptState unansweredSince(long leaseTime) {
          return null;
        }
      };
    }
  };
}
