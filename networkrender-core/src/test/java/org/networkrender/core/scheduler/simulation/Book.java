package org.networkrender.core.scheduler.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.networkrender.core.scheduler.Effect;
import org.networkrender.core.scheduler.FailureKind;

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
    GIVEN_UP,
    OBSOLETE
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
    final boolean suspect;
    Phase phase = Phase.QUEUED;
    long askedBackAt;

    /** Its place among all that were asked back. */
    long askedBackAs;

    long startedAt;
    long progressedAt;
    double fraction;

    /** How often it said that more is done. */
    int signs;

    Attempt(long number, int task, Link link, boolean suspect) {
      this.number = number;
      this.task = task;
      this.link = link;
      this.suspect = suspect;
    }
  }

  record Failure(String machine, FailureKind kind) {}

  static final class Task {
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

    Ending ending;
    boolean held;
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

    /** Whether it is one of the parts of another task, and does not finish them. */
    boolean isPart() {
      return whole != null && !finishes;
    }

    /** Whether it finishes the parts of another task. */
    boolean finishes;

    boolean waits(long now) {
      return ending == null
          && !held
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
        if (failure.machine.equals(machine)) {
          return true;
        }
      }
      return !spent && losses.stream().filter(machine::equals).count() > 1;
    }

    boolean shuns(String machine) {
      return refusers.contains(machine) || failedOn(machine);
    }
  }

  final List<Task> tasks = new ArrayList<>();
  final Map<Integer, Link> links = new LinkedHashMap<>();
  final Map<Long, Attempt> attempts = new LinkedHashMap<>();
  final Map<String, Long> restUntil = new LinkedHashMap<>();

  /** The machines that have rendered something. */
  final Set<String> able = new HashSet<>();

  final Map<String, Integer> strikes = new LinkedHashMap<>();

  /** When a link of a machine ended last. */
  final Map<String, Long> leftAt = new LinkedHashMap<>();

  final Set<Long> everUsed = new HashSet<>();
  final int fresh;
  long now = Long.MIN_VALUE;

  /** When the first event came. */
  long startedAt;

  long leaseTime;
  long askedBack;
  boolean done;

  /** How long tasks take on machines, as {@link TailLaws} learns it. */
  final Map<String, Double> paces = new HashMap<>();

  /** The machines that rendered something, or told enough of it. */
  final Set<String> learned = new HashSet<>();

  /** Whether any attempt ever said how far it is. */
  boolean told;

  /** How long one takes in the mean, 0 until one was rendered. */
  double meanPace;

  /** The longest that a whole task can be taken for, after all attempts, in nanoseconds. */
  double longest;

  /** Which share of each finished task its preparing seemed to take. */
  final List<Double> shares = new ArrayList<>();

  Book(int fresh, int held) {
    this.fresh = fresh;
    for (int i = 0; i < fresh + held; i++) {
      Task task = new Task();
      task.held = i >= fresh;
      tasks.add(task);
    }
  }

  /** An attempt has told how far it is, for the first time or with its end. */
  void seen(Attempt attempt, double fraction) {
    Task task = tasks.get(attempt.task);
    int parts = task.isPart() ? task.whole.cut.parts() : 1;
    longest = Math.max(longest, Math.max(1, now - attempt.startedAt) / fraction * parts);
  }

  /** Returns a task, or null when there is none of this number. */
  Task task(int number) {
    return number >= 0 && number < tasks.size() ? tasks.get(number) : null;
  }

  /** Returns how a task ended: one whose parts won was accepted with them. */
  Ending outcome(int number) {
    Task task = tasks.get(number);
    boolean inParts =
        task.ending == Ending.OBSOLETE
            && task.cut != null
            && tasks.get(task.cut.first() + task.cut.parts()).ending == Ending.ACCEPTED;
    return inParts ? Ending.ACCEPTED : task.ending;
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

  /**
   * A task may go where it has not failed, and anywhere once it failed on all machines that are
   * there, resting or not, and has paused; but never where it was refused.
   */
  boolean allowed(Task task, String machine) {
    return !task.shuns(machine)
        || (!task.refusers.contains(machine)
            && task.retryAt <= now
            && offeringMachines().stream().allMatch(task::shuns));
  }

  /** Whether a waiting task may be given to a usable worker with room. */
  boolean fits(Task task, Link link) {
    return allowed(task, link.machine) && (!task.suspect() || held(link) == 0);
  }

  /** Whether a worker holds a suspect. */
  boolean alone(Link link) {
    for (Attempt attempt : attempts.values()) {
      if (attempt.link == link && attempt.suspect && attempt.phase != Phase.RENDERED) {
        return true;
      }
    }
    return false;
  }

  /** Whether tasks wait and none is at a worker. */
  boolean nothingGoesOn() {
    return attempts.values().stream().allMatch(attempt -> attempt.phase == Phase.RENDERED)
        && tasks.stream().anyMatch(task -> task.waits(now));
  }

  Set<String> offeringMachines() {
    Set<String> offering = new HashSet<>();
    for (Link link : links.values()) {
      if (link.slots > 0) {
        offering.add(link.machine);
      }
    }
    return offering;
  }

  void end(Attempt attempt) {
    attempts.remove(attempt.number);
    tasks.get(attempt.task).live.remove(attempt);
  }

  /**
   * Returns whether a task may wait beside an idle slot, while another machine is at work that may
   * have it: a suspect, or a part that failed nowhere.
   */
  boolean mayWait(Task task, Link idle) {
    boolean plain = task.isPart() && task.failures.isEmpty() && task.refusers.isEmpty();
    if (!plain && !task.suspect()) {
      return false;
    }
    for (Link other : links.values()) {
      if (!other.machine.equals(idle.machine)
          && usable(other)
          && held(other) > 0
          && allowed(task, other.machine)) {
        return true;
      }
    }
    return false;
  }
}
