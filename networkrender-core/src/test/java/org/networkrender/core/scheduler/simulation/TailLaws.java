package org.networkrender.core.scheduler.simulation;

import java.util.Map;
import java.util.function.Predicate;
import org.networkrender.core.scheduler.Effect;
import org.networkrender.core.scheduler.SchedulerEvent;
import org.networkrender.core.scheduler.simulation.Book.Link;
import org.networkrender.core.scheduler.simulation.Book.Phase;

/** Checks that a task has a second attempt only where that helps, and always where it does. */
final class TailLaws {
  private static final double SLACK = 1e-6 * Scenario.SECOND;

  private final Book book;
  private final Map<String, Double> paces;
  private double rendered;
  private double longest;
  private long count;

  /** Since when an attempt may be taken back, and is not. */
  private long endlessSince;

  TailLaws(Book book) {
    this.book = book;
    this.paces = book.paces;
  }

  private boolean endlessLeft() {
    return book.attempts.values().stream().anyMatch(this::mustBeTakenBack);
  }

  /** Takes note of an event, before the book does. */
  void note(SchedulerEvent event) {
    if (event instanceof SchedulerEvent.Started e) {
      start(book.attempts.get(e.attempt()));
    } else if (event instanceof SchedulerEvent.Progressed e) {
      Attempt attempt = book.attempts.get(e.attempt());
      start(attempt);
      if (attempt != null && e.fraction() > attempt.fraction && e.fraction() <= 1) {
        if (attempt.signs == 0) {
          book.seen(attempt, e.fraction());
        }
        attempt.fraction = e.fraction();
        attempt.progressedAt = book.now;
        attempt.saidAwake = book.awakeTime;
        if (e.fraction() - attempt.gained >= 0.0099) {
          attempt.gained = e.fraction();
          attempt.gainedAwake = book.awakeTime;
        }
        attempt.signs++;
        book.told = true;
      }
    } else if (event instanceof SchedulerEvent.Rendered e) {
      Attempt attempt = book.attempts.get(e.attempt());
      if (attempt != null && book.tasks.get(attempt.task).apart) {
        return;
      }
      if (attempt != null && attempt.phase == Phase.RUNNING) {
        book.seen(attempt, 1);
        book.learned.add(attempt.link.machine);
      }
      if (attempt != null
          && attempt.phase == Phase.RUNNING
          && book.tasks.get(attempt.task).whole == null) {
        double nanos = Math.max(1, book.now - attempt.startedAt);
        paces.merge(attempt.link.machine, nanos, (old, last) -> old + 0.3 * (last - old));
        rendered += nanos;
        longest = Math.max(longest, nanos);
        count++;
        book.meanPace = rendered / count;
        if (attempt.fraction > 0) {
          double until = (attempt.progressedAt - attempt.startedAt) / nanos;
          double share = (until - attempt.fraction) / (1 - attempt.fraction);
          book.shares.add(Math.max(0, Math.min(1, share)));
        }
      }
    }
  }

  private void start(Attempt attempt) {
    if (attempt != null && attempt.phase.compareTo(Phase.RUNNING) < 0) {
      attempt.startedAt = book.now;
      attempt.startedAwake = book.awakeTime;
      attempt.saidAwake = book.awakeTime;
      attempt.gainedAwake = book.awakeTime;
    }
  }

  /** Checks a second attempt that is not in the book yet. */
  void check(Effect.Assign effect) {
    Task task = book.tasks.get(effect.task());
    Link link = book.links.get(effect.worker());
    Laws.require(task.chain == null, () -> "a copy of a chain: " + effect);
    Laws.require(task.live.size() == 1, () -> "more than two attempts: " + effect);
    Attempt running = task.live.iterator().next();
    Laws.require(running.phase == Phase.RUNNING, () -> "a copy of what does not run: " + effect);
    Laws.require(mayCopy(running, link), () -> "law 3: a copy where the task was: " + effect);
    Laws.require(book.held(link) < link.slots, () -> "a copy waits for a slot: " + effect);
    for (Task other : book.tasks) {
      Laws.require(
          !other.waits(book.now)
              || !book.fits(other, link)
              || (other.suspect() && book.mayWait(other, link)),
          () -> "a copy while a task waits: " + effect);
    }
    Laws.require(!couldStart(link), () -> "a copy while another task is not started: " + effect);
    Laws.require(
        task.isPart() || isSilent(running) || (!task.apart && gain(running, link) > -SLACK),
        () -> "a copy that does not help: " + effect);
  }

  /** Checks that no idle slot is left that could help, when time has passed. */
  void checkNoneIsMissing() {
    if (!endlessLeft()) {
      endlessSince = book.awakeTime;
    }
    Laws.require(
        book.awakeTime - endlessSince < 5 * Scenario.SECOND,
        "law 4: what may never end keeps its task from an idle machine");
    if (count == 0) {
      return;
    }
    for (Link link : book.links.values()) {
      if (book.idle(link) && !book.alone(link) && !couldStart(link) && !isSpared(link)) {
        for (Attempt attempt : book.attempts.values()) {
          Laws.require(
              attempt.phase != Phase.RUNNING
                  || attempt.unit.chain != null
                  || book.tasks.get(attempt.task).live.size() > 1
                  || book.tasks.get(attempt.task).covered
                  || book.tasks.get(attempt.task).isPart()
                  || (book.tasks.get(attempt.task).apart && !isSilent(attempt))
                  || !mayCopy(attempt, link)
                  || gain(attempt, link) < SLACK,
              () -> link.machine + " is idle and could help with task " + attempt.task);
        }
      }
    }
  }

  /** What says nothing for very long is copied whatever is expected of it. */
  private boolean isSilent(Attempt running) {
    if (!book.tasks.get(running.task).apart) {
      return mayNeverEnd(running);
    }
    return book.awakeTime - running.saidAwake >= 60 * Scenario.SECOND
        || book.awakeTime - running.startedAwake >= 600 * Scenario.SECOND;
  }

  /** Two hours without a hundredth, or, and twenty times as long as anything before. */
  private boolean mayNeverEnd(Attempt running) {
    double most = Math.max(7200.0 * Scenario.SECOND, 20 * longest);
    return book.awakeTime - running.gainedAwake >= 7200 * Scenario.SECOND
        || (!book.tasks.get(running.task).apart
            && longest > 0
            && book.awakeTime - running.startedAwake >= most);
  }

  /**
   * Returns whether an attempt may be taken back because it may never end: nothing else of its task
   * goes on that may, and another machine is idle that has never failed at it; or one that has, and
   * it has stood still for much longer.
   */
  boolean isEndless(Attempt running, SchedulerEvent event) {
    return event instanceof SchedulerEvent.TimePassed
        && (mayGoToUntried(running) || mayGoBack(running));
  }

  private boolean mustBeTakenBack(Attempt running) {
    Task task = book.tasks.get(running.task);
    return (isUntriedIdle(running) && task.failures.size() < 3)
        ? mayGoToUntried(running)
        : mayGoBack(running);
  }

  private boolean mayGoToUntried(Attempt running) {
    Task task = book.tasks.get(running.task);
    boolean single = task.chain != null || running.suspect;
    return isOldest(running, this::mayNeverEnd)
        && (single || task.live.size() > 1)
        && task.failures.size() < 3
        && isUntriedIdle(running);
  }

  private boolean mayGoBack(Attempt running) {
    Task task = book.tasks.get(running.task);
    int failures = task.failures.size();
    long hours = failures < 3 ? 4 : failures == 3 ? 8 : 16;
    return isOldest(
            running, each -> book.awakeTime - each.gainedAwake >= hours * 3600 * Scenario.SECOND)
        && isIdle(running, link -> !task.refusers.contains(link.machine));
  }

  private boolean isOldest(Attempt running, Predicate<Attempt> like) {
    return book.tasks.get(running.task).live.stream()
        .allMatch(
            each ->
                each.phase == Phase.RUNNING && like.test(each) && each.number >= running.number);
  }

  private boolean isUntriedIdle(Attempt running) {
    Task task = book.tasks.get(running.task);
    return isIdle(running, link -> !task.shuns(link.machine));
  }

  private boolean isIdle(Attempt running, Predicate<Link> fits) {
    Task task = book.tasks.get(running.task);
    return book.links.values().stream()
        .anyMatch(
            link ->
                book.idle(link)
                    && (!running.suspect || book.held(link) == 0)
                    && !book.alone(link)
                    && fits.test(link)
                    && task.live.stream()
                        .noneMatch(each -> each.link.machine.equals(link.machine)));
  }

  /** Returns whether a part waits that an idle worker could have: it is too slow to be of use. */
  private boolean isSpared(Link idle) {
    for (Task task : book.tasks) {
      if (task.isPart() && task.waits(book.now) && book.fits(task, idle)) {
        return true;
      }
    }
    return false;
  }

  private boolean mayCopy(Attempt running, Link link) {
    return !running.link.machine.equals(link.machine)
        && !book.tasks.get(running.task).suspect()
        && !book.tasks.get(running.task).shuns(link.machine);
  }

  /** Returns whether an idle worker could have a task that another has not started. */
  private boolean couldStart(Link idle) {
    for (Attempt attempt : book.attempts.values()) {
      Task task = book.tasks.get(attempt.task);
      if (attempt.phase.compareTo(Phase.RUNNING) < 0
          && task.live.size() == 1
          && attempt.step == 0
          && !task.suspect()
          && attempt.link != idle
          && book.allowed(task, idle.machine)) {
        return true;
      }
    }
    return false;
  }

  /** Returns by how many nanoseconds the gain of a copy is greater than it must be. */
  private double gain(Attempt running, Link link) {
    double mean = count == 0 ? 0 : rendered / count;
    double here = paces.getOrDefault(link.machine, mean);
    double there = paces.getOrDefault(running.link.machine, mean);
    double whole = there;
    double copy = here;
    if (running.fraction >= 0.05) {
      whole = (running.progressedAt - running.startedAt) / running.fraction;
      copy = paces.containsKey(running.link.machine) ? whole * here / there : here;
    }
    double left = Math.abs(running.startedAt + whole - book.now);
    return left - copy - Math.max(Scenario.SECOND, copy / 5);
  }
}
