package org.networkrender.core.scheduler;

import java.util.function.Predicate;

/** Schedulers that are wrong about workers whose results do not come. */
public enum DeliveryMutant implements Mutation {
  /** Who delivers nothing gets one task after the other. */
  GIVES_WITHOUT_END {
    @Override
    public WorkerTable workers() {
      return new WorkerTable() {
        @Override
        int mostUndelivered(WorkerState worker) {
          return Integer.MAX_VALUE;
        }
      };
    }
  },
  /** Who offers many slots gets no more than who offers one. */
  FORGETS_THE_SLOTS {
    @Override
    public WorkerTable workers() {
      return new WorkerTable() {
        @Override
        int mostUndelivered(WorkerState worker) {
          return Math.min(4, super.mostUndelivered(worker));
        }
      };
    }
  },
  /** Who has one slot waits for its second result. */
  FORGETS_THE_LEAST {
    @Override
    public WorkerTable workers() {
      return new WorkerTable() {
        @Override
        int mostUndelivered(WorkerState worker) {
          return Math.max(1, 2 * worker.offered);
        }
      };
    }
  },
  /** A rest is ended although who does not rest goes on when its results are here. */
  WAKES_FOR_WHAT_IS_TO_BE_DELIVERED {
    @Override
    public WorkerTable workers() {
      return new WorkerTable() {
        @Override
        boolean anyFull(Predicate<MachineRecord> mayGetSome) {
          return false;
        }
      };
    }
  }
}
