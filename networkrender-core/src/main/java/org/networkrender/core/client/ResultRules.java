package org.networkrender.core.client;

/**
 * What is done about results that may not be what was asked for.
 *
 * @param existing what becomes of pictures that are there already and are not the same job's
 * @param audit which share of the tasks is rendered a second time on another machine and compared,
 *     0 (none) to 1 (all); above 0 it is at least one task
 */
public record ResultRules(Existing existing, double audit) {
  /** Asks about pictures that are there; audits nothing. */
  public static final ResultRules DEFAULT = new ResultRules(Existing.ASK, 0);

  /**
   * Checks the share.
   *
   * @throws IllegalArgumentException if it is no share
   */
  public ResultRules {
    if (!(audit >= 0 && audit <= 1)) {
      throw new IllegalArgumentException(
          "a share of " + audit + " cannot be audited: it must be from 0 to 1");
    }
  }

  /** Returns the same with another way to treat existing pictures. */
  public ResultRules with(Existing chosen) {
    return new ResultRules(chosen, audit);
  }

  /** Returns the same with another share that is audited. */
  public ResultRules withAudit(double share) {
    return new ResultRules(existing, share);
  }
}
