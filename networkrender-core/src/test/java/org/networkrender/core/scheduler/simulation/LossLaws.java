package org.networkrender.core.scheduler.simulation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.networkrender.core.scheduler.simulation.Book.Link;
import org.networkrender.core.scheduler.simulation.Book.Phase;

/** Keeps book of what is lost with a link, and of what of that costs nothing. */
final class LossLaws {
  private static final int MOST_FORGIVEN = 20;
  private static final long SILENCE = 5 * Scenario.SECOND;

  private final Book book;

  /** The tasks that lost an attempt in the present event. */
  private final Set<Task> lost = new HashSet<>();

  /** What losses have cost, the last one last. */
  private final List<Blame> blames = new ArrayList<>();

  private record Blame(long at, Task task, int mishaps, long retryBefore) {}

  LossLaws(Book book) {
    this.book = book;
  }

  /** To be called before an event is noted. */
  void begin() {
    lost.clear();
  }

  Set<Task> ofThisEvent() {
    return lost;
  }

  /** A link has ended with what it rendered. */
  void lose(Link link) {
    Set<Attempt> blamed = blamed(link);
    for (Attempt attempt : List.copyOf(book.attempts.values())) {
      if (attempt.link == link) {
        book.end(attempt);
        Task task = book.tasks.get(attempt.task);
        boolean running = blamed.contains(attempt);
        boolean ownNetwork = running && isOwnNetwork(attempt);
        if (ownNetwork) {
          takeBack();
        }
        if (running && !(ownNetwork && ++task.forgiven <= MOST_FORGIVEN)) {
          blames.add(new Blame(book.now, task, ++task.mishaps, task.retryAt));
          task.losses.add(link.machine);
          lost.add(task);
          if (task.suspect()) {
            task.pause(book.now, 5L << (task.losses.size() - 3));
          }
        }
      }
    }
    book.offers(link, 0);
    book.links.remove(link.number);
    book.leftAt.put(link.machine, book.now);
    book.leftAtLease.put(link.machine, book.leaseTime);
  }

  /** What ran on a link; where nothing did, what was queued there first, one for each slot. */
  private Set<Attempt> blamed(Link link) {
    List<Attempt> there =
        book.attempts.values().stream()
            .filter(attempt -> attempt.link == link)
            .sorted(Comparator.comparingLong(attempt -> attempt.number))
            .toList();
    boolean runs = there.stream().anyMatch(attempt -> attempt.phase == Phase.RUNNING);
    Phase phase = runs ? Phase.RUNNING : Phase.QUEUED;
    return there.stream()
        .filter(attempt -> attempt.phase == phase)
        .limit(runs ? Long.MAX_VALUE : link.slots)
        .collect(Collectors.toSet());
  }

  /**
   * Whether an attempt is lost while nearly all machines are silent, or left just now and after it
   * had begun, and two at least.
   */
  private boolean isOwnNetwork(Attempt lost) {
    long begun = lost.phase == Phase.RUNNING ? lost.startedAt : lost.assignedAt;
    Set<String> all = new HashSet<>();
    Set<String> there = new HashSet<>();
    for (Link link : book.links.values()) {
      all.add(link.machine);
      if (link != lost.link && book.leaseTime - link.heard < SILENCE / 2) {
        there.add(link.machine);
      }
    }
    book.leftAt.forEach(
        (machine, at) -> {
          if (book.now - at < SILENCE && at > begun) {
            all.add(machine);
          }
        });
    return all.size() - there.size() >= 2 && there.size() * 10 <= all.size();
  }

  private void takeBack() {
    Collections.reverse(blames);
    for (Blame blame : blames) {
      Task task = blame.task;
      boolean last = task.isOpenUnit() && task.mishaps == blame.mishaps;
      if (last && book.now - blame.at < SILENCE && ++task.forgiven <= MOST_FORGIVEN) {
        task.mishaps--;
        task.losses.remove(task.losses.size() - 1);
        task.retryAt = blame.retryBefore;
      }
    }
    blames.clear();
  }
}
