package org.networkrender.core.scheduler;

import org.jspecify.annotations.Nullable;

/** Schedulers that misjudge what fails alike, or at opening a session, each in one way. */
public enum AlikeMutant implements Mutation {
  /** All failures are taken for alike. */
  TAKES_ALL_FOR_ALIKE {
    @Override
    public SchedulerEvent heard(SchedulerEvent event) {
      return event instanceof SchedulerEvent.Failed e
          ? new SchedulerEvent.Failed(e.now(), e.attempt(), e.kind(), e.stage(), e.cause(), "same")
          : event;
    }
  },
  /** No failure is like another. */
  TAKES_NONE_FOR_ALIKE {
    @Override
    public SchedulerEvent heard(SchedulerEvent event) {
      return event instanceof SchedulerEvent.Failed e
          ? new SchedulerEvent.Failed(e.now(), e.attempt(), e.kind(), e.stage(), e.cause(), "")
          : event;
    }
  },
  /** A picture that did not arrive is taken for one that cannot be rendered. */
  BLAMES_TASKS_FOR_TRANSFERS {
    @Override
    public SchedulerEvent heard(SchedulerEvent event) {
      return event instanceof SchedulerEvent.Failed e && e.stage() == FailureStage.OUTSIDE
          ? new SchedulerEvent.Failed(
              e.now(), e.attempt(), e.kind(), FailureStage.RENDERING, e.cause(), e.words())
          : event;
    }
  },
  /** A full disk is taken for what all lack. */
  BELIEVES_THAT_TIME_MENDS_NOTHING {
    @Override
    public SchedulerEvent heard(SchedulerEvent event) {
      return event instanceof SchedulerEvent.Failed e && e.kind() == FailureKind.RESOURCE
          ? new SchedulerEvent.Failed(
              e.now(), e.attempt(), FailureKind.WORKER, e.stage(), e.cause(), e.words())
          : event;
    }
  },
  /** Nobody is waited for who gets the files still. */
  FORGETS_WHO_COMES {
    @Override
    public @Nullable SchedulerEvent heard(SchedulerEvent event) {
      return event instanceof SchedulerEvent.WorkerAwaited ? null : event;
    }
  },
  /** Who does not come any more is waited for. */
  AWAITS_FOR_EVER {
    @Override
    public WorkerTable workers() {
      return new WorkerTable() {
        @Override
        void awaitNoMore(int number) {}
      };
    }
  },
  /** Each task is tried everywhere, although nobody can open a session. */
  IGNORES_OPENINGS {
    @Override
    public Openings openings() {
      return new Openings() {
        @Override
        @Nullable TaskHistory after(AttemptState attempt, Failure failure, EventClock clock) {
          return null;
        }
      };
    }
  },
  /** All tasks end although somebody has opened a session. */
  FORGETS_WHO_COULD_OPEN {
    @Override
    public Openings openings() {
      return new Openings() {
        @Override
        void opened() {}
      };
    }
  },
  /** What fails once it is open counts as not opened. */
  TAKES_ALL_FOR_OPENINGS {
    @Override
    public SchedulerEvent heard(SchedulerEvent event) {
      return event instanceof SchedulerEvent.Failed e && e.stage() == FailureStage.RENDERING
          ? new SchedulerEvent.Failed(
              e.now(), e.attempt(), e.kind(), FailureStage.OPENING, e.cause(), e.words())
          : event;
    }
  },
  /** Each slot that could not open a session counts, although all did at once. */
  COUNTS_SLOTS_FOR_MACHINES {
    @Override
    public Openings openings() {
      return new Openings() {
        @Override
        @Nullable TaskHistory after(AttemptState attempt, Failure failure, EventClock clock) {
          attempt.phase = AttemptState.Phase.RUNNING;
          attempt.startedAt = Long.MAX_VALUE;
          return super.after(attempt, failure, clock);
        }
      };
    }
  },
  /** Who could not open a session tries with the next task at once. */
  OPENS_WITHOUT_PAUSE {
    @Override
    public Openings openings() {
      return new Openings() {
        @Override
        boolean holds(MachineRecord machine, long now) {
          return false;
        }
      };
    }
  };
}
