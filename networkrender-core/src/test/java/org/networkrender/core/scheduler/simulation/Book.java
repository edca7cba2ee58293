package org.networkrender.core.scheduler.simulation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.networkrender.api.ErrorKind;

/** The state of a job as {@link Laws} keeps it, from events and effects alone. */
final class Book {
  enum Phase {
    QUEUED,
    REVOKED,
    RUNNING,
    RENDERED
  }

  enum Ending {
    ACCEPTED,
    GIVEN_UP
  }

  static final class Link {
    final int number;
    final String machine;
    int slots;
    long heard;

    Link(int number, String machine, int slots, long heard) {
      this.number = number;
      this.machine = machine;
      this.slots = slots;
      this.heard = heard;
    }
  }

  static final class Attempt {
    final long number;
    final int task;
    final Link link;
    Phase phase = Phase.QUEUED;
    long startedAt;
    long progressedAt;
    double fraction;

    Attempt(long number, int task, Link link) {
      this.number = number;
      this.task = task;
      this.link = link;
    }
  }

  record Failure(String machine, ErrorKind kind) {}

  static final class Task {
    final Set<Attempt> live = new HashSet<>();
    final List<Failure> failures = new ArrayList<>();
    Ending ending;
    boolean held;
    boolean everLive;
    boolean withdrawn;

    /** The machine that should get it, or null. */
    String preferred;

    /** Its place in the order, or null. */
    Integer rank;

    boolean waits() {
      return ending == null && !held && live.isEmpty();
    }

    boolean failedOn(String machine) {
      return failures.stream().anyMatch(failure -> failure.machine.equals(machine));
    }
  }

  final List<Task> tasks = new ArrayList<>();
  final Map<Integer, Link> links = new LinkedHashMap<>();
  final Map<Long, Attempt> attempts = new LinkedHashMap<>();
  final Map<String, Long> restUntil = new LinkedHashMap<>();
  final Map<String, Integer> strikes = new LinkedHashMap<>();
  final Set<Long> everUsed = new HashSet<>();
  final int fresh;
  long now;
  long leaseTime;
  boolean done;

  Book(int fresh, int held) {
    this.fresh = fresh;
    for (int i = 0; i < fresh + held; i++) {
      Task task = new Task();
      task.held = i >= fresh;
      tasks.add(task);
    }
  }

  /** Returns a task, or null when there is none of this number. */
  Task task(int number) {
    return number >= 0 && number < tasks.size() ? tasks.get(number) : null;
  }

  boolean rests(String machine) {
    return restUntil.getOrDefault(machine, Long.MIN_VALUE) > now;
  }

  boolean usable(Link link) {
    return link.slots > 0 && !rests(link.machine);
  }

  Set<String> usableMachines() {
    Set<String> usable = new HashSet<>();
    for (Link link : links.values()) {
      if (usable(link)) {
        usable.add(link.machine);
      }
    }
    return usable;
  }

  int held(Link link) {
    int held = 0;
    for (Attempt attempt : attempts.values()) {
      if (attempt.link == link && attempt.phase != Phase.RENDERED) {
        held++;
      }
    }
    return held;
  }

  long revoked(Link link) {
    return attempts.values().stream()
        .filter(attempt -> attempt.link == link && attempt.phase == Phase.REVOKED)
        .count();
  }

  long count(Phase phase) {
    return attempts.values().stream().filter(attempt -> attempt.phase == phase).count();
  }

  /** A task may go where it has not failed, and anywhere once it failed on all usable machines. */
  boolean allowed(Task task, String machine) {
    return !task.failedOn(machine) || usableMachines().stream().allMatch(task::failedOn);
  }

  void end(Attempt attempt) {
    attempts.remove(attempt.number);
    tasks.get(attempt.task).live.remove(attempt);
  }

  void endAll(Link link) {
    List.copyOf(attempts.values()).stream()
        .filter(attempt -> attempt.link == link)
        .forEach(this::end);
    links.remove(link.number);
  }
}
