package org.networkrender.core.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.PictureName;
import org.networkrender.api.PixelRegion;
import org.networkrender.api.PixelSize;
import org.networkrender.api.RenderException;
import org.networkrender.api.backend.PartFormat;

class RoomCheckTest {
  private static final List<Long> MEMORIES = List.of(1_000L, 16_000L);

  private static PartFormat pictures(int width, boolean finished) {
    PixelSize canvas = new PixelSize(width, 10);
    return new PartFormat(
        canvas,
        PixelRegion.whole(canvas),
        new PictureName("part_####.exr"),
        finished,
        16,
        "",
        PartFormat.TileRules.refused("no"),
        PartFormat.SampleRules.refused("no"));
  }

  @Test
  void aWholeFrameFitsTheBiggestMemoryOnce() throws Exception {
    RoomCheck.checkWhole(pictures(100, true), MEMORIES);
    assertThatThrownBy(() -> RoomCheck.checkWhole(pictures(101, true), MEMORIES))
        .isInstanceOfSatisfying(
            RenderException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.RESOURCE))
        .hasMessageContaining("101x10")
        .hasMessageContaining("to be rendered");
  }

  @Test
  void nothingIsSaidWhereNothingIsKnown() {
    assertThatCode(() -> RoomCheck.checkWhole(pictures(101, true), List.of()))
        .as("no machine is known yet")
        .doesNotThrowAnyException();
    assertThatCode(() -> RoomCheck.checkWhole(pictures(101, false), MEMORIES))
        .as("a renderer that may write row by row")
        .doesNotThrowAnyException();
  }
}
