package org.networkrender.cli.hosts;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/** What goes wrong in a chaos run, in which order: all of it follows from a seed. */
final class ChaosPlan {
  private static final int VARIANTS = 2;
  private static final int MAX_RESULTS_BEFORE = 2;
  private static final int MAX_RESULTS_WHILE = 4;

  private final Random random;
  private final Random rounds;
  private final int workers;
  private final Deque<Kind> kinds = new ArrayDeque<>();

  enum Kind {
    KILL_WORKER,
    KILL_BLENDER,
    STOP_WORKER,
    STOP_BLENDER,
    CUT_LINK,
    RESTART_WORKER,
    FILL_DISK,
    DAMAGE_RESULT,
    KILL_CLIENT
  }

  /**
   * One fault.
   *
   * @param worker the number of the worker that it hits
   * @param variant 0 or 1: there are two ways to do it or to heal it
   * @param before how many results come before it is done
   * @param during how many results come from the others before it is healed
   * @param noticed whether it is healed only when the client has said something about it
   */
  record Step(Kind kind, int worker, int variant, int before, int during, boolean noticed) {}

  ChaosPlan(long seed, int workers) {
    this.random = new Random(seed);
    this.rounds = new Random(seed);
    this.workers = workers;
  }

  /** Returns the next fault; there is no end. Each nine faults are of nine kinds. */
  Step next() {
    if (kinds.isEmpty()) {
      List<Kind> all = new ArrayList<>(List.of(Kind.values()));
      Collections.shuffle(all, random);
      kinds.addAll(all);
    }
    return new Step(
        kinds.remove(),
        random.nextInt(workers),
        random.nextInt(VARIANTS),
        random.nextInt(MAX_RESULTS_BEFORE),
        random.nextInt(MAX_RESULTS_WHILE),
        random.nextBoolean());
  }

  /** Returns whether the client's own machine renders too in the next round. */
  boolean nextRoundIsLocal() {
    return rounds.nextBoolean();
  }
}
