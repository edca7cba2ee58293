package org.networkrender.core.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.FrameSet;
import org.networkrender.api.RenderException;
import org.networkrender.core.order.Existing;
import org.networkrender.core.order.FinishedFrame;
import org.networkrender.core.order.JobListener;
import org.networkrender.core.order.JobOrder;
import org.networkrender.core.order.JobReport;
import org.networkrender.core.order.JobReport.Outcome;
import org.networkrender.core.order.JobSources;
import org.networkrender.core.order.Notice;

/** What a scene saves beside its pictures comes home to its own places, and nowhere else. */
class FurtherFilesTest extends FarmFixture {
  private static final String PASSES =
      "1-3\nsaves passes/depth_####.png\nsaves passes/in/##-mist.png\nsaves pictures/aside.####.png";

  private final FakeBackend backend = new FakeBackend();

  private JobReport run(JobOrder order) throws Exception {
    return run(farm(false, backend, worker("worker", backend)), order);
  }

  private Path place(String path) {
    return directory.resolve(path);
  }

  private List<String> passes() throws IOException {
    try (Stream<Path> files = Files.walk(place("passes"))) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> place("passes").relativize(file).toString())
          .sorted()
          .toList();
    }
  }

  private String refusal(JobOrder order) {
    List<String> lines = new ArrayList<>();
    assertThatThrownBy(() -> run(order))
        .isInstanceOfSatisfying(
            RenderException.class,
            e -> {
              assertThat(e.kind()).isEqualTo(ErrorKind.USER);
              lines.add(e.line() + " " + e.advice());
            });
    assertThat(backend.started()).isEmpty();
    return lines.get(0);
  }

  @Test
  void eachFileHasItsPlaceAndIsToldWithItsFrame() throws Exception {
    List<FinishedFrame> finished = new ArrayList<>();
    List<String> told = new ArrayList<>();
    Farm farm = farm(worker("worker", backend));
    JobReport report =
        end(
            farm.submit(
                order(PASSES),
                new JobListener() {
                  @Override
                  public void finished(FinishedFrame frame) {
                    finished.add(frame);
                  }

                  @Override
                  public void notice(Notice notice) {
                    told.add(notice.text());
                  }
                }));

    assertThat(report.outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(told)
        .anySatisfy(
            line ->
                assertThat(line)
                    .startsWith("Each frame also gives " + place("passes/depth_####.png") + ", ")
                    .contains("##-mist.png")
                    .contains("aside.####.png"));
    assertThat(passes())
        .containsExactly(
            "depth_0001.png",
            "depth_0002.png",
            "depth_0003.png",
            "in/01-mist.png",
            "in/02-mist.png",
            "in/03-mist.png");
    assertThat(pictures()).hasSize(6).contains("0002.png", "aside.0002.png");
    assertThat(FakePictures.shows(place("passes/in/02-mist.png"), 2)).isTrue();
    FinishedFrame second = finished.stream().filter(f -> f.frame() == 2).findFirst().orElseThrow();
    assertThat(second.pictures())
        .containsExactly(
            output().resolve("0002.png"),
            place("passes/depth_0002.png"),
            place("passes/in/02-mist.png"),
            output().resolve("aside.0002.png"));
  }

  @Test
  void aFrameOfWhichAFileIsMissingOrDamagedIsRenderedAgain() throws Exception {
    run(order(PASSES));
    assertThat(run(order(PASSES)).kept()).isEqualTo(FrameSet.parse("1-3"));
    Files.delete(place("passes/depth_0002.png"));
    Path torn = place("passes/in/03-mist.png");
    byte[] whole = Files.readAllBytes(torn);
    Files.write(torn, Arrays.copyOf(whole, whole.length - 5));

    JobReport report = run(order(PASSES));

    assertThat(report.rendered()).isEqualTo(FrameSet.parse("2-3"));
    assertThat(torn).hasBinaryContent(whole);
    assertThat(passes()).hasSize(6);
  }

  @Test
  void aFileThatTheJobDidNotMakeIsAskedAbout() throws Exception {
    Files.createDirectories(place("passes"));
    Path foreign = place("passes/depth_0002.png");
    FakePictures.paint(foreign, 9, null, FakeBackend.Fault.NONE);
    byte[] before = Files.readAllBytes(foreign);

    assertThat(refusal(order(PASSES))).contains("1 of 3 frames", place("passes").toString());
    assertThat(foreign).hasBinaryContent(before);
    JobReport report = run(order(PASSES).withRules(RULES.with(Existing.OVERWRITE)));
    assertThat(report.rendered()).isEqualTo(FrameSet.parse("1-3"));
    assertThat(FakePictures.shows(foreign, 2)).isTrue();
  }

  @Test
  void outsideOfTheSceneItMayOnlySaveWhereTheUserAllowsIt() throws Exception {
    Path project = Files.createDirectories(place("project"));
    Path scene =
        Files.writeString(project.resolve("shot.fake"), "1-2\nsaves ../elsewhere/####.png");
    JobOrder order = JobOrder.animation(scene, output()).withRules(RULES);
    assertThat(refusal(order))
        .contains(
            "The node ####.png saves into " + place("elsewhere"),
            "not below the directory of the scene",
            "--allow-write " + place("elsewhere"));

    JobSources allowed =
        new JobSources(true, List.of(), false, List.of(place("elsewhere")), Optional.empty());
    run(order.withSources(allowed));
    assertThat(place("elsewhere/0002.png")).isRegularFile();
  }

  @Test
  void aLinkIsJudgedByWhereItLeads() throws Exception {
    Path project = Files.createDirectories(place("project"));
    Path aside = Files.createDirectories(place("aside"));
    Files.createSymbolicLink(project.resolve("passes"), aside);
    Path scene = Files.writeString(project.resolve("shot.fake"), "1\nsaves passes/deep/####.png");

    assertThat(refusal(JobOrder.animation(scene, output())))
        .contains("not below the directory of the scene");
    assertThat(aside).isEmptyDirectory();
  }

  @Test
  void whatCannotBeRightIsRefusedBeforeAnythingIsRendered() throws Exception {
    Files.writeString(place("wood_0002.png"), "wood");
    Files.writeString(place("file"), "a file");
    Files.createDirectories(place("there/0001.png"));

    assertThat(refusal(order("1-2\nsaves a/x_####.png\nsaves a/../a/x_####.png")))
        .contains("The node x_####.png saves more than one file as", "a/x_0001.png");
    assertThat(refusal(order("1-200\nsaves a/x_####.png\nsaves a/x_0###.png")))
        .contains("both save", "a/x_0001.png");
    assertThat(refusal(order("1-2\nsaves a/same.png"))).contains("more than one file as");
    assertThat(refusal(order("1-2\nsaves pictures/####.png"))).contains("The job itself");
    assertThat(refusal(order("1-600000\nsaves a/x_####.png\nsaves a/y_####.png")))
        .contains("2 further files with each of 600000 frames", "--frames");
    assertThat(refusal(order("1-3\nlinks wood_0002.png\nsaves wood_####.png")))
        .contains("wood_0002.png, which the scene itself reads");
    assertThat(refusal(order("1\nsaves file/deep/####.png"))).contains("file is a file");
    assertThat(refusal(order("1\nsaves there/####.png"))).contains("is a directory");
    assertThat(refusal(order("1\nsaves .ssh/####.png"))).contains("is hidden", "--allow-write");
    assertThat(refusal(order("1\nsaves pictures/.networkrender/parts/####.png")))
        .contains("is hidden");
  }

  @Test
  void aFrameInPartsBringsThemToo() throws Exception {
    JobOrder order =
        JobOrder.still(scene(PASSES), output())
            .withSplitter("tiles", Map.of("tiles", "3x2"))
            .withRules(RULES);

    assertThat(run(order).outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(backend.regions()).hasSize(6);
    assertThat(passes()).containsExactly("depth_0001.png", "in/01-mist.png");
    assertThat(FakePictures.shows(place("passes/depth_0001.png"), 1)).isTrue();
    assertThat(keptParts()).isEmpty();
    assertThat(run(order).kept()).isEqualTo(FrameSet.of(1));
  }

  /** Joined parts that are the picture itself hold nothing else of the frame. */
  @Test
  void whereNothingFinishesThePartsNoFrameIsCut() throws Exception {
    backend.withoutFinish();
    JobOrder order =
        JobOrder.still(scene(PASSES), output())
            .withSplitter("tiles", Map.of("tiles", "3x2"))
            .withRules(RULES);

    assertThat(refusal(order))
        .contains("There can be no tiles: the scene saves further files with each frame");
  }

  @Test
  void aRunOfFramesGivesEachFrameItsOwn() throws Exception {
    JobOrder order = order(PASSES).withSplitter("ranges", Map.of());

    assertThat(run(order).outcome()).isEqualTo(Outcome.COMPLETE);
    for (int frame = 1; frame <= 3; frame++) {
      assertThat(FakePictures.shows(place("passes/depth_000" + frame + ".png"), frame)).isTrue();
    }
  }

  @Test
  void anAuditComparesThemToo() throws Exception {
    FakeBackend other = new FakeBackend();
    Farm farm = farm(worker("worker", backend), worker("other", other));

    JobReport report = run(farm, order(PASSES).withRules(RULES.withAudit(1)));

    assertThat(report.audit()).singleElement().asString().contains("all are alike");
    assertThat(passes()).hasSize(6);
  }
}
