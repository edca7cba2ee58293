package org.networkrender.core.output;

import org.networkrender.core.order.Existing;

/**
 * Asks about what is there once for a job: who has decided about its pictures means its movies too,
 * where they were made from something else. Movies of which nothing is known are others.
 */
public final class AskedOnce implements KeptFrames.Decision {
  private final KeptFrames.Decision decision;
  private Existing decided = Existing.ASK;

  /** Asks nobody yet. */
  public AskedOnce(KeptFrames.Decision decision) {
    this.decision = decision;
  }

  @Override
  public Existing about(String found) {
    if (decided == Existing.ASK) {
      decided = decision.about(found);
    }
    return decided;
  }
}
