package org.networkrender.core.scheduler.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.networkrender.core.scheduler.FailureKind;
import org.networkrender.core.scheduler.TaskGraph;

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

  /** What it says is empty where it is like no other failure. */
  record Failure(String machine, FailureKind kind, String words) {}

  final List<Task> tasks = new ArrayList<>();
  final Map<Integer, Link> links = new LinkedHashMap<>();
  final Map<Long, Attempt> attempts = new LinkedHashMap<>();
  final Map<String, Long> restUntil = new LinkedHashMap<>();

  /** The machines that have rendered something. */
  final Set<String> able = new HashSet<>();

  final Map<String, Integer> strikes = new LinkedHashMap<>();

  /** When a link of a machine ended last. */
  final Map<String, Long> leftAt = new LinkedHashMap<>();

  /** The same on the clock of the leases. */
  final Map<String, Long> leftAtLease = new HashMap<>();

  /** When each machine was last heard that offered slots until then. */
  final Map<String, Long> offeredAt = new HashMap<>();

  /** Who gets ready to join, by link. */
  final Map<Integer, String> awaited = new HashMap<>();

  /** What befell the opening of sessions, as long as nobody could open one. */
  Task opening = new Task(-1);

  boolean opened;

  /** Whether that was enough to end all tasks, once nobody tries any more. */
  boolean openingIsOver;

  /** When each machine failed last at it. */
  final Map<String, Long> openingFailedAt = new HashMap<>();

  final Set<Long> everUsed = new HashSet<>();
  long now = Long.MIN_VALUE;

  long leaseTime;

  /** The same, with longer steps. */
  long awakeTime;

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

  Book(TaskGraph graph) {
    for (int number = 0; number < graph.size(); number++) {
      Task task = add();
      task.held = graph.isHeld(number);
      task.here = graph.isHere(number);
      task.apart = graph.isApart(number);
      if (graph.isDone(number)) {
        task.ending = Ending.ACCEPTED;
        task.done = true;
      }
    }
    for (List<Integer> chain : graph.chains()) {
      Task first = tasks.get(chain.get(0));
      first.chain = chain.stream().map(tasks::get).toList();
      first.chain.forEach(task -> task.first = first);
    }
    for (Task task : tasks) {
      for (int need : task.done ? Set.<Integer>of() : graph.needs(task.number)) {
        Task needed = tasks.get(need);
        if (!needed.done && (task.first.chain == null || needed.first != task.first)) {
          task.needs.add(needed);
        }
      }
    }
    tasks.forEach(task -> task.fresh = task.waits(0));
  }

  Task add() {
    Task task = new Task(tasks.size());
    tasks.add(task);
    return task;
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
            && tasks.get(task.cut.first() + task.cut.parts() + 1).ending == Ending.ACCEPTED;
    return inParts ? Ending.ACCEPTED : task.ending;
  }

  /** Somebody has opened a session. */
  void opened() {
    opened = true;
    opening = new Task(-1);
    openingIsOver = false;
  }

  /** Whether a machine could not open a session, and is not to try again yet. */
  boolean waitsToOpen(String machine) {
    return opening.retryAt > now && opening.failedOn(machine);
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
      if (attempt.link == link && attempt.held()) {
        held++;
      }
    }
    return held;
  }

  /**
   * Whether so many results of a worker are not verified that it gets nothing more: two for each
   * slot that it offers, four at least. What goes on in a chain keeps its slot, and is not counted.
   */
  boolean full(Link link) {
    int undelivered = 0;
    for (Attempt attempt : attempts.values()) {
      if (attempt.link == link && !attempt.held()) {
        undelivered++;
      }
    }
    return undelivered >= Math.max(4, 2 * link.slots);
  }

  /** Whether a worker has a slot that could begin something now. */
  boolean idle(Link link) {
    return usable(link) && held(link) < link.slots && !full(link);
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
      if (attempt.link == link && attempt.suspect && attempt.held()) {
        return true;
      }
    }
    return false;
  }

  /** Whether a chain goes on at a worker, which then queues nothing. */
  boolean chained(Link link) {
    return attempts.values().stream()
        .anyMatch(
            attempt ->
                attempt.link == link
                    && attempt.goesOn()
                    && (attempt.step > 0 || attempt.phase.compareTo(Phase.RUNNING) >= 0));
  }

  /** Whether tasks wait and none is at a worker, nor would go to one once its results are here. */
  boolean nothingGoesOn() {
    return attempts.values().stream().noneMatch(Attempt::held)
        && tasks.stream().anyMatch(task -> task.waits(now))
        && links.values().stream().noneMatch(this::goesOnOnceDelivered);
  }

  private boolean goesOnOnceDelivered(Link link) {
    return usable(link)
        && full(link)
        && tasks.stream().anyMatch(task -> task.waits(now) && allowed(task, link.machine));
  }

  void offers(Link link, int slots) {
    if (offeringMachines().contains(link.machine)) {
      offeredAt.put(link.machine, link.heard);
    }
    link.slots = slots;
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
