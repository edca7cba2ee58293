package org.networkrender.core.scheduler;

import org.networkrender.core.scheduler.AttemptState.Phase;

/** Schedulers that believe one lie each of those that a worker can tell of what it was given. */
public enum RogueMutant implements Mutation {
  /** Who gives back what nobody asked for gets it again, and again. */
  TAKES_BACK_WHAT_NOBODY_ASKED_FOR {
    @Override
    public AttemptReports.Maker reports() {
      return (clock, tasks, workers, dispatcher, endings, overheld) ->
          new AttemptReports(clock, tasks, workers, dispatcher, endings, overheld) {
            @Override
            boolean wasAsked(AttemptState attempt) {
              return true;
            }
          };
    }
  },
  /** Who gives back what it has begun has not failed at it. */
  TAKES_BACK_WHAT_WAS_BEGUN {
    @Override
    public AttemptReports.Maker reports() {
      return (clock, tasks, workers, dispatcher, endings, overheld) ->
          new AttemptReports(clock, tasks, workers, dispatcher, endings, overheld) {
            @Override
            boolean wasAsked(AttemptState attempt) {
              return super.wasAsked(attempt) || attempt.phase == Phase.RUNNING;
            }
          };
    }
  },
  /** What was rendered runs again when its worker says so, and has its slot. */
  BEGINS_WHAT_WAS_RENDERED {
    @Override
    public AttemptReports.Maker reports() {
      return (clock, tasks, workers, dispatcher, endings, overheld) ->
          new AttemptReports(clock, tasks, workers, dispatcher, endings, overheld) {
            @Override
            boolean mayBegin(AttemptState attempt) {
              return super.mayBegin(attempt) || attempt.phase == Phase.RENDERED;
            }
          };
    }
  },
  /** What was asked back does not run, whatever its worker says. */
  BELIEVES_NO_START {
    @Override
    public AttemptReports.Maker reports() {
      return (clock, tasks, workers, dispatcher, endings, overheld) ->
          new AttemptReports(clock, tasks, workers, dispatcher, endings, overheld) {
            @Override
            boolean mayBegin(AttemptState attempt) {
              return attempt.phase == Phase.QUEUED;
            }
          };
    }
  },
  /** What was rendered before it was begun took no time, or all of it. */
  LEARNS_FROM_WHAT_NEVER_BEGAN {
    @Override
    public AttemptReports.Maker reports() {
      return (clock, tasks, workers, dispatcher, endings, overheld) ->
          new AttemptReports(clock, tasks, workers, dispatcher, endings, overheld) {
            @Override
            boolean teaches(AttemptState attempt) {
              return true;
            }
          };
    }
  }
}
