package org.networkrender.core.client;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.networkrender.core.events.Question;
import org.networkrender.core.job.JobQuestions;
import org.networkrender.core.order.Existing;
import org.networkrender.core.output.KeptFrames;

/** What a job asks when pictures are there that were not made from it. */
final class PicturesQuestion implements KeptFrames.Decision {
  private static final String ID = "pictures";
  private static final String KEEP = "keep";
  private static final String OVERWRITE = "overwrite";
  private static final String STOP = "stop";
  private static final List<Question.Choice> CHOICES =
      List.of(
          new Question.Choice(KEEP, "leave them as they are, and render only what is missing"),
          new Question.Choice(OVERWRITE, "render them again"),
          new Question.Choice(STOP, "render nothing"));

  private final JobQuestions questions;
  private final Duration atMost;

  /**
   * Prepares.
   *
   * @param atMost for how long the answer is waited for; zero where nobody is there who could
   *     answer
   */
  PicturesQuestion(JobQuestions questions, Duration atMost) {
    this.questions = questions;
    this.atMost = atMost;
  }

  @Override
  public Existing about(String found) {
    if (atMost.isZero()) {
      return Existing.ASK;
    }
    String answer =
        questions.ask(new Question(ID, found, CHOICES, Optional.of(atMost), Optional.of(STOP)));
    return switch (answer) {
      case KEEP -> Existing.KEEP;
      case OVERWRITE -> Existing.OVERWRITE;
      default -> Existing.ASK;
    };
  }
}
