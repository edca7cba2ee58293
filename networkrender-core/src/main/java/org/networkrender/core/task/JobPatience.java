package org.networkrender.core.task;

import com.google.common.collect.Comparators;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.networkrender.core.text.PlainWords;

/** How long a job of which nothing was rendered yet waits when no worker is there at all. */
public final class JobPatience {
  /** How long a worker that was heard of before is waited for that does not answer. */
  private static final Duration ANSWER = Duration.ofSeconds(30);

  /** After what time every worker has announced itself that is there. */
  private static final Duration ALL_HEARD = Duration.ofSeconds(6);

  private final Duration usual;
  private final Set<String> asking = new HashSet<>();

  /**
   * Creates it.
   *
   * @param usual within which time workers are there, as the rules of the job say
   */
  public JobPatience(Duration usual) {
    this.usual = usual;
  }

  /** Nobody knows yet whether the worker at a place can be reached. */
  void asking(String place) {
    asking.add(place);
  }

  /** That is known now. */
  void answered(String place) {
    asking.remove(place);
  }

  /**
   * Returns how long is waited.
   *
   * @param misfits whether workers are known, and all lack the same that others may lack too
   */
  Duration time(boolean misfits) {
    if (!asking.isEmpty()) {
      return Comparators.max(usual, ANSWER);
    }
    return misfits ? Comparators.min(usual, ALL_HEARD) : usual;
  }

  /** Returns how long is waited where nobody was ever heard of, as a person reads it. */
  @Override
  public String toString() {
    return PlainWords.chosen(usual);
  }
}
