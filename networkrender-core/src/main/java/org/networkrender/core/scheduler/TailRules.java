package org.networkrender.core.scheduler;

import java.time.Duration;
import java.util.Objects;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;

/**
 * What may be cut into parts towards the end of a job, so that every slot helps to the end, and
 * what that costs at least.
 *
 * @param cuttable says of a task whether its result can be made from parts as well
 * @param parts says how many parts a task is cut into when so many are wanted; below 2, it is not
 *     cut
 * @param part what each part costs at least beside its share of the task
 * @param first what the first part on a machine costs beside that, where no task was rendered
 *     before
 * @param joining what joining the parts costs at least, and finishing what was joined
 * @param most how many tasks may be in parts at once; those that are done do not count
 */
public record TailRules(
    IntPredicate cuttable,
    IntUnaryOperator parts,
    Duration part,
    Duration first,
    Duration joining,
    int most) {
  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException when a number or duration is negative
   */
  public TailRules {
    Objects.requireNonNull(cuttable);
    Objects.requireNonNull(parts);
    if (part.isNegative() || first.isNegative() || joining.isNegative()) {
      throw new IllegalArgumentException("a part cannot cost less than nothing");
    }
    if (most < 0) {
      throw new IllegalArgumentException("not less than no task can be in parts");
    }
  }

  /** Returns the rules by which nothing is cut. */
  public static TailRules none() {
    return new TailRules(
        task -> false, wanted -> 0, Duration.ZERO, Duration.ZERO, Duration.ZERO, 0);
  }

  /** Returns whether anything may be cut at all. */
  boolean anything() {
    return most > 0;
  }
}
