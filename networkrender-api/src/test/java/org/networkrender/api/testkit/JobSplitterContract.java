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
import org.networkrender.api.PixelSize;
import org.networkrender.api.RenderException;
import org.networkrender.api.backend.SceneDescription;
import org.networkrender.api.split.JobSplitter;
import org.networkrender.api.split.SplitPlan;
import org.networkrender.api.split.SplitRequest;
import org.networkrender.api.split.Task;

/**
 * What every {@link JobSplitter} keeps to. For splitters that hand out whole frames: one that cuts
 * frames overrides {@link #checkParts}.
 */
public abstract class JobSplitterContract {
  /** Creates the contract. */
  protected JobSplitterContract() {}

  /** Returns a new provider. */
  protected abstract JobSplitter splitter();

  /** Returns options to try with one more random request; the default is none. */
  protected Map<String, String> options(Random random) {
    return Map.of();
  }

  /** Checks that the tasks of one frame together give each pixel and sample of it once. */
  protected void checkParts(int frame, PixelSize size, List<Task> tasks) {
    assertThat(tasks).as("tasks of frame %s", frame).hasSize(1);
    assertThat(tasks.get(0).tile()).isNull();
    assertThat(tasks.get(0).samples()).isNull();
  }

  /** Returns a request over a plain scene. */
  protected static SplitRequest request(FrameSet frames, int slots, Map<String, String> options) {
    SceneDescription scene =
        new SceneDescription(
            Path.of("scene").toAbsolutePath(),
            "1.0",
            "ENGINE",
            frames,
            1,
            new PixelSize(640, 360),
            List.of(new PictureName("shot_####.png")),
            List.of(),
            List.of(),
            List.of(),
            Optional.empty(),
            Map.of());
    return new SplitRequest(scene, frames, slots, options, SplitRequest.CostSource.NONE);
  }

  @Test
  void theNameIsPlainAndStaysTheSame() {
    assertThat(splitter().name()).matches("[a-z0-9-]{1,32}").isEqualTo(splitter().name());
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
    byFrame.forEach((frame, tasks) -> checkParts(frame, request.scene().size(), tasks));
    checkExplanation(plan);
  }

  private static void checkExplanation(SplitPlan plan) {
    assertThat(plan.explanation()).isNotBlank().hasLineCount(1).doesNotEndWith("\n");
  }
}
