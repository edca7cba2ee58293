package org.networkrender.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.networkrender.api.FrameSet;
import org.networkrender.api.transport.Endpoint;
import org.networkrender.core.client.FarmSettings;
import org.networkrender.core.order.Existing;
import org.networkrender.core.order.JobOrder;
import org.networkrender.core.order.JobReport.Outcome;
import org.networkrender.core.order.JobRules;

/** What arguments of the command order, and which are refused before anything starts. */
class RenderOrderTest extends RenderFixture {
  @Test
  void carriesEveryOptionToWhereItBelongs() {
    run.farm.report.complete(Stories.report(Outcome.COMPLETE));
    String line =
        "render "
            + scene
            + " -o out/pic_###.png --frames 1-3,9 --no-local --worker box2 --worker box3:9000"
            + " --interface lo --no-broadcast --discovery-port 9082 --transport inprocess"
            + " --split ranges --backend blender --blender /opt/blender --threads 3 --no-denoise --allow-missing"
            + " --blender /venv/bin/python --blender-version 4.5"
            + " --scene Main --view-layer Fore --camera Left --engine CYCLES --seed 7"
            + " --format PNG --set samples=4 --plain";
    assertThat(run.run(line.split(" "))).isEqualTo(ExitCode.COMPLETE);
    JobOrder order = run.farm.orders.get(0);
    assertThat(order.output()).isEqualTo(Path.of("out"));
    assertThat(order.picture().orElseThrow().pattern()).isEqualTo("pic_###.png");
    assertThat(order.frames()).contains(FrameSet.parse("1-3,9"));
    assertThat(order.sources().missing()).isTrue();
    assertThat(order.splitter()).isEqualTo("ranges");
    assertThat(order.backend()).contains("blender");
    assertThat(order.options())
        .containsOnly(
            Map.entry("denoise", "off"),
            Map.entry("version", "4.5"),
            Map.entry("format", "PNG"),
            Map.entry("scene", "Main"),
            Map.entry("view-layer", "Fore"),
            Map.entry("camera", "Left"),
            Map.entry("engine", "CYCLES"),
            Map.entry("seed", "7"),
            Map.entry("samples", "4"));
    FarmSettings settings = run.farm.opened.get(0);
    assertThat(settings.local()).isFalse();
    assertThat(settings.discoveries()).containsExactly("udp", "list");
    assertThat(settings.discovery().workers())
        .containsExactly(new Endpoint("box2", 8080), new Endpoint("box3", 9000));
    assertThat(settings.discovery().interfaces()).containsExactly("lo");
    assertThat(settings.discovery().broadcast()).isFalse();
    assertThat(settings.discovery().port()).isEqualTo(9082);
    assertThat(settings.transport()).isEqualTo("inprocess");
    assertThat(settings.backend().executables())
        .containsExactly(Path.of("/opt/blender"), Path.of("/venv/bin/python"));
    assertThat(settings.backend().threads()).isEqualTo(3);
  }

  @Test
  void refusesContradictionsBeforeAnythingStarts() {
    assertThat(run.run("render", scene, "--frame", "1", "--frames", "2")).isEqualTo(2);
    assertThat(run.run("render", scene, "--samples", "8", "--set", "samples=4")).isEqualTo(2);
    assertThat(run.run("render", scene, "--no-denoise", "--set", "denoise=on")).isEqualTo(2);
    assertThat(run.run("render", scene, "-o", "out/final.png")).isEqualTo(2);
    assertThat(run.run("render", directory.toString())).isEqualTo(2);
    assertThat(run.run("render", "nowhere.blend")).isEqualTo(2);
    assertThat(run.errors()).hasSize(6);
    assertThat(run.errors().get(3)).contains("shot_####.png");
    assertThat(run.errors().get(5)).contains("There is no file nowhere.blend");
    assertThat(run.farm.opened).isEmpty();
  }

  @Test
  void aTaskMayTakeAsLongAsItNeedsUnlessALimitIsGiven() {
    assertThat(order("").rules().taskLimit()).isEmpty();
    assertThat(order("--task-limit 2h").rules().taskLimit()).contains(Duration.ofHours(2));
  }

  @Test
  void aStillIsTheFrameTheSceneWasSavedAt() {
    assertThat(order("--still"))
        .isEqualTo(JobOrder.still(Path.of(scene), Path.of("shot.v2-still")));
    JobOrder chosen = order("--still --frame 7 -o out/big.png --exact");
    assertThat(chosen.still()).isTrue();
    assertThat(chosen.exact()).isTrue();
    assertThat(chosen.frames()).contains(FrameSet.of(7));
    assertThat(chosen.output()).isEqualTo(Path.of("out"));
    assertThat(chosen.picture().orElseThrow().pattern()).isEqualTo("big.png");
    assertThat(order("--still --frames 7").frames()).contains(FrameSet.of(7));
    JobOrder frame = order("--frame 7 -o big.png");
    assertThat(frame.still()).isFalse();
    assertThat(frame.picture().orElseThrow().pattern()).isEqualTo("big.png");
  }

  @ParameterizedTest
  @CsvSource({
    "'',frames",
    "--still,auto",
    "--split none,frames",
    "--still --split none,frames",
    "--still --split tiles,tiles",
    "--still --split samples,samples",
    "--split auto,auto",
    "--tiles 8x6,tiles",
    "--still --tiles 8x6,tiles",
    "--still --split auto --tiles 8x6,auto",
    "--split ranges,ranges",
    "--split my-own,my-own",
    "--split my-own --tiles 2x2,my-own"
  })
  void choosesTheSplitter(String arguments, String splitter) {
    assertThat(order(arguments).splitter()).isEqualTo(splitter);
  }

  @Test
  void tellsTheBackendTheSizeAndTheSplitterTheTiles() {
    assertThat(order("--tiles 8x6 --size 16384x9216 --format PNG").options())
        .containsOnly(
            Map.entry("tiles", "8x6"), Map.entry("size", "16384x9216"), Map.entry("format", "PNG"));
    assertThat(order("--scale 200%").options()).containsOnly(Map.entry("scale", "200%"));
    assertThat(order("--scale 133.3%").options()).containsOnly(Map.entry("scale", "133.3%"));
    assertThat(order("--scale 50").options()).containsOnly(Map.entry("scale", "50%"));
  }

  @ParameterizedTest
  @CsvSource({
    "--still --frames 1-3,A still is one frame",
    "--still --frame 1 --frames 2,Both --frame and --frames",
    "--tiles 0x4,--tiles 0x4 is not columns x rows. Write for example --tiles 8x6",
    "--tiles 4x00,--tiles 4x00 is not columns x rows",
    "--tiles abc,--tiles abc is not columns x rows",
    "--tiles -1x2,--tiles -1x2 is not columns x rows",
    "--tiles 2x2 --split none,Both --tiles and --split none",
    "--tiles 2x2 --split samples,Both --tiles and --split samples",
    "--tiles 2x2 --set tiles=3x3,The option tiles is given twice",
    "--size 16384,--size 16384 is not width x height",
    "--size 0x10,picture size 0x10 is outside 1 to 65536",
    "--size 65537x10,picture size 65537x10 is outside 1 to 65536",
    "--scale 0%,--scale 0% is not a percentage",
    "--scale 1.5x,--scale 1.5x is not a percentage",
    "--scale 200000%,is not a percentage",
    "--scale 50% --size 10x10,Both --size and --scale",
    "-o out/big.png,has no place for the frame number",
    "--frames 1-2 -o big.png,has no place for the frame number",
    "--still -o nul.png,'nul.png' is not a picture name"
  })
  void refusesBadStillsWithOneLine(String arguments, String complaint) {
    assertThat(run.run(("render " + scene + " " + arguments).split(" "))).isEqualTo(2);
    assertThat(run.errors()).singleElement().asString().contains(complaint);
    assertThat(run.farm.opened).isEmpty();
  }

  @Test
  void saysWhatBecomesOfPicturesThatAreThere() {
    assertThat(order("").rules()).isEqualTo(JobRules.DEFAULT);
    assertThat(order("--keep").rules()).isEqualTo(JobRules.DEFAULT.with(Existing.KEEP));
    assertThat(order("--overwrite --audit 2.5%").rules())
        .isEqualTo(JobRules.DEFAULT.with(Existing.OVERWRITE).withAudit(0.025));
    assertThat(order("--audit 100%").rules().audit()).isEqualTo(1);
  }

  @Test
  void cutsTheLastFramesUnlessToldNotTo() {
    assertThat(order("").rules().tailTiles()).isTrue();
    assertThat(order("--whole-frames").rules().tailTiles()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "--keep --overwrite,Both --keep and --overwrite are given",
    "--audit 0%,--audit 0% is not a percentage above 0% and up to 100%",
    "--audit 101%,--audit 101% is not a percentage",
    "--audit 2,--audit 2 is not a percentage",
    "--audit -2%,is not a percentage",
    "--audit much,--audit much is not a percentage above 0% and up to 100%. Write for example --audit 2%"
  })
  void refusesBadRulesWithOneLine(String arguments, String complaint) {
    if (arguments.startsWith("--audit")) {
      String value = arguments.substring("--audit ".length());
      assertThat(run.run("render", scene, "--audit=" + value)).isEqualTo(2);
    } else {
      assertThat(run.run(("render " + scene + " " + arguments).split(" "))).isEqualTo(2);
    }
    assertThat(run.errors()).singleElement().asString().contains(complaint);
    assertThat(run.farm.opened).isEmpty();
  }

  @Test
  void aPriorityIsPartOfTheOrder() {
    assertThat(order("").priority()).isZero();
    assertThat(order("--priority 5").priority()).isEqualTo(5);
    assertThat(order("--priority -5").priority()).isEqualTo(-5);
  }
}
