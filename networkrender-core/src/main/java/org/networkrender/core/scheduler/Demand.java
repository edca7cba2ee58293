package org.networkrender.core.scheduler;

/**
 * What the job of one {@link Scheduler} could use at present. Asked by whoever divides workers
 * among several jobs; the answers are those of the moment of the question. Belongs to the thread of
 * the scheduler.
 */
public final class Demand {
  private final TaskTable tasks;
  private final WorkerTable workers;
  private final SuspectPlaces suspects;

  Demand(TaskTable tasks, WorkerTable workers, SuspectPlaces suspects) {
    this.tasks = tasks;
    this.workers = workers;
    this.suspects = suspects;
  }

  /** Returns how many tasks wait for a slot; held ones do not. */
  public int waiting() {
    return tasks.waitingTasks();
  }

  /** Returns how many tasks wait for a slot or have a place at a worker, running or queued. */
  public int tasks() {
    return workers.attemptsHeld() + waiting();
  }

  /**
   * Returns whether one more slot of a worker would be of use now: its machine does not rest, not
   * too many of its results are to be fetched, it holds no suspect, and a task waits, or is queued
   * behind others, that may be done there beside others: of suspects tells {@link #fitsAlone}.
   *
   * @param worker the number of its link
   */
  public boolean fits(int worker) {
    WorkerState state = workers.worker(worker);
    if (state == null || state.alone || state.full || !state.machine.usable()) {
      return false;
    }
    int offering = workers.offeringMachines();
    if (tasks.anyUnsuspectedFor(state.machine, offering)) {
      return true;
    }
    for (AttemptState queued : workers.queuedByAge()) {
      // A further step of a chain goes nowhere else.
      if (queued.worker.overfull
          && queued.step == 0
          && !tasks.isSuspect(queued.task)
          && !tasks.hasOther(queued)
          && (queued.worker == state || tasks.allows(queued.task, state.machine, offering))) {
        return true;
      }
    }
    return false;
  }

  /**
   * Returns whether a task that is suspected of killing its workers would begin on a worker now, if
   * nothing else were there, of this job or of others.
   *
   * @param worker the number of its link
   */
  public boolean fitsAlone(int worker) {
    WorkerState state = workers.worker(worker);
    return state != null
        && state.held == 0
        && !state.full
        && state.machine.usable()
        && suspects.wants(state, tasks.now);
  }

  /**
   * Returns whether nothing may be rendered beside an attempt: its task is a suspect.
   *
   * @param attempt its number
   */
  public boolean isAlone(long attempt) {
    AttemptState live = workers.attempt(attempt);
    return live != null && live.suspect;
  }

  /**
   * Returns whether an attempt takes up room at its worker. What was rendered does not, but for a
   * step of a chain that another one follows: its session goes on in that slot.
   *
   * @param attempt its number
   */
  public boolean holds(long attempt) {
    AttemptState live = workers.attempt(attempt);
    return live != null && live.held();
  }

  /**
   * Returns whether another step of a chain follows an attempt, in the same session.
   *
   * @param attempt its number
   */
  public boolean goesOn(long attempt) {
    AttemptState live = workers.attempt(attempt);
    return live != null && live.goesOn;
  }

  /**
   * Returns whether an attempt follows another step of a chain, in the same session.
   *
   * @param attempt its number
   */
  public boolean follows(long attempt) {
    AttemptState live = workers.attempt(attempt);
    return live != null && live.step > 0;
  }

  /**
   * Returns whether a slot of a worker that the job may use is left idle although a task waits that
   * may be done there beside others.
   *
   * @param worker the number of its link
   */
  public boolean leavesIdle(int worker) {
    WorkerState state = workers.worker(worker);
    return state != null && state.room == WorkerState.Room.IDLE && waiting() > 0 && fits(worker);
  }
}
