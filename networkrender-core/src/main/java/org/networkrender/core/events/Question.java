package org.networkrender.core.events;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Something that a job needs to know.
 *
 * @param id tells it from other questions of the job
 * @param text the question in one plain line
 * @param choices what can be answered; one at least
 * @param atMost how long an answer is waited for, or empty for as long as it takes
 * @param otherwise the id of the choice that is taken when none comes in that time
 */
public record Question(
    String id,
    String text,
    List<Choice> choices,
    Optional<Duration> atMost,
    Optional<String> otherwise) {
  /** Copies the list. */
  public Question {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(text, "text");
    choices = List.copyOf(choices);
  }

  /** Creates a question that waits for its answer as long as it takes. */
  public Question(String id, String text, List<Choice> choices) {
    this(id, text, choices, Optional.empty(), Optional.empty());
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
