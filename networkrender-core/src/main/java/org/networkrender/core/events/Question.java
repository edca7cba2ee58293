package org.networkrender.core.events;

import java.util.List;
import java.util.Objects;

/**
 * Something that a job needs to know.
 *
 * @param id tells it from other questions of the job
 * @param text the question in one plain line
 * @param choices what can be answered; one at least
 */
public record Question(String id, String text, List<Choice> choices) {
  /** Copies the list. */
  public Question {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(text, "text");
    choices = List.copyOf(choices);
  }

  /**
   * One possible answer.
   *
   * @param id what is sent to choose it
   * @param text what it means, in one plain line
   */
  public record Choice(String id, String text) {
    /** Checks that both are there. */
    public Choice {
      Objects.requireNonNull(id, "id");
      Objects.requireNonNull(text, "text");
    }
  }
}
