package org.networkrender.core.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.FrameSet;
import org.networkrender.api.RenderException;
import org.networkrender.api.split.JobSplitter;
import org.networkrender.api.split.Task;
import org.networkrender.api.testkit.JobSplitterContract;

class RangeSplitterTest extends JobSplitterContract {
  @Override
  protected JobSplitter splitter() {
    return new RangeSplitter();
  }

  @Override
  protected Map<String, String> options(Random random) {
    return random.nextBoolean()
        ? Map.of()
        : Map.of("range", Integer.toString(1 + random.nextInt(200)));
  }

  private List<Integer> sizes(int frames, int slots, Map<String, String> options)
      throws RenderException {
    return splitter().split(request(FrameSet.range(1, frames, 1), slots, options)).tasks().stream()
        .map(task -> task.frames().size())
        .toList();
  }

  @Test
  void cutsRunsOfTheSizeAskedFor() throws Exception {
    assertThat(
            splitter()
                .split(request(FrameSet.parse("1-4,10-13x3,20"), 1, Map.of("range", "3")))
                .tasks())
        .containsExactly(
            Task.of(0, FrameSet.parse("1-3")),
            Task.of(1, FrameSet.parse("4,10,13")),
            Task.of(2, FrameSet.parse("20")));
    assertThat(sizes(5, 9, Map.of("range", "100000"))).containsExactly(5);
  }

  @ParameterizedTest
  @CsvSource({"250,4,7", "10,4,1", "64,8,1", "128,8,2", "100000,1,100", "1,1000,1"})
  void choosesSoThatEachSlotGetsEnoughTasks(int frames, int slots, int range) throws Exception {
    assertThat(sizes(frames, slots, Map.of()).get(0)).isEqualTo(Math.min(range, frames));
    assertThat(sizes(frames, slots, Map.of()))
        .hasSizeGreaterThanOrEqualTo(Math.min(frames, 8 * slots));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "-1", "100001", "1.5", "many", "99999999999", " 4"})
  void refusesASizeWithoutMeaning(String size) {
    assertThatThrownBy(() -> splitter().split(request(FrameSet.of(1), 1, Map.of("range", size))))
        .isInstanceOfSatisfying(
            RenderException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.USER));
  }
}
