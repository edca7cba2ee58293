package org.networkrender.core.scheduler.simulation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.networkrender.core.scheduler.Effect;
import org.networkrender.core.scheduler.simulation.Book.Ending;
import org.networkrender.core.scheduler.simulation.Book.Failure;

/** A task, as {@link Book} has it. */
final class Task {
  final Set<Attempt> live = new HashSet<>();
  final List<Failure> failures = new ArrayList<>();
  final List<String> losses = new ArrayList<>();
  final Set<String> refusers = new HashSet<>();

  /** Whether it would have been given up but for a machine that it was only lost with. */
  boolean spent;

  /** When the first of the failures was. */
  long failingSince;

  /** How often anything went wrong with it that was not taken back. */
  int mishaps;

  /** How often a loss cost it nothing. */
  int forgiven;

  /** When it may be tried again where it failed; a suspect: anywhere. */
  long retryAt = Long.MIN_VALUE;

  final int number;

  Ending ending;

  /** Whether it needs the client's word. */
  boolean held;

  /** Whether it is of another kind than the others. */
  boolean apart;

  /** Whether the client does it itself, and whether it was told to begin. */
  boolean here;

  boolean begun;

  /** Whether it has ended, and its files are in their place. */
  boolean done;

  /** What it needs that is not done. */
  final Set<Task> needs = new HashSet<>();

  /** The chain of which it is the first, or null. */
  List<Task> chain;

  /** The first of the chain that it is in, or itself. */
  Task first = this;

  /** For which machine it was meant by what it needs, or null. */
  String meant;

  /** Why it was given up, and which task that happened to. */
  String cause;

  int origin;

  /** Whether it waited from the start. */
  boolean fresh;

  boolean everLive;
  boolean withdrawn;

  /** How it was cut, or null. */
  Effect.Cut cut;

  /** The task that it is a part of, or finishes; or null. */
  Task whole;

  /** How often it was taken back from a machine that was too slow. */
  int takenBack;

  /** Whether its parts do it in its place. */
  boolean covered;

  /** The machine that should get it, or null. */
  String preferred;

  /** Its place in the order, or null. */
  Integer rank;

  /** Whether it is one of the parts of another task, and does not join or finish them. */
  boolean isPart() {
    return whole != null && !here && !finishes;
  }

  /** Whether it finishes the parts of another task. */
  boolean finishes;

  Task(int number) {
    this.number = number;
  }

  /** What waits, fails and is tried in its place: the first of its chain, or itself. */
  Task unit() {
    return first;
  }

  /** Whether it, or its chain when it is the first of one, has not ended. */
  boolean isOpenUnit() {
    return chain == null ? ending == null : chain.stream().anyMatch(each -> each.ending == null);
  }

  boolean isBlocked() {
    return held || !needs.isEmpty();
  }

  boolean isOpenAndBlocked() {
    return ending == null && isBlocked();
  }

  /** Whether it, or anything open of its chain, needs something. */
  boolean isBlockedUnit() {
    return chain == null ? isBlocked() : chain.stream().anyMatch(Task::isOpenAndBlocked);
  }

  boolean waits(long now) {
    return first == this
        && !here
        && isOpenUnit()
        && !isBlockedUnit()
        && !covered
        && live.isEmpty()
        && (!suspect() || retryAt <= now);
  }

  /** Whether it is suspected of killing its workers. */
  boolean suspect() {
    return losses.size() > 2;
  }

  void pause(long now, long seconds) {
    retryAt = Math.max(retryAt, now + Math.min(300, seconds) * Scenario.SECOND);
  }

  boolean failedOn(String machine) {
    for (Failure failure : failures) {
      if (failure.machine().equals(machine)) {
        return true;
      }
    }
    return !spent && lossesWith(machine) > 1;
  }

  long lossesWith(String machine) {
    return losses.stream().filter(machine::equals).count();
  }

  boolean shuns(String machine) {
    return refusers.contains(machine) || failedOn(machine);
  }
}
