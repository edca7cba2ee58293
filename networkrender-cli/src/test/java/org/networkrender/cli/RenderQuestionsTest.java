package org.networkrender.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jline.terminal.Terminal;
import org.junit.jupiter.api.Test;
import org.networkrender.core.events.JobEvent;
import org.networkrender.core.events.Question;
import org.networkrender.core.order.JobReport.Outcome;

/** Who is asked by the command, and how. */
class RenderQuestionsTest extends RenderFixture {
  private static Surroundings.Terminals whereSomebodySits() {
    return new Surroundings.Terminals() {
      @Override
      public Optional<Terminal> open() {
        return Optional.empty();
      }

      @Override
      public boolean canAsk() {
        return true;
      }
    };
  }

  @Test
  void onlyWhoCanAnswerIsAsked() {
    assertThat(order("").rules().answersWithin()).isZero();
    assertThat(order("--events json").rules().answersWithin()).isPositive();
    run.terminals = whereSomebodySits();
    assertThat(order("").rules().answersWithin()).isPositive();
  }

  @Test
  void aQuestionIsAskedOnTheTerminalUntilItsAnswerIsUnderstood() throws Exception {
    run.terminals = whereSomebodySits();
    run.in = new ByteArrayInputStream("\nwhat?\nO\n".getBytes(StandardCharsets.UTF_8));
    Question question =
        new Question(
            "pictures",
            "2 pictures are there",
            List.of(
                new Question.Choice("keep", "leave them"),
                new Question.Choice("overwrite", "render them again")),
            Optional.of(Duration.ofMinutes(10)),
            Optional.of("keep"));
    renderUntilAnswered(question);
    assertThat(run.farm.answered).isCompletedWithValue("pictures=overwrite");
    String asked = "Type keep, overwrite, or the first letter, and Enter within 10:00:";
    assertThat(run.out())
        .contains(
            "2 pictures are there.", "  keep - leave them", "  overwrite - render them again");
    assertThat(run.out().lines().filter(asked::equals)).hasSize(2);
  }

  @Test
  void whoSaysNothingMoreHasAnsweredNothing() throws Exception {
    run.terminals = whereSomebodySits();
    Question question =
        new Question(
            "q",
            "Rain?",
            List.of(
                new Question.Choice("yes", "it does"), new Question.Choice("no", "it does not")),
            Optional.of(Duration.ofMinutes(10)),
            Optional.of("no"));
    renderUntilAnswered(question);
    assertThat(run.farm.answered).isCompletedWithValue("q=no");
  }

  private void renderUntilAnswered(Question question) throws Exception {
    run.farm.events.publish(stamp -> new JobEvent.Asked(stamp, question));
    CompletableFuture<Void> ended =
        run.farm.answered.thenAccept(
            answer -> run.farm.report.complete(Stories.report(Outcome.COMPLETE)));
    assertThat(run.run("render", scene)).isEqualTo(ExitCode.COMPLETE);
    ended.get(60, TimeUnit.SECONDS);
  }
}
