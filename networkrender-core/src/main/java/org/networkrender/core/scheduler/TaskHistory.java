package org.networkrender.core.scheduler;

import com.google.common.collect.ImmutableSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong with one task, the last first. Refusals and losses are in it, but do not count.
 *
 * @param machine where it happened
 * @param kind how it failed
 * @param cause what happened
 * @param words by which it may be like other failures; empty when it is like none
 * @param failures how many of them count
 * @param failingSince when the first of those was, on the clock of the leases: time in which this
 *     process stood still is none in which it was tried
 * @param losses how many were losses
 * @param retryAt when it may be tried again on a machine where it failed; a suspect: anywhere
 * @param spent whether it would be given up but for a machine that it was only lost with
 * @param earlier those before, or null
 */
record TaskHistory(
    MachineRecord machine,
    FailureKind kind,
    String cause,
    String words,
    int failures,
    long failingSince,
    int losses,
    long retryAt,
    boolean spent,
    @Nullable TaskHistory earlier) {

  /** Losses of one task with which a machine is taken for one that failed at it. */
  private static final int LOSSES_OF_A_FAILURE = 2;

  /** Returns a history with one more failure. */
  static TaskHistory after(
      @Nullable TaskHistory earlier, MachineRecord machine, Failure failure, long leaseTime) {
    FailureKind kind = failure.kind();
    int failures = earlier == null ? 0 : earlier.failures;
    int losses = earlier == null ? 0 : earlier.losses;
    return new TaskHistory(
        machine,
        kind,
        failure.cause(),
        failure.likeness(),
        failures + (kind.counts() ? 1 : 0),
        earlier != null && failures > 0 ? earlier.failingSince : leaseTime,
        losses + (kind == FailureKind.LOST ? 1 : 0),
        earlier == null ? Long.MIN_VALUE : earlier.retryAt,
        earlier != null && earlier.spent,
        earlier);
  }

  /** Returns a history of a task that is not wanted on a machine, as if it had failed there. */
  static TaskHistory avoiding(
      @Nullable TaskHistory earlier, MachineRecord machine, long leaseTime) {
    return after(
        earlier, machine, Failure.outside(FailureKind.WORKER, "it is not wanted there"), leaseTime);
  }

  /** Returns the same with another moment for the next try. */
  TaskHistory retryingAt(long time) {
    return new TaskHistory(
        machine, kind, cause, words, failures, failingSince, losses, time, spent, earlier);
  }

  /**
   * Returns the same of a task that would be given up otherwise: with whom it was only lost, beside
   * another that killed the worker perhaps, has yet to be asked.
   */
  TaskHistory asSpent() {
    return new TaskHistory(
        machine, kind, cause, words, failures, failingSince, losses, retryAt, true, earlier);
  }

  /** Returns what is to be judged when it has just failed for the last time. */
  FailureFacts facts(Others others, long leaseTime) {
    return new FailureFacts(
        kind,
        failures,
        Duration.ofNanos(leaseTime - Math.max(failingSince, others.offeredAt())),
        able(),
        count(FailureKind.SCENE),
        machines(FailureKind.SCENE).size(),
        count(FailureKind.STALLED),
        machines(FailureKind.STALLED).size(),
        !others.left() && alike(),
        losses,
        others.left(),
        others.ableLeft(),
        others.due(),
        spent && others.lostOnly(),
        machine.own);
  }

  /** Returns whether the task is suspected of killing its workers. */
  boolean suspect() {
    return Judgement.isSuspect(losses);
  }

  boolean failedOn(MachineRecord other) {
    int lost = 0;
    for (TaskHistory failure = this; failure != null; failure = failure.earlier) {
      if (failure.machine == other) {
        if (failure.kind == FailureKind.LOST) {
          lost++;
        }
        if (failure.kind.counts() || (lost >= LOSSES_OF_A_FAILURE && !spent)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Returns how often it was lost with a machine. */
  int lossesWith(MachineRecord other) {
    int lost = 0;
    for (TaskHistory failure = this; failure != null; failure = failure.earlier) {
      lost += failure.machine == other && failure.kind == FailureKind.LOST ? 1 : 0;
    }
    return lost;
  }

  /** Returns where it should not go, and where it cannot. */
  Shunned shunned() {
    if (earlier == null && kind == FailureKind.LOST) {
      return Shunned.NOBODY;
    }
    if (earlier == null && kind.counts()) {
      return new Shunned(Set.of(machine), Set.of());
    }
    Set<MachineRecord> failed =
        newestFirst()
            .map(TaskHistory::machine)
            .filter(this::failedOn)
            .collect(ImmutableSet.toImmutableSet());
    return new Shunned(failed, ImmutableSet.copyOf(machines(FailureKind.REFUSED)));
  }

  /** Returns the machines on which it failed in one way, that of the last failure first. */
  List<MachineRecord> machines(FailureKind how) {
    return newestFirst()
        .filter(failure -> failure.kind == how)
        .map(TaskHistory::machine)
        .distinct()
        .toList();
  }

  /**
   * Returns whether it failed the last time as it did before on another machine, and on each one
   * that is there and at which it ever failed.
   */
  private boolean alike() {
    if (words.isEmpty()) {
      return false;
    }
    Set<MachineRecord> alike = new HashSet<>();
    Set<MachineRecord> there = new HashSet<>();
    for (TaskHistory failure = this; failure != null; failure = failure.earlier) {
      if (failure.words.equals(words)) {
        alike.add(failure.machine);
      }
      if (failure.kind.counts() && failure.machine.offering > 0) {
        there.add(failure.machine);
      }
    }
    return alike.size() > 1 && alike.containsAll(there);
  }

  private int able() {
    return (int)
        newestFirst()
            .filter(failure -> failure.kind.counts() && failure.machine.able)
            .map(TaskHistory::machine)
            .distinct()
            .count();
  }

  private int count(FailureKind how) {
    return (int) newestFirst().filter(failure -> failure.kind == how).count();
  }

  /** Returns what failed, how often and where, in one line for a person. */
  String inWords() {
    List<TaskHistory> inOrder = new ArrayList<>(newestFirst().toList());
    Collections.reverse(inOrder);
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (TaskHistory failure : inOrder) {
      counts.merge(verb(failure.kind) + " " + failure.machine.name, 1, Integer::sum);
    }
    return counts.entrySet().stream()
        .map(entry -> entry.getKey() + times(entry.getValue()))
        .collect(Collectors.joining(", ", cause + " (", ")"));
  }

  private static String verb(FailureKind kind) {
    return switch (kind) {
      case SCENE, WORKER, RESOURCE, STALLED -> "failed on";
      case REFUSED -> "refused by";
      case LOST -> "lost with";
    };
  }

  private static String times(int count) {
    return count == 1 ? "" : " " + count + " times";
  }

  private Stream<TaskHistory> newestFirst() {
    return Stream.iterate(this, failure -> failure != null, failure -> failure.earlier);
  }
}
