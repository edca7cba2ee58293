package org.networkrender.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.networkrender.api.RenderException;
import org.networkrender.core.events.EventJson;
import org.networkrender.core.events.EventSubscription;
import org.networkrender.core.events.JobEvent;
import org.networkrender.core.events.Question;
import org.networkrender.core.order.RenderJob;

/** Tells a job to a program, and takes its commands. */
final class JsonFollower implements JobFollower {
  private static final Logger log = Logger.getLogger(JsonFollower.class.getName());
  private static final Duration STANDSTILL = Duration.ofSeconds(5);

  /** So often a standstill may not last before the reader is given up all the same: a minute. */
  private static final int MOST_WAITS = 12;

  private final Surroundings surroundings;
  private final Duration standstill;
  private final AtomicLong printed = new AtomicLong();
  private final AtomicBoolean inputEnded = new AtomicBoolean();
  private @Nullable RenderJob job;
  private @Nullable EventSubscription subscription;

  JsonFollower(Surroundings surroundings) {
    this(surroundings, STANDSTILL);
  }

  /**
   * Prepares.
   *
   * @param standstill how long a reader may read nothing after the job's end
   */
  JsonFollower(Surroundings surroundings, Duration standstill) {
    this.surroundings = surroundings;
    this.standstill = standstill;
  }

  @Override
  public void begin(RenderJob begun, JobConsole console) {
    job = begun;
    PrintWriter out = surroundings.out();
    subscription =
        begun.subscribe(
            event -> {
              JsonLines.print(out, EventJson.encode(event));
              printed.set(event.sequence());
              if (event instanceof JobEvent.Asked asked && inputEnded.get()) {
                nobodyAnswers(begun, asked.question());
              }
            });
    JsonLines.listen(
        surroundings.in(), begun, answer -> JsonLines.print(out, answer), () -> ended(begun));
  }

  /** Whoever writes no more answers no more. */
  private void ended(RenderJob begun) {
    inputEnded.set(true);
    begun.snapshot().questions().forEach(question -> nobodyAnswers(begun, question));
  }

  private static void nobodyAnswers(RenderJob begun, Question question) {
    try {
      question.otherwise().ifPresent(answer -> begun.answer(question.id(), answer));
    } catch (IllegalArgumentException e) {
      // Somebody has answered.
      return;
    }
  }

  @Override
  public void follow() throws InterruptedException {
    if (job != null) {
      // How it ended is what its report is asked for.
      boolean unused = job.result().handle((report, failure) -> true).join();
    }
  }

  @Override
  public void failed(RenderException cause) throws InterruptedException {
    if (job == null) {
      JsonFailure.print(surroundings, cause);
    }
  }

  /** Whoever reads slowly gets the end too; nobody waits for who reads nothing. */
  @Override
  public void end() throws InterruptedException {
    EventSubscription last = subscription;
    RenderJob ended = job;
    if (last == null || ended == null) {
      return;
    }
    long before = -1;
    for (int waits = 0; waits < MOST_WAITS && before < printed.get(); waits++) {
      before = printed.get();
      if (last.awaitEnd(standstill)) {
        return;
      }
    }
    last.close();
    log.warning(
        "the standard output is not read: it has the events up to "
            + printed.get()
            + ", and those up to "
            + ended.snapshot().sequence()
            + " are lost");
  }

  @Override
  public List<String> lines() {
    return List.of();
  }
}
