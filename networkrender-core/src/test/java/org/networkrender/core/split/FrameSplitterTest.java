package org.networkrender.core.split;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.networkrender.api.FrameSet;
import org.networkrender.api.split.JobSplitter;
import org.networkrender.api.split.Task;
import org.networkrender.api.testkit.JobSplitterContract;

class FrameSplitterTest extends JobSplitterContract {
  @Override
  protected JobSplitter splitter() {
    return new FrameSplitter();
  }

  @Test
  void givesOneTaskAFrameInOrder() throws Exception {
    assertThat(splitter().split(request(FrameSet.parse("9,1-2"), 4, Map.of())).tasks())
        .containsExactly(
            Task.of(0, FrameSet.of(1)), Task.of(1, FrameSet.of(2)), Task.of(2, FrameSet.of(9)));
  }
}
