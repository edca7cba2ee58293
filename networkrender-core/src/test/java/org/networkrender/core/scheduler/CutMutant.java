package org.networkrender.core.scheduler;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;

/** Schedulers with one defect each in what they cut into parts, and in what follows from it. */
public enum CutMutant implements Mutation {
  /** Tasks are cut that cannot be made from parts. */
  CUTS_EVERYTHING {
    @Override
    public TailRules rules(TailRules rules) {
      return new TailRules(
          task -> true, rules.parts(), rules.part(), rules.first(), rules.joining(), rules.most());
    }
  },
  /** Tasks are cut as if parts cost nothing beside their share. */
  CUTS_BLINDLY {
    @Override
    public TailRules rules(TailRules rules) {
      return new TailRules(
          rules.cuttable(),
          rules.parts(),
          Duration.ZERO,
          Duration.ZERO,
          Duration.ZERO,
          rules.most());
    }
  },
  /** More tasks are in parts than there is room for. */
  CUTS_MORE_THAN_THERE_IS_ROOM_FOR {
    @Override
    public TailRules rules(TailRules rules) {
      return new TailRules(
          rules.cuttable(),
          rules.parts(),
          rules.part(),
          rules.first(),
          rules.joining(),
          Integer.MAX_VALUE);
    }
  },
  /** Tasks are cut as if no others waited. */
  CUTS_WHILE_PLENTY_WAIT {
    @Override
    public TaskTable tasks(TaskGraph graph) {
      return new TaskTable(graph) {
        @Override
        int waitingWholes() {
          return Math.min(1, super.waitingWholes());
        }
      };
    }
  },
  /** A part that is taken back from a slow machine is nowhere then. */
  LOSES_WHAT_IS_TAKEN_BACK {
    @Override
    public TaskTable tasks(TaskGraph graph) {
      return new TaskTable(graph) {
        @Override
        void takeBack(int part, MachineRecord from) {}
      };
    }
  },
  /** A slot that is too slow for a whole task waits for a part that suits it. */
  WAITS_FOR_A_FITTING_PART {
    @Override
    public TaskTable tasks(TaskGraph graph) {
      return new TaskTable(graph) {
        @Override
        int take(MachineRecord machine, int offering, boolean partsFirst, IntPredicate fits) {
          return partsFirst && waitingParts().keySet().stream().noneMatch(fits::test)
              ? NONE
              : super.take(machine, offering, partsFirst, fits);
        }
      };
    }
  },
  /** Who was once too slow to be of use never gets a part again. */
  SPARES_FOR_EVER {
    @Override
    public TaskTable tasks(TaskGraph graph) {
      return new TaskTable(graph) {
        private final Set<MachineRecord> spared = new HashSet<>();

        @Override
        int takeSpared(MachineRecord machine, int offering) {
          spared.add(machine);
          return super.takeSpared(machine, offering);
        }

        @Override
        int take(MachineRecord machine, int offering, boolean partsFirst, IntPredicate fits) {
          return spared.contains(machine)
              ? super.takeSpared(machine, offering)
              : super.take(machine, offering, partsFirst, fits);
        }
      };
    }
  },
  /** Who is too slow to be of use does not get what nobody else may have either. */
  SPARES_FROM_WHAT_FAILED_ELSEWHERE {
    @Override
    public TaskTable tasks(TaskGraph graph) {
      return new TaskTable(graph) {
        @Override
        int takeSpared(MachineRecord machine, int offering) {
          return NONE;
        }
      };
    }
  },
  /** A task that is done in parts is started once more when its own attempt has ended. */
  STARTS_WHAT_IS_CUT {
    @Override
    public TaskTable tasks(TaskGraph graph) {
      return new TaskTable(graph) {
        @Override
        void end(AttemptState attempt) {
          super.end(attempt);
          if (isCovered(attempt.task)) {
            uncover(attempt.task);
          }
        }
      };
    }
  },
  /** A task is lost with a part of it. */
  LOSES_A_TASK_WITH_ITS_PART {
    @Override
    public TaskTable tasks(TaskGraph graph) {
      return new TaskTable(graph) {
        @Override
        void uncover(int task) {}
      };
    }
  },
  /** The loser of a whole task and its parts is not ended. */
  FORGETS_WHAT_IS_OBSOLETE {
    @Override
    public List<Effect> spoil(
        SchedulerEvent event, List<Effect> effects, Map<Long, Effect> memory) {
      return effects.stream().filter(effect -> !(effect instanceof Effect.Obsolete)).toList();
    }
  };
}
