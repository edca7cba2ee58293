package org.networkrender.core.scheduler;

import java.time.Duration;
import org.networkrender.api.ErrorKind;

/**
 * What a failure means for its task and for the machine on which it happened: a pure function.
 *
 * <table>
 * <caption>The first row that fits decides; the rest is decided by the kind alone</caption>
 * <tr><th>failure</th><th>task</th><th>machine</th></tr>
 * <tr><td>any kind, and the task has had all its failures</td><td>given up</td><td>as below</td></tr>
 * <tr><td>USER, seen on two machines</td><td>given up: the scene is at fault</td><td>-</td></tr>
 * <tr><td>USER, seen twice, and no other usable machine is left to ask</td><td>given up</td><td>-</td></tr>
 * <tr><td>USER, else</td><td>tried again, elsewhere if possible</td><td>rests if another machine
 * then renders the task ({@link #restOf} as for WORKER)</td></tr>
 * <tr><td>WORKER, INTERNAL</td><td>tried again, elsewhere if possible</td><td>rests, twice as long
 * each time</td></tr>
 * <tr><td>RESOURCE</td><td>tried again, elsewhere if possible</td><td>the same, from a longer first
 * rest</td></tr>
 * <tr><td>lost: its link ended or fell silent</td><td>tried again, not counted</td><td>-</td></tr>
 * <tr><td>given back unstarted</td><td>goes on elsewhere, not counted</td><td>-</td></tr>
 * </table>
 */
final class Judgement {
  private Judgement() {}

  /**
   * Returns whether a task is to be given up.
   *
   * @param history its failures, the one that is judged among them
   * @param otherUsable whether a usable machine is there on which it has not failed
   * @param settings how patient to be
   */
  static boolean givesUp(TaskHistory history, boolean otherUsable, SchedulerSettings settings) {
    if (history.failures() >= settings.maxAttempts()) {
      return true;
    }
    if (history.kind() != ErrorKind.USER) {
      return false;
    }
    return history.blamers().size() >= 2 || (history.sceneFaults() >= 2 && !otherUsable);
  }

  /**
   * Returns how long a machine rests after a failure; zero when it does not.
   *
   * @param kind how it failed
   * @param strikes how many failures in a row went before, not counting scene faults
   * @param settings how patient to be
   */
  static Duration restOf(ErrorKind kind, int strikes, SchedulerSettings settings) {
    return switch (kind) {
      case USER -> Duration.ZERO;
      case WORKER, INTERNAL -> doubled(settings.firstRest(), strikes, settings.longestRest());
      case RESOURCE -> doubled(settings.firstResourceRest(), strikes, settings.longestRest());
    };
  }

  private static Duration doubled(Duration first, int times, Duration most) {
    Duration rest = first;
    for (int i = 0; i < times && rest.compareTo(most) < 0; i++) {
      rest = rest.multipliedBy(2);
    }
    return rest.compareTo(most) < 0 ? rest : most;
  }
}
