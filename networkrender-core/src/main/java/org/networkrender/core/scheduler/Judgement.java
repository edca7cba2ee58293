package org.networkrender.core.scheduler;

import java.time.Duration;

/**
 * What a failure means for its task and for the machine on which it happened: a pure function of
 * {@link FailureFacts}.
 *
 * <table>
 * <caption>What decides</caption>
 * <tr><th>failure</th><th>task</th><th>machine</th></tr>
 * <tr><td>SCENE</td><td>given up when two machines say so, or one says it twice and no other
 * machine is left to ask; where one may still come, it pauses that long</td><td>rests as for WORKER if another machine then renders the
 * task</td></tr>
 * <tr><td>STALLED</td><td>given up when it stalled on two machines, or three times and no other
 * machine is left to ask, nor just gone</td><td>rests as for WORKER</td></tr>
 * <tr><td>WORKER</td><td>tried again elsewhere; where it failed, after a pause from the
 * second time on</td><td>rests, twice
 * as long each time, until a success</td></tr>
 * <tr><td>WORKER, alike on each machine that is there, and on two at least</td><td>given up;
 * where another one may still come, it pauses that long</td><td>as above</td></tr>
 * <tr><td>RESOURCE</td><td>the same, with a longer pause from the first time on</td><td>the same, from a longer first
 * rest</td></tr>
 * <tr><td>REFUSED</td><td>not counted, never asked of that machine again; given up when for a while
 * nobody is there who has not refused it</td><td>-</td></tr>
 * <tr><td>LOST</td><td>not counted; from the third time on a suspect, which pauses and is rendered
 * last and alone; given up the tenth time</td><td>-</td></tr>
 * <tr><td>LOST together with nearly all others</td><td>costs nothing: the client's own network broke
 * ({@link #isOwnNetwork})</td><td>-</td></tr>
 * <tr><td>any that counts, when the task has had all its failures</td><td>given up when three of
 * the machines have rendered something else, unless it was only lost with one that is there or just
 * gone, or another is there that has rendered something (up to twice as many failures); or when no machine is left to ask, nor just gone, and a
 * lone one would have had its pauses</td><td>as above</td></tr>
 * <tr><td>any by which it would be given up, where a machine is there with which it was only lost
 * </td><td>goes there first</td><td>as above</td></tr>
 * </table>
 *
 * @param givesUp whether the task is given up, unless another attempt of it goes on
 * @param taskPauses for how long the task is not tried again where it failed; a suspect: anywhere
 */
record Judgement(boolean givesUp, Duration taskPauses) {
  /** How often a task may be lost before it is suspected of killing its workers. */
  static final int INNOCENT_LOSSES = 2;

  /** Machines that rendered something else: what so many fail at is itself to blame. */
  static final int ABLE_MACHINES = 3;

  /** How often a task may be lost. */
  static final int MOST_LOSSES = 10;

  /** How often a task is forgiven that it was lost when the client's own network broke. */
  static final int MOST_FORGIVEN = 20;

  /** Judges a failure. */
  static Judgement of(FailureFacts facts, SchedulerSettings settings) {
    return new Judgement(givesUp(facts, settings), pauseOf(facts, settings));
  }

  private static boolean givesUp(FailureFacts facts, SchedulerSettings settings) {
    if (facts.kind().counts() && hasHadAll(facts, settings)) {
      return true;
    }
    return switch (facts.kind()) {
      case SCENE -> facts.blamers() >= 2 || (saidTwice(facts) && othersDue(facts).isZero());
      case STALLED -> facts.stallers() >= 2 || (facts.stalls() >= 3 && nobodyElse(facts, settings));
      case WORKER -> facts.alike() && facts.othersDue().isZero();
      // What lacks there and then may be there later; whether a refusal is final is seen when time
      // has passed.
      case RESOURCE, REFUSED -> false;
      case LOST -> facts.losses() >= MOST_LOSSES;
    };
  }

  private static boolean hasHadAll(FailureFacts facts, SchedulerSettings settings) {
    boolean late = facts.failing().compareTo(patience(settings)) >= 0;
    boolean believed =
        facts.able() >= ABLE_MACHINES
            && !(facts.lostOnly() && !isLong(facts, settings))
            && !(facts.ableLeft() && facts.failures() < 2 * settings.maxAttempts());
    return facts.failures() >= settings.maxAttempts()
        && (believed || (late && nobodyElse(facts, settings)));
  }

  /**
   * Returns whether no machine is left to ask. Who left just now is expected back, but a task that
   * has been failing for long is not kept for one that gets ready for ever.
   */
  private static boolean nobodyElse(FailureFacts facts, SchedulerSettings settings) {
    return !facts.othersLeft() && (facts.othersDue().isZero() || isLong(facts, settings));
  }

  /** Returns whether it has been failing for longer than one waits for who may come back. */
  private static boolean isLong(FailureFacts facts, SchedulerSettings settings) {
    return facts.failing().compareTo(patience(settings).plus(settings.longestRest())) >= 0;
  }

  /** Returns how long a machine that is alone takes at least to fail as often as it may. */
  private static Duration patience(SchedulerSettings settings) {
    Duration pauses = Duration.ZERO;
    for (int failures = 2; failures < settings.maxAttempts(); failures++) {
      pauses = pauses.plus(doubled(settings.firstRest(), failures - 2, settings.longestRest()));
    }
    return pauses;
  }

  private static boolean saidTwice(FailureFacts facts) {
    return facts.sceneFaults() >= 2 && !facts.othersLeft();
  }

  /** The client's own machine is believed at once. */
  private static Duration othersDue(FailureFacts facts) {
    return facts.own() ? Duration.ZERO : facts.othersDue();
  }

  private static Duration pauseOf(FailureFacts facts, SchedulerSettings settings) {
    Duration most = settings.longestRest();
    return switch (facts.kind()) {
      case SCENE -> saidTwice(facts) ? othersDue(facts) : Duration.ZERO;
      case REFUSED -> Duration.ZERO;
      case WORKER -> facts.alike() ? facts.othersDue() : pauseOf(facts.failures(), settings);
      case STALLED -> pauseOf(facts.failures(), settings);
      case RESOURCE -> doubled(settings.firstResourceRest(), facts.failures() - 1, most);
      case LOST ->
          isSuspect(facts.losses())
              ? doubled(settings.firstRest(), facts.losses() - INNOCENT_LOSSES - 1, most)
              : Duration.ZERO;
    };
  }

  private static Duration pauseOf(int failures, SchedulerSettings settings) {
    return failures == 1
        ? Duration.ZERO
        : doubled(settings.firstRest(), failures - 2, settings.longestRest());
  }

  /**
   * Returns whether links that ended together did so because the client's own network broke: not
   * one alone, and nearly all.
   *
   * @param gone how many machines left, or fell silent, at about the same moment
   * @param all how many there were before, the client's own aside
   */
  static boolean isOwnNetwork(int gone, int all) {
    return gone >= 2 && gone * 10 >= all * 9;
  }

  /** Returns whether a task that was lost so often is suspected of killing its workers. */
  static boolean isSuspect(int losses) {
    return losses > INNOCENT_LOSSES;
  }

  /**
   * Returns how long a machine rests after a failure; zero when it does not.
   *
   * @param kind how it failed
   * @param stage how far the attempt had come: what cannot be opened fails for all tasks there
   * @param strikes how many failures in a row went before, not counting scene faults
   * @param settings how patient to be
   */
  static Duration restOf(
      FailureKind kind, FailureStage stage, int strikes, SchedulerSettings settings) {
    return switch (kind) {
      case SCENE ->
          stage == FailureStage.OPENING
              ? doubled(settings.firstRest(), strikes, settings.longestRest())
              : Duration.ZERO;
      case REFUSED, LOST -> Duration.ZERO;
      case WORKER, STALLED -> doubled(settings.firstRest(), strikes, settings.longestRest());
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
