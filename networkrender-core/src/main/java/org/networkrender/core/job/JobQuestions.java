package org.networkrender.core.job;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.networkrender.core.events.JobEvent;
import org.networkrender.core.events.JobEvents;
import org.networkrender.core.events.Question;

/** What a job asks, and what is answered, by whomever first. May be used by any thread. */
public final class JobQuestions {
  private final JobEvents events;
  private final Map<String, Open> open = new HashMap<>();
  private boolean closed;

  private record Open(Question question, CompletableFuture<String> answer) {}

  JobQuestions(JobEvents events) {
    this.events = events;
  }

  /**
   * Asks, and waits for the answer, for the time that the question names. In any case it is told
   * what came of it.
   *
   * @param question with a time, and the choice that is taken when no answer comes in that time
   * @return the id of the choice
   */
  public String ask(Question question) {
    Open asked = new Open(question, new CompletableFuture<>());
    synchronized (this) {
      open.put(question.id(), asked);
      if (closed) {
        asked.answer.complete(otherwise(question));
      }
    }
    events.publish(stamp -> new JobEvent.Asked(stamp, question));
    String answer = await(asked);
    synchronized (this) {
      open.remove(question.id());
    }
    events.publish(stamp -> new JobEvent.Answered(stamp, question.id(), answer));
    return answer;
  }

  private static String otherwise(Question question) {
    return question.otherwise().orElseThrow();
  }

  private static String await(Open asked) {
    Question question = asked.question;
    try {
      long nanos = question.atMost().orElseThrow().toNanos();
      return asked.answer.get(nanos, TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      // An answer that comes just now counts.
      asked.answer.complete(otherwise(question));
      return asked.answer.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return otherwise(question);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  /**
   * Answers a question.
   *
   * @throws IllegalArgumentException if no such question is open, or it has no such choice
   */
  void answer(String id, String answer) {
    Open asked;
    synchronized (this) {
      asked = open.get(id);
    }
    if (asked == null) {
      throw new IllegalArgumentException("this job has no open question '" + id + "'");
    }
    if (asked.question.choices().stream().noneMatch(choice -> choice.id().equals(answer))) {
      throw new IllegalArgumentException(
          "the question '"
              + id
              + "' has no choice '"
              + answer
              + "', only "
              + String.join(
                  ", ", asked.question.choices().stream().map(Question.Choice::id).toList()));
    }
    if (!asked.answer.complete(answer)) {
      throw new IllegalArgumentException("the question '" + id + "' is answered already");
    }
  }

  /** Nobody is waited for any longer. */
  synchronized void close() {
    closed = true;
    open.values().forEach(asked -> asked.answer.complete(otherwise(asked.question)));
  }
}
