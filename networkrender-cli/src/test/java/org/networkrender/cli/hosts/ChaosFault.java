package org.networkrender.cli.hosts;

/** A fault that was done and is to be healed. */
interface ChaosFault {
  /**
   * Heals it.
   *
   * @return whether it was felt at all; otherwise it does not count
   */
  boolean heal() throws Exception;
}
