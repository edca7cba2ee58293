package org.networkrender.core.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.networkrender.api.PixelRegion;
import org.networkrender.api.PixelSize;

class BandPlanTest {
  private static final List<ExrChannel> RGBA =
      List.of(
          new ExrChannel("A", ExrType.FLOAT),
          new ExrChannel("B", ExrType.FLOAT),
          new ExrChannel("G", ExrType.FLOAT),
          new ExrChannel("R", ExrType.FLOAT));

  private static BandPlan plan(PixelSize size, ExrCompression how, boolean means, int mebibytes)
      throws IOException {
    ExrHeader header = TestPicture.header("", RGBA, 0, size, how);
    ImmutableList<Integer> parts = means ? ImmutableList.of(0, 1) : ImmutableList.of(0);
    return BandPlan.of(
        Path.of("a.exr"),
        new ExrSources(ImmutableList.of(), ImmutableList.of(header), false),
        ImmutableList.of(new KeptGroup(PixelRegion.whole(size), parts)),
        2,
        (long) mebibytes << 20);
  }

  @Test
  void bandsAreAsHighAsMemoryAllows() throws Exception {
    PixelSize large = new PixelSize(16384, 16384);
    assertThat(plan(large, ExrCompression.ZIP, false, 256)).isEqualTo(new BandPlan(64, 3));
    assertThat(plan(large, ExrCompression.ZIP, true, 256)).isEqualTo(new BandPlan(32, 3));
    assertThat(plan(large, ExrCompression.ZIP, false, 64)).isEqualTo(new BandPlan(16, 3));
    assertThat(plan(large, ExrCompression.ZIPS, false, 16)).isEqualTo(new BandPlan(8, 3));
  }

  @Test
  void rowsThatAreTooLongAreAnErrorAndNotALackOfMemory() {
    assertThatThrownBy(() -> plan(new PixelSize(65536, 16), ExrCompression.ZIP, false, 64))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("-Xmx");
  }

  @Test
  void bandsAreWholeChunks() {
    ExrHeader zip = TestPicture.header("", RGBA, 0, new PixelSize(9, 90), ExrCompression.ZIP);
    assertThat(new BandPlan(1, 1).rowsOf(zip)).isEqualTo(16);
    assertThat(new BandPlan(64, 1).rowsOf(zip)).isEqualTo(64);
    ExrHeader low = TestPicture.header("", RGBA, 0, new PixelSize(9, 5), ExrCompression.ZIP);
    assertThat(new BandPlan(64, 1).rowsOf(low)).isEqualTo(5);
  }
}
