package org.networkrender.api.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.networkrender.api.FrameSet;
import org.networkrender.api.PictureName;
import org.networkrender.api.PixelRegion;
import org.networkrender.api.PixelSize;
import org.networkrender.api.RenderException;
import org.networkrender.api.backend.PartFormat;
import org.networkrender.api.backend.SceneDescription;
import org.networkrender.api.split.JobSplitter;
import org.networkrender.api.split.SplitPlan;
import org.networkrender.api.split.SplitRequest;
import org.networkrender.api.split.Task;

/** What every {@link JobSplitter} keeps to, whether it hands out whole frames or parts of them. */
public abstract class JobSplitterContract {
  private static final PixelSize SIZE = new PixelSize(640, 360);

  /** Creates the contract. */
  protected JobSplitterContract() {}

  /** Returns a new provider. */
  protected abstract JobSplitter splitter();

  /** Returns options to try with one more random request; the default is none. */
  protected Map<String, String> options(Random random) {
    return Map.of();
  }

  /**
   * Returns a value for each option of the scope {@code PROVIDER} that the provider has, under
   * which it works here; none unless it has some.
   *
   * @param number 0 or 1: another value for each option
   */
  protected Map<String, String> choice(int number) {
    return Map.of();
  }

  /** Returns a request over a plain scene that may be cut in every way. */
  protected static SplitRequest request(FrameSet frames, int slots, Map<String, String> options) {
    return request(frames, slots, options, parts(PixelRegion.whole(SIZE), SIZE, 4, 128));
  }

  /** Returns a request over a scene with the given rules for parts, or none. */
  protected static SplitRequest request(
      FrameSet frames, int slots, Map<String, String> options, Optional<PartFormat> parts) {
    SceneDescription scene =
        SceneDescription.builder(
                Path.of("scene").toAbsolutePath(),
                frames,
                parts.map(PartFormat::canvas).orElse(SIZE),
                List.of(new PictureName("shot_####.png")))
            .rendererVersion("1.0")
            .engine("ENGINE")
            .parts(parts)
            .build();
    return new SplitRequest(scene, frames, slots, options, SplitRequest.CostSource.NONE);
  }

  /** Returns rules that allow every kind of part. */
  protected static Optional<PartFormat> parts(
      PixelRegion area, PixelSize canvas, int overscan, int samples) {
    return Optional.of(
        new PartFormat(
            canvas,
            area,
            new PictureName("part_####.exr"),
            true,
            16,
            "",
            new PartFormat.TileRules(overscan, ""),
            new PartFormat.SampleRules(samples, "", "", List.of())));
  }

  private static Optional<PartFormat> randomParts(Random random) {
    int most = random.nextInt(8) == 0 ? PixelSize.MAX_SIDE : 1 << random.nextInt(11);
    PixelRegion area =
        new PixelRegion(
            0, 0, Math.max(1, random.nextInt(most + 1)), Math.max(1, random.nextInt(most + 1)));
    int right = random.nextInt(PixelSize.MAX_SIDE - area.width() + 1) / 100;
    int below = random.nextInt(PixelSize.MAX_SIDE - area.height() + 1) / 100;
    PixelSize canvas = new PixelSize(area.width() + right, area.height() + below);
    int x = random.nextInt(right + 1);
    int y = random.nextInt(below + 1);
    return parts(
        new PixelRegion(x, y, area.width(), area.height()),
        canvas,
        random.nextInt(9),
        1 + random.nextInt(300));
  }

  @Test
  void theNameAndTheOptionsKeepToTheRulesOfAllProviders() throws RenderException {
    ProviderRules.check("splitter", splitter(), choice(0), choice(1));
  }

  @Test
  void oneThatIsConfiguredTwiceCutsSideBySide() throws RenderException {
    JobSplitter provider = splitter();
    SplitRequest request = request(FrameSet.parse("1-50"), 3, Map.of());
    for (int number = 0; number < 2; number++) {
      try (TestContext context = new TestContext("splitter." + provider.name(), choice(number))) {
        check(request, provider.configure(context).split(request));
      }
    }
  }

  @Test
  void anEmptyRequestGivesNoTask() throws RenderException {
    SplitPlan plan = splitter().split(request(FrameSet.empty(), 4, Map.of()));
    assertThat(plan.tasks()).isEmpty();
    checkExplanation(plan);
  }

  @Test
  void everyFrameIsCoveredOnce() throws RenderException {
    for (long seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      SplitRequest request = request(randomFrames(random), 1 + random.nextInt(64), options(random));
      check(request, splitter().split(request));
    }
  }

  @Test
  void everyPixelAndSampleIsCoveredOnce() throws RenderException {
    for (long seed = 0; seed < 1000; seed++) {
      Random random = new Random(seed);
      int frame = random.nextInt(100);
      SplitRequest request =
          request(
              FrameSet.range(frame, frame + random.nextInt(2), 1),
              1 + random.nextInt(1 << random.nextInt(12)),
              Map.of(),
              randomParts(random));
      check(request, splitter().split(request));
    }
  }

  @Test
  void aLongAnimationOnABigFarmIsCovered() throws RenderException {
    SplitRequest request = request(FrameSet.range(0, 99_999, 1), 1000, Map.of());
    check(request, splitter().split(request));
  }

  @Test
  void thereMayBeMoreSlotsThanFrames() throws RenderException {
    SplitRequest request = request(FrameSet.of(7), Integer.MAX_VALUE, Map.of());
    check(request, splitter().split(request));
  }

  @Test
  void theSameRequestGivesTheSamePlanAndUnknownOptionsDoNotMatter() throws RenderException {
    FrameSet frames = FrameSet.parse("1-50,60-90x3");
    JobSplitter splitter = splitter();
    SplitPlan plan = splitter.split(request(frames, 3, Map.of()));
    assertThat(splitter.split(request(frames, 3, Map.of()))).isEqualTo(plan);
    assertThat(splitter().split(request(frames, 3, Map.of("no-such-option", "x")))).isEqualTo(plan);
  }

  private static FrameSet randomFrames(Random random) {
    TreeSet<Integer> frames = new TreeSet<>();
    int runs = 1 + random.nextInt(5);
    for (int i = 0; i < runs; i++) {
      int first = random.nextInt(2000);
      FrameSet.range(first, first + random.nextInt(300), 1 + random.nextInt(4)).stream()
          .forEach(frames::add);
    }
    return FrameSet.of(frames);
  }

  private void check(SplitRequest request, SplitPlan plan) {
    Map<Integer, List<Task>> byFrame = new TreeMap<>();
    for (int i = 0; i < plan.tasks().size(); i++) {
      Task task = plan.tasks().get(i);
      assertThat(task.number()).isEqualTo(i);
      task.frames().stream()
          .forEach(frame -> byFrame.computeIfAbsent(frame, key -> new ArrayList<>()).add(task));
    }
    assertThat(FrameSet.of(byFrame.keySet())).isEqualTo(request.frames());
    PartFormat parts = request.scene().parts().orElseThrow();
    byFrame.values().forEach(tasks -> PartsOfAFrame.check(parts, tasks));
    checkExplanation(plan);
  }

  private static void checkExplanation(SplitPlan plan) {
    assertThat(plan.explanation()).isNotBlank().hasLineCount(1).doesNotEndWith("\n");
  }
}
