package org.networkrender.cli;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.networkrender.api.RenderException;
import org.networkrender.core.events.CommandJson;
import org.networkrender.core.events.EventJson;
import org.networkrender.core.events.JobEvent;
import org.networkrender.core.events.Question;
import org.networkrender.core.order.RenderJob;

/** Tells a job to a program, and takes its commands. */
final class JsonFollower implements JobFollower {
  private final Surroundings surroundings;
  private final JsonPrinter<JobEvent> printer;
  private final boolean exitsWithInput;
  private final AtomicBoolean inputEnded = new AtomicBoolean();
  private @Nullable RenderJob job;

  /**
   * Prepares.
   *
   * @param exitsWithInput whether the job is cancelled when the input ends
   */
  JsonFollower(Surroundings surroundings, boolean exitsWithInput) {
    this(surroundings, exitsWithInput, new JsonPrinter<>(surroundings.out(), EventJson::encode));
  }

  JsonFollower(Surroundings surroundings, boolean exitsWithInput, JsonPrinter<JobEvent> printer) {
    this.surroundings = surroundings;
    this.exitsWithInput = exitsWithInput;
    this.printer = printer;
  }

  @Override
  public void begin(RenderJob begun, JobConsole console) {
    job = begun;
    printer.begin(
        begun.subscribe(
            event -> {
              printer.print(event);
              if (event instanceof JobEvent.Asked asked && inputEnded.get()) {
                nobodyAnswers(begun, asked.question());
              }
            }));
    JsonLines.listen(
        surroundings.in(),
        line -> CommandJson.run(line, begun),
        printer::answer,
        () -> ended(begun));
  }

  /** Whoever writes no more answers no more. */
  private void ended(RenderJob begun) {
    if (exitsWithInput) {
      begun.cancel();
    }
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
    RenderJob ended = job;
    if (ended != null) {
      printer.end(ended.snapshot().sequence());
    }
  }

  @Override
  public List<String> lines() {
    return List.of();
  }
}
