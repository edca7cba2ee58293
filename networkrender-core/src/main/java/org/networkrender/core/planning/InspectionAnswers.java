package org.networkrender.core.planning;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.RenderException;
import org.networkrender.core.pool.JobNumbers;
import org.networkrender.core.pool.WorkerLink;
import org.networkrender.core.wire.Message;

/** The workers that were asked what is in a scene. Belongs to the farm's thread. */
public final class InspectionAnswers {
  private final Map<Integer, Question> open = new HashMap<>();
  private boolean closed;

  /** A question to a worker. */
  static final class Question {
    private final int link;
    private final LookPatience patience;
    private final CompletableFuture<Message> answer = new CompletableFuture<>();

    private Question(int link, LookPatience patience) {
      this.link = link;
      this.patience = patience;
    }

    /** Returns what becomes the answer; it fails with a RenderException. */
    CompletableFuture<Message> answer() {
      return answer;
    }

    private void fail(ErrorKind kind, String reason) {
      answer.completeExceptionally(new RenderException(kind, reason, ""));
    }
  }

  /**
   * Asks.
   *
   * @param patience hears of what the worker receives
   */
  Question ask(WorkerLink link, Message.Inspect message, LookPatience patience) {
    Question question = new Question(link.number(), patience);
    if (closed) {
      question.fail(ErrorKind.USER, "the program has ended");
    } else if (!link.isLinked()) {
      question.fail(ErrorKind.WORKER, "it left");
    } else {
      open.put(message.job(), question);
      link.send(message);
    }
    return question;
  }

  /** A message came that may be about a question. */
  public void message(WorkerLink link, Message message) {
    Question question = open.get(JobNumbers.of(message));
    if (question == null || question.link != link.number()) {
      return;
    }
    if (message instanceof Message.Receiving receiving) {
      question.patience.received(receiving.bytes());
    } else if (message instanceof Message.Inspected) {
      question.answer.complete(message);
    } else if (message instanceof Message.JobFailed failed) {
      question.answer.completeExceptionally(
          new RenderException(failed.kind(), failed.message(), failed.advice()));
    }
  }

  /** A link ended. */
  public void unlinked(WorkerLink link, String reason) {
    for (Question question : List.copyOf(open.values())) {
      if (question.link == link.number()) {
        question.fail(ErrorKind.WORKER, "it left: " + reason);
      }
    }
  }

  /** A question is done with. */
  void end(WorkerLink link, int number) {
    Question question = open.remove(number);
    if (question != null && question.link == link.number()) {
      link.send(new Message.CloseJob(number));
    }
  }

  /** Nobody waits for answers any more. */
  public void close() {
    closed = true;
    open.values().forEach(question -> question.fail(ErrorKind.USER, "the program has ended"));
  }
}
