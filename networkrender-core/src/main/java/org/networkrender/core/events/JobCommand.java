package org.networkrender.core.events;

import java.util.Objects;

/** A command to a job, as data. {@link CommandJson} reads it and writes it. */
public sealed interface JobCommand {
  /** Stops the job at once. */
  record Cancel() implements JobCommand {}

  /** Begins no task any more. */
  record Pause() implements JobCommand {}

  /** Begins tasks again. */
  record Resume() implements JobCommand {}

  /**
   * Answers a question.
   *
   * @param question its id
   * @param answer the id of one of its choices
   */
  record Answer(String question, String answer) implements JobCommand {
    /** Checks that both are there. */
    public Answer {
      Objects.requireNonNull(question, "question");
      Objects.requireNonNull(answer, "answer");
    }
  }

  /**
   * Changes the priority.
   *
   * @param priority higher goes first; 0 is usual
   */
  record Priority(int priority) implements JobCommand {}

  /**
   * Gives the command to a job.
   *
   * @throws IllegalArgumentException if it makes no sense for this job; says why in plain words
   * @throws UnsupportedOperationException if this job cannot do it; says so in plain words
   */
  default void giveTo(JobCommands job) {
    if (this instanceof Cancel) {
      job.cancel();
    } else if (this instanceof Pause) {
      job.pause();
    } else if (this instanceof Resume) {
      job.resume();
    } else if (this instanceof Answer answer) {
      job.answer(answer.question, answer.answer);
    } else if (this instanceof Priority priority) {
      job.priority(priority.priority);
    }
  }
}
