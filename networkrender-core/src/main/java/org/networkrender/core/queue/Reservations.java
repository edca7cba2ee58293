package org.networkrender.core.queue;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps workers for jobs whose suspects are next: whoever else is there ends what runs and begins
 * nothing more, and then the suspect has the worker alone.
 *
 * <p>A suspect waits for its turn like a slot that is left over: a higher priority that has a slot
 * there, or could use one, goes first, and so does an equal that is owed a turn. All slots of the
 * worker count for whom it is kept. Once it is kept it stays so until the suspect has ended, since
 * what was waited for would be lost; but a higher priority waits for no more than what runs. A job
 * takes one worker at a time from its equals, and none in which a chain goes on.
 */
class Reservations {
  private static final Comparator<Place> LEAST_DISTURBING_FIRST =
      Comparator.<Place>comparingInt(place -> place.worker.held())
          .thenComparingInt(place -> place.worker.slots)
          .thenComparingInt(place -> place.worker.number);

  private final Turns turns;

  Reservations(Turns turns) {
    this.turns = turns;
  }

  /** Looks which are still wanted; a suspect that has begun stays alone. */
  final void review(Collection<QueuedWorker> workers, long now) {
    for (QueuedWorker worker : workers) {
      Place suspect = suspect(worker);
      Place kept = worker.kept;
      if (suspect != null) {
        worker.keepFor(suspect);
      } else if (kept != null && !asks(kept, now)) {
        worker.keepFor(null);
      }
    }
  }

  /**
   * Lets go of what a higher priority could use. A suspect that has begun is not stopped, but no
   * further step of it begins; nor does one that is only queued.
   *
   * @return the workers of which somebody is to have less, or may have more
   */
  final List<QueuedWorker> yieldToHigher(Collection<QueuedWorker> workers, long now) {
    List<QueuedWorker> changed = new ArrayList<>();
    for (QueuedWorker worker : workers) {
      Place kept = worker.kept;
      if (kept != null && kept.yields != isContended(kept, 1, now)) {
        if (kept.suspects > 0) {
          kept.yields = !kept.yields;
        } else {
          worker.keepFor(null);
        }
        changed.add(worker);
      }
    }
    return changed;
  }

  /** Returns the place of a suspect that is there, or null. */
  @Nullable Place suspect(QueuedWorker worker) {
    for (Place place : worker.places.values()) {
      if (place.suspects > 0) {
        return place;
      }
    }
    return null;
  }

  /**
   * Keeps one more worker for a job that asks for it.
   *
   * @param jobs those that are asked first come first
   * @return the worker, or null when none is to be kept
   */
  final @Nullable QueuedWorker next(List<QueuedJob> jobs, long now) {
    for (QueuedJob job : jobs) {
      Place best =
          job.places.values().stream()
              .filter(place -> asks(place, now) && place.worker.kept == null)
              .filter(place -> isNext(place, now))
              .min(LEAST_DISTURBING_FIRST)
              .orElse(null);
      if (best != null) {
        best.worker.keepFor(best);
        return best.worker;
      }
    }
    return null;
  }

  private static boolean asks(Place place, long now) {
    return place.fit == Fit.ALONE
        && !place.job.paused
        && place.worker.slots > 0
        && place.declinedUntil <= now
        && (place.slots > 0 || place.job.wantsMore());
  }

  /** Returns whether it is the turn of one that asks. */
  boolean isNext(Place place, long now) {
    if (isContended(place, 1, now)) {
      return false;
    }
    if (!isContended(place, 0, now)) {
      return true;
    }
    return isTurn(place, now)
        && place.worker.places.values().stream().noneMatch(other -> goesOn(other, place))
        && place.job.places.values().stream()
            .noneMatch(other -> other.worker.kept == other && isContended(other, 0, now));
  }

  /** Whether a chain of an equal goes on, which would have to begin again. */
  private static boolean goesOn(Place other, Place place) {
    return other != place && other.job.priority == place.job.priority && other.chains > 0;
  }

  /** Whether no equal job that could use the worker is owed a turn by the one that asks. */
  boolean isTurn(Place place, long now) {
    return place.worker.places.values().stream()
        .filter(other -> contends(other, place, 0, now))
        .noneMatch(other -> turns.isOver(place.job, other.job));
  }

  /** Whether another job could use the worker, of the same priority, or of a higher one. */
  private static boolean isContended(Place place, int order, long now) {
    return place.worker.places.values().stream()
        .anyMatch(other -> contends(other, place, order, now));
  }

  private static boolean contends(Place other, Place place, int order, long now) {
    return other != place
        && Integer.compare(other.job.priority, place.job.priority) == order
        && !other.job.paused
        && (other.slots > 0 || (other.job.wantsMore() && other.wouldUseMore(now)));
  }
}
