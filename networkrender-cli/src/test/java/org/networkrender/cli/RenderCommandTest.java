package org.networkrender.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.networkrender.api.FrameSet;
import org.networkrender.api.transport.Endpoint;
import org.networkrender.core.client.FarmSettings;
import org.networkrender.core.client.JobOrder;
import org.networkrender.core.client.JobReport.Outcome;
import org.networkrender.core.client.Notice;

class RenderCommandTest {
  private final CommandRun run = new CommandRun();
  private String scene = "";
  @TempDir private Path directory;

  @BeforeEach
  void makeScene() throws IOException {
    scene = Files.createFile(directory.resolve("shot.v2.blend")).toString();
  }

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
  void carriesEveryOptionToWhereItBelongs() {
    run.farm.report.complete(Stories.report(Outcome.COMPLETE));
    String line =
        "render "
            + scene
            + " -o out/pic_###.png --frames 1-3,9 --no-local --worker box2 --worker box3:9000"
            + " --interface lo --no-broadcast --discovery-port 9082 --transport inprocess"
            + " --split ranges --backend blender --blender /opt/blender --threads 3 --no-denoise"
            + " --format PNG --set samples=4 --plain";
    assertThat(run.run(line.split(" "))).isEqualTo(ExitCode.COMPLETE);
    JobOrder order = run.farm.orders.get(0);
    assertThat(order.output()).isEqualTo(Path.of("out"));
    assertThat(order.picture().orElseThrow().pattern()).isEqualTo("pic_###.png");
    assertThat(order.frames()).contains(FrameSet.parse("1-3,9"));
    assertThat(order.splitter()).isEqualTo("ranges");
    assertThat(order.backend()).contains("blender");
    assertThat(order.options())
        .containsOnly(
            Map.entry("denoise", "off"), Map.entry("format", "PNG"), Map.entry("samples", "4"));
    FarmSettings settings = run.farm.opened.get(0);
    assertThat(settings.local()).isFalse();
    assertThat(settings.discoveries()).containsExactly("udp", "list");
    assertThat(settings.discovery().workers())
        .containsExactly(new Endpoint("box2", 8080), new Endpoint("box3", 9000));
    assertThat(settings.discovery().interfaces()).containsExactly("lo");
    assertThat(settings.discovery().broadcast()).isFalse();
    assertThat(settings.discovery().port()).isEqualTo(9082);
    assertThat(settings.transport()).isEqualTo("inprocess");
    assertThat(settings.backend().executable()).contains(Path.of("/opt/blender"));
    assertThat(settings.backend().threads()).isEqualTo(3);
  }

  @Test
  void refusesContradictionsBeforeAnythingStarts() {
    assertThat(run.run("render", scene, "--frame", "1", "--frames", "2")).isEqualTo(2);
    assertThat(run.run("render", scene, "--no-denoise", "--set", "denoise=on")).isEqualTo(2);
    assertThat(run.run("render", scene, "-o", "out/final.png")).isEqualTo(2);
    assertThat(run.run("render", directory.toString())).isEqualTo(2);
    assertThat(run.run("render", "nowhere.blend")).isEqualTo(2);
    assertThat(run.errors()).hasSize(5);
    assertThat(run.errors().get(2)).contains("shot_####.png");
    assertThat(run.errors().get(4)).contains("There is no file nowhere.blend");
    assertThat(run.farm.opened).isEmpty();
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
    assertThat(run.run("render", scene, "-o", "my frames")).isEqualTo(ExitCode.FAILED);
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
}
