package org.networkrender.core.events;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * The state of a worker at one moment. Immutable.
 *
 * @param worker its id among the workers of its user on its machine
 * @param process the number of its process
 * @param sequence the number of the last event that it knows; 0 before the first one
 * @param time when that happened
 * @param phase how far it is
 * @param offer what it offers; empty until it has started
 * @param pauses why it takes no new task; none where it does
 * @param clients those that are connected
 * @param tasks those that run
 * @param totals what it has done
 * @param warnings the last 100
 */
public record WorkerSnapshot(
    String worker,
    long process,
    long sequence,
    Instant time,
    Phase phase,
    Optional<WorkerOffer> offer,
    List<WorkerPause> pauses,
    List<WorkerClient> clients,
    List<Run> tasks,
    Totals totals,
    List<Warned> warnings) {
  private static final int MOST_TOLD = 100;

  /** Copies the lists. */
  public WorkerSnapshot {
    Objects.requireNonNull(worker, "worker");
    Objects.requireNonNull(time, "time");
    Objects.requireNonNull(phase, "phase");
    Objects.requireNonNull(totals, "totals");
    pauses = List.copyOf(pauses);
    clients = List.copyOf(clients);
    tasks = List.copyOf(tasks);
    warnings = List.copyOf(warnings);
  }

  /** How far a worker is. */
  public enum Phase {
    /** It looks for renderers and a port. */
    STARTING,
    /** Clients can come. */
    RUNNING,
    /** It takes no task any more, and leaves. */
    STOPPING,
    /** It has ended. */
    ENDED,
    /** Something that this version does not know. */
    OTHER
  }

  /** A task that runs: how much is done, 0 to 1, and what the renderer says. */
  public record Run(WorkerTask task, double fraction, String note) {}

  /**
   * What a worker has done since its start.
   *
   * @param rendered how many tasks it rendered
   * @param failed how many failed
   * @param seconds how long it rendered
   */
  public record Totals(long rendered, long failed, double seconds) {}

  /** A warning, and when it came. */
  public record Warned(Instant time, WorkerWarning code, String text) {}

  /** Returns the state of a worker before its first event. */
  public static WorkerSnapshot before(String worker, long process, Instant time) {
    return new WorkerSnapshot(
        worker,
        process,
        0,
        time,
        Phase.STARTING,
        Optional.empty(),
        List.of(),
        List.of(),
        List.of(),
        new Totals(0, 0, 0),
        List.of());
  }

  /**
   * Returns the state after an event. Changes nothing; an event that this state knows already gives
   * the same state.
   */
  public WorkerSnapshot after(WorkerEvent event) {
    if (event instanceof WorkerEvent.Snapshot snapshot) {
      return event.sequence() >= sequence ? snapshot.state() : this;
    }
    if (event.sequence() <= sequence) {
      return this;
    }
    WorkerSnapshot next = changed(event);
    return new WorkerSnapshot(
        worker,
        process,
        event.sequence(),
        event.time(),
        next.phase,
        next.offer,
        next.pauses,
        next.clients,
        next.tasks,
        next.totals,
        next.warnings);
  }

  private WorkerSnapshot changed(WorkerEvent event) {
    if (event instanceof WorkerEvent.Started started) {
      return with(Phase.RUNNING, Optional.of(started.offer()), pauses);
    } else if (event instanceof WorkerEvent.Paused paused) {
      return with(phase, offer, paused.pauses());
    } else if (event instanceof WorkerEvent.Resumed) {
      return with(phase, offer, List.of());
    } else if (event instanceof WorkerEvent.Stopping) {
      return with(Phase.STOPPING, offer, pauses);
    } else if (event instanceof WorkerEvent.Ended) {
      return with(Phase.ENDED, offer, List.of()).with(List.of(), List.of(), totals, warnings);
    } else if (event instanceof WorkerEvent.ClientJoined joined) {
      return with(added(clients, joined.client()), tasks, totals, warnings);
    } else if (event instanceof WorkerEvent.ClientLeft left) {
      return with(
          without(clients, each -> each.number() == left.client().number()),
          tasks,
          totals,
          warnings);
    } else if (event instanceof WorkerEvent.Warning warning) {
      List<Warned> all = added(warnings, new Warned(event.time(), warning.code(), warning.text()));
      return with(
          clients, tasks, totals, all.subList(Math.max(0, all.size() - MOST_TOLD), all.size()));
    }
    return ofTask(event);
  }

  private WorkerSnapshot ofTask(WorkerEvent event) {
    if (event instanceof WorkerEvent.TaskStarted started) {
      return with(clients, added(tasks, new Run(started.task(), 0, "")), totals, warnings);
    } else if (event instanceof WorkerEvent.TaskProgress progress) {
      UnaryOperator<Run> goesOn =
          run ->
              run.task.number() == progress.task().number()
                  ? new Run(run.task, progress.fraction(), progress.note())
                  : run;
      return with(clients, tasks.stream().map(goesOn).toList(), totals, warnings);
    } else if (event instanceof WorkerEvent.TaskEnded ended) {
      boolean rendered = ended.outcome() == WorkerTask.Outcome.RENDERED;
      boolean failed = ended.outcome() == WorkerTask.Outcome.FAILED;
      return with(
          clients,
          without(tasks, run -> run.task.number() == ended.task().number()),
          new Totals(
              totals.rendered + (rendered ? 1 : 0),
              totals.failed + (failed ? 1 : 0),
              totals.seconds + (rendered ? ended.seconds() : 0)),
          warnings);
    }
    return this;
  }

  private WorkerSnapshot with(
      Phase otherPhase, Optional<WorkerOffer> otherOffer, List<WorkerPause> otherPauses) {
    return new WorkerSnapshot(
        worker,
        process,
        sequence,
        time,
        otherPhase,
        otherOffer,
        otherPauses,
        clients,
        tasks,
        totals,
        warnings);
  }

  private WorkerSnapshot with(
      List<WorkerClient> otherClients, List<Run> runs, Totals done, List<Warned> warned) {
    return new WorkerSnapshot(
        worker, process, sequence, time, phase, offer, pauses, otherClients, runs, done, warned);
  }

  private static <T> List<T> added(List<T> all, T one) {
    List<T> more = new ArrayList<>(all);
    more.add(one);
    return more;
  }

  private static <T> List<T> without(List<T> all, Predicate<T> gone) {
    return all.stream().filter(gone.negate()).toList();
  }
}
