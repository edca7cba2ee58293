package org.networkrender.core.scheduler;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Ends tasks, each once, and carries on what follows for those that need them: what needs nothing
 * any more waits for a worker, or is begun by the client; what needs a task that is given up is
 * given up with it.
 */
final class TaskEndings {
  private final TaskTable tasks;
  private final Dependencies needs;
  private final WorkerTable workers;
  private final Dispatcher dispatcher;
  private final Consequences consequences;
  private final List<Effect> effects;
  private final TailCuts cuts;

  /** Makes what cuts tasks, of what cancels an attempt, and of what ends a task not needed. */
  @FunctionalInterface
  interface CutsMaker {
    TailCuts make(Consumer<AttemptState> cancel, IntConsumer obsolete);
  }

  /**
   * Begins with nothing ended.
   *
   * @param effects gets what is to be done
   */
  TaskEndings(
      TaskTable tasks,
      Dependencies needs,
      WorkerTable workers,
      Dispatcher dispatcher,
      Consequences consequences,
      CutsMaker cuts,
      List<Effect> effects) {
    this.tasks = tasks;
    this.needs = needs;
    this.workers = workers;
    this.dispatcher = dispatcher;
    this.consequences = consequences;
    this.effects = effects;
    this.cuts = cuts.make(this::cancel, this::obsolete);
  }

  TailCuts cuts() {
    return cuts;
  }

  /** Begins what the client does itself and that needs nothing. */
  void start() {
    needs.beginnable().forEach(this::ready);
  }

  /** The result of an attempt was verified. */
  void accept(AttemptState attempt, long now) {
    Chain chain = tasks.chain(attempt.task);
    boolean first = chain == null || chain.verified(attempt.step);
    int task = attempt.rendered;
    long number = attempt.number;
    int worker = attempt.worker.number;
    effects.add(
        first
            ? new Effect.Accept(task, number, worker)
            : new Effect.Repeated(task, number, worker));
    end(attempt);
    consequences.succeeded(attempt, chain == null || chain.isOver(), now);
    if (first) {
      finish(task);
      needs.accepted(task);
      cuts.accepted(task);
    }
    if (chain != null) {
      goOn(chain, attempt, now);
    }
  }

  /** The next step of a chain goes where the session is, even to a machine that rests. */
  private void goOn(Chain chain, AttemptState last, long now) {
    if (chain.isOver()) {
      tasks.forget(chain.number());
    } else if (last.worker.slots > 0) {
      dispatcher.goOn(chain, last, now, effects);
    } else {
      tasks.requeue(chain.number());
    }
  }

  /** The files of a task are in their place. */
  void placed(int task, @Nullable String machine) {
    if (needs.placed(task)) {
      done(task, machine);
    }
  }

  /** The client has done a task itself. */
  void complete(int task, @Nullable String machine) {
    if (tasks.isOpen(task) && needs.isBegun(task)) {
      finish(task);
      done(task, machine);
    }
  }

  private void done(int task, @Nullable String machine) {
    for (int dependent : needs.served(task)) {
      if (machine != null) {
        needs.prefer(dependent, machine);
      }
      if (tasks.isOpen(dependent) && needs.fulfil(dependent)) {
        ready(dependent);
      }
    }
  }

  /** The client has given its word for a held task. */
  void release(SchedulerEvent.Released released, long leaseTime) {
    int task = released.task();
    if (!tasks.isHeld(task) || !needs.isHeld(task)) {
      return;
    }
    TaskHistory history = tasks.history(task);
    for (String avoided : released.avoided()) {
      history = TaskHistory.avoiding(history, workers.machine(avoided), leaseTime);
    }
    if (history != null) {
      tasks.remember(task, history);
    }
    if (released.machine() != null) {
      needs.prefer(task, released.machine());
    }
    if (needs.release(task)) {
      ready(task);
    }
  }

  /** A task needs nothing any more. */
  private void ready(int task) {
    Chain chain = tasks.chain(task);
    if (needs.isHere(task)) {
      needs.begin(task);
      effects.add(new Effect.Begin(task));
    } else if (chain == null) {
      letWait(task, task);
    } else {
      chain.unblock();
      if (!chain.isBlocked()) {
        letWait(chain.number(), task);
      }
    }
  }

  private void letWait(int task, int served) {
    String machine = needs.preferred(served);
    tasks.release(task, machine == null ? null : workers.machine(machine));
  }

  /** A task is not needed any more, or cannot be done. */
  void withdraw(int task, String cause) {
    if (tasks.isOpen(task) && tasks.chain(task) == null) {
      tasks.withdraw(task);
    }
    giveUp(task, cause);
  }

  /** Everybody has refused what waits. */
  void refused(int waiting, String cause) {
    Chain chain = tasks.chain(waiting);
    withdraw(chain == null ? waiting : chain.firstOpen(), cause);
  }

  /** An attempt has failed: what was tried waits again, or is given up. */
  void fail(AttemptState attempt, Failure failure, long now) {
    end(attempt);
    String finalCause = consequences.judge(attempt, failure, now);
    Chain chain = tasks.chain(attempt.task);
    if (finalCause == null || chain != null) {
      tasks.requeue(attempt.task);
    }
    if (finalCause != null) {
      giveUp(chain == null ? attempt.task : chain.firstOpen(), finalCause);
    }
  }

  /** Gives up all that needs a session, if nobody can open one. */
  void giveUpUnopened() {
    String unopened = consequences.unopened();
    if (unopened != null) {
      tasks.open().filter(task -> !needs.isHere(task)).forEach(task -> withdraw(task, unopened));
    }
  }

  /** Gives up a task, if it is open, and all that needs it. It does not wait, but its chain may. */
  private void giveUp(int task, String cause) {
    Deque<Integer> lost = new ArrayDeque<>(List.of(task));
    while (!lost.isEmpty()) {
      int next = lost.remove();
      if (!tasks.isOpen(next)) {
        continue;
      }
      Chain chain = tasks.chain(next);
      if (chain != null) {
        cutOff(chain, next, cause, task, lost);
      } else {
        if (next != task) {
          tasks.withdraw(next);
        }
        giveUpOne(next, cause, task, lost);
      }
    }
  }

  private void giveUpOne(int task, String cause, int origin, Deque<Integer> lost) {
    effects.add(new Effect.GiveUp(task, cause, origin));
    finish(task);
    // A part's whole goes on, and the other parts end otherwise: none of them is given up.
    cuts.givenUp(task);
    lost.addAll(needs.dependents(task));
  }

  /** Gives up a task of a chain, and those after it; those before it go on. */
  private void cutOff(Chain chain, int task, String cause, int origin, Deque<Integer> lost) {
    int number = chain.number();
    boolean blocked = chain.isBlocked();
    if (chain.isOverBefore(task)) {
      tasks.withdraw(number);
    }
    for (int each : chain.cutOff(task)) {
      giveUpOne(each, cause, origin, lost);
      if (needs.isBlocked(each)) {
        chain.unblock();
      }
    }
    boolean stopped = false;
    for (AttemptState attempt : tasks.attempts(number)) {
      stopped = chain.isTooFar(attempt.step);
      if (stopped) {
        cancel(attempt);
      } else if (chain.isLast(attempt.step)) {
        workers.letGo(attempt);
      }
    }
    if (chain.isOver()) {
      tasks.forget(number);
    } else if (stopped) {
      tasks.requeue(number);
    } else if (blocked && !chain.isBlocked()) {
      letWait(number, number);
    }
  }

  /** Ends a task that is not needed any more. */
  private void obsolete(int task) {
    if (tasks.isOpen(task)) {
      tasks.withdraw(task);
      effects.add(new Effect.Obsolete(task));
      finish(task);
    }
  }

  void end(AttemptState attempt) {
    tasks.end(attempt);
    workers.end(attempt);
  }

  /** Ends a task; what other attempts of it are live is not needed any more. */
  private void finish(int task) {
    if (tasks.chain(task) == null) {
      tasks.attempts(task).forEach(this::cancel);
    }
    tasks.finish(task);
  }

  void cancel(AttemptState attempt) {
    end(attempt);
    effects.add(new Effect.Cancel(attempt.number, attempt.worker.number));
  }
}
