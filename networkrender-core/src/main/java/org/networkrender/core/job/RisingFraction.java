package org.networkrender.core.job;

/**
 * How much of a job is done, as it is shown. Work can be lost: an attempt fails, its worker leaves,
 * or it is stopped so that others do the same sooner. What was shown stays then until as much is
 * done again, since nobody can make use of a bar that jumps back.
 */
final class RisingFraction {
  private static final double NEARLY = Math.nextDown(1.0);

  private double most;

  /**
   * Returns what is shown: never less than before, and 1 only when all is done.
   *
   * @param done how much is done now, 0 to 1
   * @param all whether nothing is left
   */
  double show(double done, boolean all) {
    most = Math.max(most, Math.min(NEARLY, done));
    return all ? 1 : most;
  }
}
