package org.networkrender.core.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.networkrender.core.split.PartSplits.NO_SAMPLES;
import static org.networkrender.core.split.PartSplits.SAMPLES;
import static org.networkrender.core.split.PartSplits.TILES;
import static org.networkrender.core.split.PartSplits.complaint;
import static org.networkrender.core.split.PartSplits.format;
import static org.networkrender.core.split.PartSplits.still;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.networkrender.api.FrameSet;
import org.networkrender.api.ProviderOption;
import org.networkrender.api.SampleRange;
import org.networkrender.api.backend.PartFormat;
import org.networkrender.api.backend.PartFormat.SampleRules;
import org.networkrender.api.split.JobSplitter;
import org.networkrender.api.split.SplitPlan;
import org.networkrender.api.split.SplitRequest;
import org.networkrender.api.split.Task;
import org.networkrender.api.testkit.JobSplitterContract;
import org.networkrender.api.testkit.PartsOfAFrame;

@Tag("beside-others")
class SampleSplitterTest extends JobSplitterContract {
  private static final PartFormat HD = format(1920, 1080, TILES, SAMPLES);

  @Override
  protected JobSplitter splitter() {
    return new SampleSplitter();
  }

  @Test
  void cutsTheRangesAskedForFrameByFrame() throws Exception {
    SplitRequest request =
        PartSplits.request(FrameSet.parse("3-4"), 9, Map.of("ranges", "3"), Optional.of(HD));
    SplitPlan plan = splitter().split(request);
    SampleRange[] ranges = {
      new SampleRange(0, 42), new SampleRange(42, 43), new SampleRange(85, 43)
    };
    assertThat(plan.tasks())
        .containsExactly(
            new Task(0, FrameSet.of(3), null, ranges[0]),
            new Task(1, FrameSet.of(3), null, ranges[1]),
            new Task(2, FrameSet.of(3), null, ranges[2]),
            new Task(3, FrameSet.of(4), null, ranges[0]),
            new Task(4, FrameSet.of(4), null, ranges[1]),
            new Task(5, FrameSet.of(4), null, ranges[2]));
    assertThat(plan.explanation()).isEqualTo("3 ranges of 128 samples a frame, as asked for");
  }

  @Test
  void everyCountAndNumberFollowsFromZeroToTheEnd() throws Exception {
    for (int count = 1; count <= 70; count++) {
      PartFormat parts = format(8, 8, TILES, new SampleRules(count, "", "", List.of()));
      for (int ranges = 1; ranges <= count; ranges++) {
        List<Task> tasks = splitter().split(still(1, Map.of("ranges", "" + ranges), parts)).tasks();
        assertThat(tasks).hasSize(ranges);
        PartsOfAFrame.check(parts, tasks);
        assertThat(tasks.stream().map(task -> task.samples().count()).distinct().toList())
            .as("%s in %s", count, ranges)
            .isSubsetOf(count / ranges, (count + ranges - 1) / ranges);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1,128,2",
    "5,128,10",
    "16,128,32",
    "20,128,32",
    "50,128,50",
    "200,128,128",
    "1,1,1",
    "9,3,3",
    "1000,4096,256"
  })
  void choosesOneOrTwoForEachSlot(int slots, int samples, int ranges) throws Exception {
    PartFormat parts = format(64, 64, TILES, new SampleRules(samples, "", "", List.of()));
    assertThat(splitter().split(still(slots, Map.of(), parts)).tasks()).hasSize(ranges);
  }

  @Test
  void saysAloudWhatRangesChange() throws Exception {
    SampleRules rules = new SampleRules(64, "", "adaptive sampling is off", List.of());
    assertThat(splitter().split(still(4, Map.of(), format(64, 64, TILES, rules))).explanation())
        .isEqualTo(
            "8 ranges of 64 samples a frame, chosen for 4 slots. Mind: adaptive sampling is off");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "-1", "1001", "many", "2.5"})
  void refusesANumberWithoutMeaning(String ranges) {
    assertThat(complaint(splitter(), still(2, Map.of("ranges", ranges), HD))).contains("1 to 1000");
  }

  @Test
  void complainsInPlainWords() {
    assertThat(complaint(splitter(), still(2, Map.of("ranges", "129"), HD)))
        .contains("more sample ranges than samples", "up to 128");
    assertThat(complaint(splitter(), still(2, Map.of(), format(64, 64, TILES, NO_SAMPLES))))
        .contains("the time for a frame is limited", "--split none");
    assertThat(
            complaint(
                splitter(), PartSplits.request(FrameSet.of(1), 2, Map.of(), Optional.empty())))
        .contains("cannot render parts", "--split none");
    assertThat(complaint(splitter(), still(2, Map.of("exact", "true"), HD)))
        .contains("differ in their last bits", "--exact");
  }

  @Test
  void namesItsOptions() {
    assertThat(splitter().options())
        .extracting(ProviderOption::key)
        .containsExactlyInAnyOrder("ranges", "exact");
  }
}
