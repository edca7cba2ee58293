package org.networkrender.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.networkrender.api.FrameSet;
import org.networkrender.api.PictureName;
import org.networkrender.api.PixelRegion;
import org.networkrender.api.PixelSize;
import org.networkrender.api.RenderException;
import org.networkrender.api.backend.FrameCost;
import org.networkrender.api.backend.PartFormat;
import org.networkrender.api.backend.SceneDescription;
import org.networkrender.core.client.SceneReport;
import org.networkrender.core.order.JobOrder;
import org.networkrender.core.order.Notice;

class InspectCommandTest {
  private static final PixelSize SIZE = new PixelSize(320, 180);

  @TempDir Path directory;
  private final CommandRun run = new CommandRun();
  private Optional<String> refusal = Optional.empty();
  private Path small;
  private Path big;

  @BeforeEach
  void makeFiles() throws Exception {
    small = Files.write(directory.resolve("small.png"), new byte[10]);
    big = Files.write(directory.resolve("big.png"), new byte[2048]);
  }

  private SceneDescription scene(List<String> missing, List<String> lacks) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("engine", "CYCLES");
    facts.put("samples", "128");
    return SceneDescription.builder(
            Path.of("/shots/shot.blend"),
            FrameSet.parse("1-24"),
            SIZE,
            List.of(new PictureName("shot_####.png")))
        .rendererVersion("4.5")
        .engine("CYCLES")
        .current(7)
        .files(List.of(small, big))
        .missing(missing)
        .warnings(List.of("it may rain"))
        .parts(
            Optional.of(
                new PartFormat(
                    SIZE,
                    PixelRegion.whole(SIZE),
                    new PictureName("part_####.exr"),
                    true,
                    16,
                    "",
                    new PartFormat.TileRules(0, ""),
                    PartFormat.SampleRules.refused("its noise is blue"))))
        .lacks(lacks)
        .facts(facts)
        .build();
  }

  private void tells(SceneDescription scene) {
    run.farm.inspections =
        (measured, notices) -> {
          notices.accept(new Notice(Notice.Level.INFO, "box2 looks into it"));
          notices.accept(new Notice(Notice.Level.WARNING, "it may rain"));
          return new SceneReport(
              scene, measured ? Optional.of(new FrameCost(2, 1, 10)) : Optional.empty(), refusal);
        };
  }

  @Test
  void showsWhatIsInAScene() {
    tells(scene(List.of(), List.of()));

    assertThat(run.run("inspect", "shot.blend", "--estimate")).isEqualTo(ExitCode.COMPLETE);

    assertThat(run.out().lines())
        .containsExactly(
            "file              /shots/shot.blend",
            "saved by          4.5",
            "frames            1-24 (24)",
            "still             frame 7",
            "size              320x180",
            "names             shot_####.png",
            "engine            CYCLES",
            "samples           128",
            "in tiles          yes",
            "in sample ranges  no: its noise is blue",
            "time              about 12 s a frame on this machine, 2.0 s of it to prepare",
            "",
            "    size  2 files, the largest first",
            "   2 KiB  " + big,
            "10 bytes  " + small,
            "2.0 KiB in all",
            "",
            "warning: it may rain");
    assertThat(run.err.toString()).isEqualTo("box2 looks into it\n");
    assertThat(run.farm.opened.get(0).local()).isFalse();
    assertThat(run.farm.closed).isTrue();
  }

  @Test
  void endsAsRenderWouldWhereSomethingIsMissing() {
    tells(scene(List.of("/gone.png (image Gone)"), List.of("the engine LUXCORE")));

    assertThat(run.run("inspect", "shot.blend")).isEqualTo(ExitCode.USAGE);

    assertThat(run.out().lines())
        .contains("missing: the engine LUXCORE", "missing file: /gone.png (image Gone)")
        .noneMatch(line -> line.startsWith("time"));
  }

  @Test
  void whatChangesTheAnswerIsChosenAsForRender() {
    tells(scene(List.of("/gone.png (image Gone)"), List.of()));

    assertThat(
            run.run(
                "inspect",
                "shot.blend",
                "--allow-missing",
                "--scene=Night",
                "--view-layer=Fog",
                "--allow-read=/read",
                "--allow-write=/write"))
        .isEqualTo(ExitCode.COMPLETE);

    JobOrder order = run.farm.orders.get(0);
    assertThat(order.options()).containsEntry("scene", "Night").containsEntry("view-layer", "Fog");
    assertThat(order.sources().allowed()).containsExactly(Path.of("/read"));
    assertThat(order.sources().writable()).containsExactly(Path.of("/write"));
  }

  @Test
  void tellsWhatMayNotBeSent() {
    tells(scene(List.of(), List.of()));
    refusal = Optional.of("/home/me/.ssh/id_rsa may not be sent");

    assertThat(run.run("inspect", "shot.blend")).isEqualTo(ExitCode.USAGE);

    assertThat(run.out().lines()).contains("refused: /home/me/.ssh/id_rsa may not be sent");
  }

  @Test
  void programsGetOneLineOfJson() {
    tells(scene(List.of("/gone.png"), List.of()));

    assertThat(run.run("inspect", "shot.blend", "--json", "--estimate")).isEqualTo(ExitCode.USAGE);

    assertThat(run.out().lines()).hasSize(1);
    JsonObject json = JsonParser.parseString(run.out()).getAsJsonObject();
    assertThat(json.get("v").getAsInt()).isEqualTo(1);
    assertThat(json.get("frames").getAsString()).isEqualTo("1-24");
    assertThat(json.getAsJsonArray("files")).hasSize(2);
    assertThat(json.getAsJsonArray("missing").get(0).getAsString()).isEqualTo("/gone.png");
    assertThat(json.getAsJsonObject("tiles").get("possible").getAsBoolean()).isTrue();
    assertThat(json.getAsJsonObject("sampleRanges").get("reason").getAsString())
        .isEqualTo("its noise is blue");
    assertThat(json.getAsJsonObject("seconds").get("prepare").getAsDouble()).isEqualTo(2);
    assertThat(json.getAsJsonObject("facts").get("samples").getAsString()).isEqualTo("128");
  }

  @Test
  void sceneThatCannotBeOpenedIsOneLine() {
    run.farm.inspections =
        (measured, notices) -> {
          throw RenderException.user("There is no file gone.blend", "Name a scene");
        };

    assertThat(run.run("inspect", "gone.blend")).isEqualTo(ExitCode.USAGE);

    assertThat(run.err.toString().lines()).hasSize(1).first().asString().contains("gone.blend");
    assertThat(run.farm.closed).isTrue();
  }

  @Test
  void wrongOptionsAreRefused() {
    assertThat(run.run("inspect")).isEqualTo(ExitCode.USAGE);
    assertThat(run.run("inspect", "shot.blend", "--frames", "1")).isEqualTo(ExitCode.USAGE);
  }
}
