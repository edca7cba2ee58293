package org.networkrender.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.networkrender.api.FrameSet;
import org.networkrender.core.client.FarmSettings;
import org.networkrender.core.events.FailureReason;
import org.networkrender.core.events.JobEvent;
import org.networkrender.core.events.TaskAttempt;
import org.networkrender.core.events.WorkerRef;
import org.networkrender.core.order.JobOrder;
import org.networkrender.core.order.JobReport.Outcome;
import org.networkrender.core.order.Notice;
import org.networkrender.core.order.PixelProgress.Stage;

/** What the command shows of a job, and how it ends. */
class RenderCommandTest extends RenderFixture {
  @Test
  void rendersWithoutAnyOption() {
    run.farm.report.complete(Stories.report(Outcome.COMPLETE));
    assertThat(run.run("render", scene)).isEqualTo(ExitCode.COMPLETE);
    JobOrder order = run.farm.orders.get(0);
    assertThat(order).isEqualTo(JobOrder.animation(Path.of(scene), Path.of("shot.v2-frames")));
    FarmSettings settings = run.farm.opened.get(0);
    assertThat(settings.local()).isTrue();
    assertThat(settings.discoveries()).containsExactly("udp");
    assertThat(settings.discovery().broadcast()).isTrue();
    assertThat(run.farm.closed).isTrue();
    assertThat(run.interrupts).isEmpty();
  }

  @Test
  void printsALineForEachTenthOfAStill() {
    run.farm.story =
        listener -> {
          listener.progress(Stories.still(0, Stage.RENDERING));
          listener.progress(Stories.still(14_000_000, Stage.RENDERING));
          listener.progress(Stories.still(15_200_000, Stage.RENDERING));
          listener.progress(Stories.still(16_000_000, Stage.RENDERING));
          listener.progress(Stories.still(150_994_944, Stage.JOINING));
          listener.progress(Stories.still(150_994_944, Stage.FINISHING));
          listener.progress(Stories.still(150_994_944, Stage.FINISHING));
        };
    run.farm.report.complete(Stories.stillReport(11, 0, Stories.WORKERS));
    run.run("render", scene, "--still");
    assertThat(run.out().lines().toList())
        .startsWith(
            "Looking into shot.v2.blend ...",
            "15.2 of 150 Mpx, 0:41 left",
            "150 of 150 Mpx, joining",
            "150 of 150 Mpx, finishing",
            "");
  }

  @Test
  void printsPlainLinesAndTheTable() {
    run.farm.story =
        listener -> {
          listener.notice(new Notice(Notice.Level.WARNING, "a font is missing"));
          listener.progress(Stories.progress(0, 3));
          listener.finished(Stories.frame(1, "box2", 1.44));
          listener.progress(Stories.progress(1, 3));
          listener.finished(Stories.frame(2, "box2", 12.2));
        };
    run.farm.report.complete(Stories.report(Outcome.COMPLETE));
    run.run("render", scene);
    List<String> lines = run.out().lines().toList();
    assertThat(lines)
        .startsWith(
            "Looking into shot.v2.blend ...",
            "warning: a font is missing",
            "frame 1 on box2 in 1.4 s: 1 of 3 (33 %), 0:41 left",
            "frame 2 on box2 in 12 s: 2 of 3 (66 %), 0:41 left");
    assertThat(lines).last().asString().startsWith("The pictures are in ");
  }

  @Test
  void framesThatAreMissingGiveAnotherExitCodeAndTheWayOn() {
    run.farm.report.complete(Stories.report(Outcome.INCOMPLETE));
    assertThat(run.run("render", scene, "-o", "my frames")).isEqualTo(ExitCode.INCOMPLETE);
    assertThat(run.out())
        .contains(
            "2 frames missing: 4-5",
            "frames 4-5: no camera",
            "networkrender render " + scene + " -o 'my frames'");
  }

  @Test
  void interruptCancelsTheJobAndSaysWhatIsKept() {
    CompletableFuture<Integer> code = CompletableFuture.supplyAsync(() -> run.run("render", scene));
    await().until(() -> !run.interrupts.isEmpty());
    run.interrupts.get(0).run();
    assertThat(run.farm.cancelled).isCompletedWithValue(true);
    run.farm.report.complete(Stories.report(Outcome.CANCELLED));
    assertThat(code.join()).isEqualTo(ExitCode.CANCELLED);
    assertThat(run.out()).contains("Stopped. The finished pictures are kept in ");
  }

  @ParameterizedTest
  @EnumSource
  void aCopyOfTheSceneGoesWithItsJob(Outcome outcome) throws IOException {
    Path copy = Files.createDirectory(directory.resolve("networkrender-1")).resolve("shot.blend");
    Files.createFile(copy);
    run.farm.report.complete(Stories.report(outcome));
    run.run("render", copy.toString(), "--scene-path", scene, "--discard-scene");
    assertThat(run.farm.orders).hasSize(1);
    assertThat(copy.getParent()).doesNotExist();
    assertThat(Path.of(scene)).exists();
  }

  @Test
  void aCopyGoesAlsoWhereNoJobBegins() throws IOException {
    Path place = Files.createDirectory(directory.resolve("networkrender-1"));
    Path copy = Files.createFile(place.resolve("shot.blend"));
    Path beside = Files.createFile(place.resolve("beside"));
    assertThat(run.run("render", copy.toString(), "--discard-scene", "--exit-with-stdin"))
        .isEqualTo(ExitCode.USAGE);
    assertThat(copy).doesNotExist();
    assertThat(beside).as("it is in the same directory").exists();
  }

  @Test
  void aSceneThatIsNoCopyIsNotDiscarded() {
    assertThat(run.run("render", scene, "--discard-scene")).isEqualTo(ExitCode.USAGE);
    assertThat(run.errors().get(0)).contains("may be the only one");
    assertThat(Path.of(scene)).exists();
  }

  @Test
  void theSceneItselfIsNotDiscardedWhereverItIs() throws IOException {
    Path place = Files.createDirectory(directory.resolve("networkrender-1"));
    Path own = Files.createFile(place.resolve("shot.blend"));
    String other = place.resolve("../networkrender-1/shot.blend").toString();
    assertThat(run.run("render", own.toString(), "--scene-path", other, "--discard-scene"))
        .isEqualTo(ExitCode.USAGE);
    assertThat(own).exists();
  }

  @Test
  void theLastLinesOfARendererAreShownToWhoWantsToKnow() {
    WorkerRef worker = new WorkerRef("10.0.0.1:8080", "box2");
    TaskAttempt attempt =
        new TaskAttempt(1, "frame 7", FrameSet.of(7), TaskAttempt.Kind.FRAMES, worker, 1);
    List<String> output = List.of("Fra:7", "Error: \u001b[31mOut of memory");
    run.farm.story =
        listener -> {
          run.farm.events.publish(
              stamp ->
                  new JobEvent.TaskFailed(
                      stamp, attempt, FailureReason.RESOURCE, "out of memory", output));
          listener.progress(Stories.progress(1, 3));
        };
    run.farm.report.complete(Stories.report(Outcome.COMPLETE));
    run.run("render", scene, "--verbose");
    assertThat(run.out()).contains("  | Fra:7" + System.lineSeparator(), "  | Error: ");
    assertThat(run.out()).doesNotContain("\u001b");
  }
}
