package org.networkrender.core.scheduler;

import java.time.Duration;

/**
 * What rendering costs beside the pixels, in seconds.
 *
 * @param cold what the first task of a machine costs, and the next one after it was stopped
 * @param preparing what each task and each part costs on a machine of speed 1
 * @param part what each part costs beside that, whatever the machine
 * @param joining half of it is joining the parts, half of it finishing what was joined
 * @param cuts whether tasks may be cut
 */
record MakespanCosts(double cold, double preparing, double part, double joining, boolean cuts) {
  /** So many tiles of 64 pixels a side, the smallest that are cut, has a picture of 1920 x 1080. */
  private static final int MOST_PARTS = 480;

  /** Returns what Blender is expected to cost, with tasks cut or not. */
  static MakespanCosts usual(boolean cuts) {
    return new MakespanCosts(2, 0.5, 0.1, 1, cuts);
  }

  TailRules rules() {
    return cuts
        ? new TailRules(
            task -> true,
            wanted -> Math.min(MOST_PARTS, wanted),
            Duration.ofMillis(Math.round(1000 * part)),
            Duration.ofMillis(Math.round(1000 * cold)),
            Duration.ofMillis(Math.round(1000 * joining)),
            Integer.MAX_VALUE)
        : TailRules.none();
  }
}
