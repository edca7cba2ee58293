package org.networkrender.api.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.networkrender.api.FrameSet;
import org.networkrender.api.PixelRegion;
import org.networkrender.api.SampleRange;

class TaskTest {
  private static final Tile TILE =
      new Tile(new PixelRegion(10, 20, 300, 200), new PixelRegion(6, 16, 308, 208));
  private static final SampleRange SAMPLES = new SampleRange(64, 32);

  @Test
  void hasALabelForPeople() {
    assertThat(Task.of(0, FrameSet.of(7)).label()).isEqualTo("frame 7");
    assertThat(Task.of(0, FrameSet.parse("1-5")).label()).isEqualTo("frames 1-5");
    assertThat(new Task(0, FrameSet.of(7), TILE, SAMPLES).label())
        .isEqualTo("frame 7 tile 300x200+10+20 samples 64+32");
  }

  @Test
  void itsPartsFitTogether() {
    FrameSet two = FrameSet.parse("1-2");
    assertThatIllegalArgumentException().isThrownBy(() -> Task.of(-1, two));
    assertThatIllegalArgumentException().isThrownBy(() -> Task.of(0, FrameSet.empty()));
    assertThatIllegalArgumentException().isThrownBy(() -> new Task(0, two, TILE, null));
    assertThatIllegalArgumentException().isThrownBy(() -> new Task(0, two, null, SAMPLES));
  }

  @Test
  void aPlanNumbersItsTasksByTheirPlace() {
    Task first = Task.of(0, FrameSet.of(1));
    Task second = Task.of(1, FrameSet.of(2));
    assertThat(new SplitPlan(List.of(first, second), "two").tasks()).containsExactly(first, second);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SplitPlan(List.of(second, first), "two"));
    assertThatIllegalArgumentException().isThrownBy(() -> new SplitPlan(List.of(second), "one"));
  }
}
