package org.networkrender.core.order;

import java.util.Optional;
import org.networkrender.api.backend.SceneSubject;

/**
 * One line for a person.
 *
 * @param level how much it matters
 * @param text the line, without a full stop at its end
 * @param about what it is about in a scene, or empty where nobody knows
 */
public record Notice(Level level, String text, Optional<SceneSubject> about) {
  /** Makes a notice of which nobody knows what it is about. */
  public Notice(Level level, String text) {
    this(level, text, Optional.empty());
  }

  /** How much a notice matters. */
  public enum Level {
    /** Good to know. */
    INFO,
    /** Something is not as it should be; the job goes on. */
    WARNING
  }
}
