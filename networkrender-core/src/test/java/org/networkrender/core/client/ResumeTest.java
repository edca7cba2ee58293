package org.networkrender.core.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.FrameSet;
import org.networkrender.api.RenderException;
import org.networkrender.core.order.Existing;
import org.networkrender.core.order.JobOrder;
import org.networkrender.core.order.JobReport;
import org.networkrender.core.order.JobReport.Outcome;

/** What is there already is used, asked about, or rendered again; and never mixed. */
class ResumeTest extends FarmFixture {
  private static final String STATE = "frames.mv";
  private static final String WITNESS = "pictures.txt";

  private final FakeBackend backend = new FakeBackend();
  private final HeardNotices notices = new HeardNotices();

  private JobReport run(JobOrder order) throws Exception {
    Farm farm = farm(worker("worker", backend));
    return end(farm.submit(order, notices));
  }

  private JobReport run(JobOrder order, Existing rule) throws Exception {
    return run(order.withRules(RULES.with(rule)));
  }

  private Path state(String name) {
    return output().resolve(".networkrender").resolve(name);
  }

  private String refusal(JobOrder order) throws Exception {
    int before = backend.started().size();
    RenderException[] error = new RenderException[1];
    assertThatThrownBy(() -> run(order))
        .asInstanceOf(InstanceOfAssertFactories.type(RenderException.class))
        .satisfies(thrown -> error[0] = thrown)
        .extracting(RenderException::kind)
        .isEqualTo(ErrorKind.USER);
    assertThat(backend.started()).hasSize(before);
    return error[0].line();
  }

  @Test
  void aChangedSceneIsAskedAbout() throws Exception {
    run(order("1-4").withFrames(FrameSet.parse("1-3")));

    assertThat(refusal(order("1-4\nanother camera")))
        .contains("3 of 4 frames in " + output())
        .contains("another version of the scene", "--keep", "--overwrite");
    assertThat(pictures()).hasSize(3);
  }

  @Test
  void aChangedSceneRendersAgainWhatIsThere() throws Exception {
    run(order("1-4").withFrames(FrameSet.parse("1-3")));

    JobReport report = run(order("1-4\nanother camera"), Existing.OVERWRITE);

    assertThat(report.rendered()).isEqualTo(FrameSet.parse("1-4"));
    assertThat(run(order("1-4\nanother camera")).kept()).isEqualTo(FrameSet.parse("1-4"));
  }

  @Test
  void aChangedSceneRendersOnlyWhatIsMissing() throws Exception {
    run(order("1-4").withFrames(FrameSet.parse("1-3")));

    JobReport report = run(order("1-4\nanother camera"), Existing.KEEP);

    assertThat(report.outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(report.kept()).isEqualTo(FrameSet.parse("1-3"));
    assertThat(report.rendered()).isEqualTo(FrameSet.of(4));
    // What was kept is still not this scene's.
    assertThat(refusal(order("1-4\nanother camera"))).contains("3 of 4 frames");
  }

  /** Here both versions give the same pictures. */
  @Test
  void aSceneThatIsChangedBackFindsItsPictures() throws Exception {
    run(order("1-2"));
    run(order("1-2\nanother camera"), Existing.OVERWRITE);

    assertThat(run(order("1-2")).kept()).isEqualTo(FrameSet.parse("1-2"));
  }

  @Test
  void otherPicturesOfTheSameNamesAreAskedAbout() throws Exception {
    run(order("1-2"));
    Path foreign = Files.createDirectories(directory.resolve("foreign"));
    Files.copy(output().resolve("0001.png"), foreign.resolve("0001.png"));
    Files.writeString(foreign.resolve("0002.png"), "half a picture");
    JobOrder order = JobOrder.animation(scene("1-3"), foreign);

    assertThat(refusal(order)).contains("2 of 3 frames", "nothing is known");
    JobReport report = run(order, Existing.KEEP);

    assertThat(report.kept()).as("the one that is whole").isEqualTo(FrameSet.of(1));
    assertThat(report.rendered()).isEqualTo(FrameSet.parse("2-3"));
  }

  /** Renderers say so which frames they are about to render. */
  @Test
  void emptyFilesAreNoPictures() throws Exception {
    Files.createDirectories(output());
    Files.createFile(output().resolve("0001.png"));

    assertThat(run(order("1-2")).rendered()).isEqualTo(FrameSet.parse("1-2"));
  }

  @Test
  void aPictureThatSomebodyPaintedOnIsAskedAbout() throws Exception {
    run(order("1-2"));
    Files.copy(
        output().resolve("0001.png"),
        output().resolve("0002.png"),
        StandardCopyOption.REPLACE_EXISTING);

    assertThat(refusal(order("1-2"))).contains("1 of 2 frames", "nothing is known");
  }

  @Test
  void aPictureThatSomebodyCroppedIsAskedAbout() throws Exception {
    run(order("1-2"));
    Path picture = output().resolve("0002.png");
    BufferedImage whole = ImageIO.read(picture.toFile());
    ImageIO.write(whole.getSubimage(3, 4, 20, 10), "png", picture.toFile());
    byte[] cropped = Files.readAllBytes(picture);

    assertThat(refusal(order("1-2"))).contains("1 of 2 frames", "nothing is known");
    assertThat(run(order("1-2"), Existing.KEEP).kept()).isEqualTo(FrameSet.parse("1-2"));
    assertThat(picture).hasBinaryContent(cropped);
    Files.write(picture, Arrays.copyOf(cropped, cropped.length - 5));
    assertThat(run(order("1-2")).rendered()).as("it is not whole").isEqualTo(FrameSet.of(2));
  }

  @Test
  void aPictureThatIsNotWholeAnyMoreIsRenderedAgain() throws Exception {
    run(order("1-3"));
    byte[] whole = Files.readAllBytes(output().resolve("0002.png"));
    Files.write(output().resolve("0002.png"), Arrays.copyOf(whole, whole.length - 5));

    JobReport report = run(order("1-3"));

    assertThat(report.rendered()).isEqualTo(FrameSet.of(2));
    assertThat(notices.warnings()).anyMatch(text -> text.contains("frame 2 are not whole"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"gone", "torn", "zeros", "random", "empty", "old"})
  void aBrokenStateLosesNothingAsLongAsThePicturesAreKnown(String damage) throws Exception {
    run(order("1-4").withFrames(FrameSet.parse("1-3")));
    damage(state(STATE), damage);

    JobReport report = run(order("1-4"));

    assertThat(report.kept()).isEqualTo(FrameSet.parse("1-3"));
    assertThat(report.rendered()).isEqualTo(FrameSet.of(4));
    if (List.of("zeros", "random").contains(damage)) {
      assertThat(notices.warnings()).anyMatch(text -> text.contains("put aside as"));
      assertThat(state(STATE + ".broken")).exists();
    }
    assertThat(run(order("1-4")).kept()).isEqualTo(FrameSet.parse("1-4"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"gone", "torn", "zeros", "random", "empty", "old"})
  void brokenLinesLoseNothingAsLongAsTheStateIsWhole(String damage) throws Exception {
    run(order("1-4").withFrames(FrameSet.parse("1-3")));
    damage(state(WITNESS), damage);

    assertThat(run(order("1-4")).rendered()).isEqualTo(FrameSet.of(4));
    assertThat(run(order("1-4")).kept()).isEqualTo(FrameSet.parse("1-4"));
  }

  @Test
  void aTornLineIsToldOnceAndKeptAside() throws Exception {
    run(order("1-4").withFrames(FrameSet.parse("1-3")));
    byte[] lines = Files.readAllBytes(state(WITNESS));
    Files.write(state(WITNESS), Arrays.copyOf(lines, lines.length - 5));

    assertThat(run(order("1-4")).rendered()).isEqualTo(FrameSet.of(4));
    assertThat(run(order("1-4")).kept()).isEqualTo(FrameSet.parse("1-4"));

    assertThat(notices.warnings()).filteredOn(text -> text.contains("cannot be read")).hasSize(1);
    assertThat(state(WITNESS + ".broken")).exists();
    assertThat(Files.readAllLines(state(WITNESS))).hasSize(3).noneMatch(String::isEmpty);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gone", "random"})
  void withBothLostThePicturesAreAskedAbout(String damage) throws Exception {
    run(order("1-4").withFrames(FrameSet.parse("1-3")));
    damage(state(STATE), damage);
    damage(state(WITNESS), damage);

    assertThat(refusal(order("1-4"))).contains("3 of 4 frames", "nothing is known");
    if (damage.equals("random")) {
      assertThat(notices.warnings()).anyMatch(text -> text.contains("is damaged"));
    }
    JobReport report = run(order("1-4"), Existing.KEEP);
    assertThat(report.kept()).isEqualTo(FrameSet.parse("1-3"));
    assertThat(report.rendered()).isEqualTo(FrameSet.of(4));
  }

  private static void damage(Path file, String how) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    switch (how) {
      case "gone" -> Files.delete(file);
      case "torn" -> Files.write(file, Arrays.copyOf(bytes, bytes.length * 2 / 3));
      case "zeros" -> Files.write(file, new byte[bytes.length]);
      case "empty" -> Files.write(file, new byte[0]);
      case "random" -> {
        new Random(5).nextBytes(bytes);
        Files.write(file, bytes);
      }
      case "old" -> Files.writeString(file, "version 0\n1-3 are done\n");
      default -> throw new IllegalArgumentException(how);
    }
  }
}
