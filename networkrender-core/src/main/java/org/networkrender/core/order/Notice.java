package org.networkrender.core.order;

/**
 * One line for a person.
 *
 * @param level how much it matters
 * @param text the line, without a full stop at its end
 */
public record Notice(Level level, String text) {
  /** How much a notice matters. */
  public enum Level {
    /** Good to know. */
    INFO,
    /** Something is not as it should be; the job goes on. */
    WARNING
  }
}
