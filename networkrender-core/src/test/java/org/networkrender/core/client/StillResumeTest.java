package org.networkrender.core.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.networkrender.api.FrameSet;
import org.networkrender.api.PictureName;
import org.networkrender.api.RenderException;
import org.networkrender.core.client.FakeBackend.Fault;
import org.networkrender.core.order.Existing;
import org.networkrender.core.order.JobListener;
import org.networkrender.core.order.JobOrder;
import org.networkrender.core.order.JobReport;
import org.networkrender.core.order.JobReport.Outcome;
import org.networkrender.core.order.RenderJob;

/** One frame in parts: what is kept of it, and what of that the next run uses. */
class StillResumeTest extends StillFixture {
  @Test
  void aStoppedStillGoesOnWithTheSameTiles() throws Exception {
    FakeBackend backend = new FakeBackend();
    AtomicInteger begun = new AtomicInteger();
    backend.partFaults(
        region -> {
          if (begun.incrementAndGet() == 4) {
            backend.hold();
          }
          return Fault.NONE;
        });
    RenderJob job = farm(worker("worker", backend)).submit(tiles(), JobListener.NONE);
    await().until(() -> keptParts().size() >= 3);
    job.cancel();
    assertThat(end(job).outcome()).isEqualTo(Outcome.CANCELLED);
    int kept = keptParts().size();
    FakeBackend other = new FakeBackend();

    JobReport report = run(farm(worker("other", other)), tiles());

    assertThat(report.outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(other.regions()).hasSize(6 - kept);
    assertOnlyThePictureIsThere();
  }

  @Test
  void aTileThatWasChangedOnTheDiskIsRenderedAgain() throws Exception {
    FakeBackend backend = new FakeBackend().finishFaults(() -> Fault.SCENE);
    backend.partFaults(region -> region.x() == 0 && region.y() == 0 ? Fault.SCENE : Fault.NONE);
    Farm farm = farm(worker("worker", backend));
    assertThat(run(farm, tiles()).outcome()).isEqualTo(Outcome.INCOMPLETE);
    assertThat(keptParts()).hasSize(5);
    Path changed = output().resolve(".networkrender/parts").resolve(keptParts().get(0));
    Files.writeString(changed, "not a picture");
    FakeBackend other = new FakeBackend();

    assertThat(run(farm(worker("other", other)), tiles()).outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(other.regions()).hasSize(2);
    assertOnlyThePictureIsThere();
  }

  /** A machine that made others than all the rest, and is not there any more. */
  @Test
  void tilesThatDoNotFitTogetherAreRenderedAnewByTheNextRun() throws Exception {
    FakeBackend odd = new FakeBackend();
    odd.partFaults(
        region -> region.x() == 0 && region.y() == 0 ? Fault.SCENE : Fault.WRONG_CHANNELS);
    assertThat(run(farm(worker("odd", odd)), tiles()).outcome()).isEqualTo(Outcome.INCOMPLETE);
    assertThat(keptParts()).hasSize(5);
    FakeBackend well = new FakeBackend();
    Farm farm = farm(worker("well", well));

    assertThatThrownBy(() -> run(farm, tiles()))
        .hasCauseInstanceOf(RenderException.class)
        .hasMessageContaining("the parts of frame 1 do not fit together, and were removed");
    assertThat(keptParts()).isEmpty();
    assertThat(run(farm, tiles()).outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(well.regions()).hasSize(1 + 6);
    assertOnlyThePictureIsThere();
  }

  @Test
  void aChangedSceneNeverMixesWithOldTiles() throws Exception {
    FakeBackend backend = new FakeBackend();
    backend.partFaults(region -> region.x() == 0 && region.y() == 0 ? Fault.SCENE : Fault.NONE);
    run(farm(worker("worker", backend)), tiles());
    FakeBackend other = new FakeBackend();
    JobOrder order = tiles();
    Files.writeString(order.scene(), "1-9\nanother camera");

    assertThat(run(farm(worker("other", other)), order).outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(other.regions()).hasSize(6);
    assertOnlyThePictureIsThere();
  }

  private JobOrder named(String scene, String picture) throws IOException {
    JobOrder order = tiles();
    return new JobOrder(
        Files.writeString(directory.resolve(scene), "1-9"),
        order.output(),
        Optional.of(new PictureName(picture)),
        Optional.empty(),
        order.backend(),
        order.splitter(),
        order.options(),
        true,
        false,
        order.rules());
  }

  @Test
  void stillsOfSeveralScenesInOneDirectoryLeaveEachOtherAlone() throws Exception {
    FakeBackend broken = new FakeBackend();
    broken.partFaults(region -> region.x() == 0 && region.y() == 0 ? Fault.SCENE : Fault.NONE);
    run(farm(worker("broken", broken)), named("one.fake", "one.png"));
    assertThat(keptParts()).hasSize(5);
    FakeBackend well = new FakeBackend();
    Farm farm = farm(worker("well", well));
    HeardNotices notices = new HeardNotices();

    assertThat(end(farm.submit(named("two.fake", "two.png"), notices)).outcome())
        .isEqualTo(Outcome.COMPLETE);
    assertThat(well.regions()).hasSize(6);
    assertThat(run(farm, named("one.fake", "one.png")).outcome()).isEqualTo(Outcome.COMPLETE);

    assertThat(well.regions()).as("only what was missing").hasSize(7);
    assertThat(run(farm, named("two.fake", "two.png")).kept()).isEqualTo(FrameSet.of(1));
    assertThat(run(farm, named("one.fake", "one.png")).kept()).isEqualTo(FrameSet.of(1));
    assertThat(notices.texts()).noneMatch(text -> text.contains("another version"));
    assertThat(keptParts()).isEmpty();
    assertThat(Files.exists(output().resolve("one.png"))).isTrue();
    assertThat(Files.exists(output().resolve("two.png"))).isTrue();
  }

  @Test
  void anotherFrameUnderTheSameNameIsAnotherPicture() throws Exception {
    FakeBackend backend = new FakeBackend();
    Farm farm = farm(worker("worker", backend));
    run(farm, named("one.fake", "one.png"));

    JobReport report =
        run(
            farm,
            named("one.fake", "one.png")
                .withFrames(FrameSet.of(7))
                .withRules(RULES.with(Existing.OVERWRITE)));

    assertThat(report.rendered()).isEqualTo(FrameSet.of(7));
    assertThat(FakePictures.shows(output().resolve("one.png"), 7)).isTrue();
  }

  @Test
  void anotherGridUsesNoTileOfThisOneButTheFinishedPictureStays() throws Exception {
    FakeBackend backend = new FakeBackend();
    Farm farm = farm(worker("worker", backend));
    run(farm, tiles());

    JobReport report = run(farm, still("tiles", Map.of("tiles", "1x2")));

    assertThat(report.kept()).isEqualTo(FrameSet.of(1));
    assertThat(backend.regions()).hasSize(6);
  }
}
