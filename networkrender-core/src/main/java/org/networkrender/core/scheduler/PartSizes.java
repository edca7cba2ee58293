package org.networkrender.core.scheduler;

/** Says into how many parts a task is cut. */
final class PartSizes {
  /** How many parts one after the other a slot should be able to do until the end. */
  private static final double LEAST_IN_A_ROW = 6;

  private static final double MOST_IN_A_ROW = 24;

  /** How many times as long as what it costs beside that a part takes at least. */
  private static final double LEAST_PART = 6;

  /** The most parts of a task. */
  private static final int MOST_PARTS = 4096;

  private final TailRules rules;

  PartSizes(TailRules rules) {
    this.rules = rules;
  }

  /**
   * Returns into how many parts a task is cut, or less than two for none. With n parts in a row
   * each slot pays n times what a part costs beside its share, and waits for a share of 1/n of the
   * time left at the end: the sum is least where n is the root of the one by the other. A third,
   * because the last parts are finer anyway.
   */
  int parts(double pace, double overhead, double left) {
    double best = Math.sqrt(Math.max(0, left) / (3 * overhead));
    double row = Math.max(LEAST_IN_A_ROW, Math.min(MOST_IN_A_ROW, best));
    double wanted = left <= 0 ? Double.MAX_VALUE : Math.ceil(row * pace / left);
    double paid = Math.floor(pace / (LEAST_PART * overhead));
    int parts = (int) Math.min(MOST_PARTS, Math.min(Math.max(2, wanted), paid));
    return parts < 2 ? 0 : rules.parts().applyAsInt(parts);
  }
}
