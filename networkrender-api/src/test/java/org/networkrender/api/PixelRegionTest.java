package org.networkrender.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PixelRegionTest {
  private static final PixelSize SIZE = new PixelSize(640, 360);

  @ParameterizedTest
  @CsvSource({
    "0,0,640,360,true",
    "639,359,1,1,true",
    "1,0,640,360,false",
    "0,1,640,360,false",
    "640,0,1,1,false",
    "0,360,1,1,false",
    "65535,65535,1,1,false"
  })
  void liesInsideAPictureOrNot(int x, int y, int width, int height, boolean inside) {
    assertThat(new PixelRegion(x, y, width, height).isInside(SIZE)).isEqualTo(inside);
  }

  @ParameterizedTest
  @CsvSource({
    "-1,0,1,1",
    "0,-1,1,1",
    "0,0,0,1",
    "0,0,1,0",
    "0,0,65537,1",
    "65536,0,1,1",
    "0,65536,1,1",
    "2147483647,0,2147483647,1",
    "0,2147483647,1,2147483647"
  })
  void refusesWhatNoPictureHolds(int x, int y, int width, int height) {
    assertThatIllegalArgumentException().isThrownBy(() -> new PixelRegion(x, y, width, height));
  }

  @Test
  void theWholePictureIsARegion() {
    PixelRegion whole = PixelRegion.whole(SIZE);
    assertThat(whole).isEqualTo(new PixelRegion(0, 0, 640, 360));
    assertThat(whole.size()).isEqualTo(SIZE).hasToString("640x360");
    PixelSize biggest = new PixelSize(65_536, 65_536);
    assertThat(PixelRegion.whole(biggest).isInside(biggest)).isTrue();
    assertThat(biggest.pixels()).isEqualTo(1L << 32);
  }

  @ParameterizedTest
  @CsvSource({"0,1", "1,0", "-1,1", "65537,1", "1,65537"})
  void refusesSizesThatNoPictureHas(int width, int height) {
    assertThatIllegalArgumentException().isThrownBy(() -> new PixelSize(width, height));
  }

  @ParameterizedTest
  @CsvSource({"-1,1", "0,0", "1,2147483647"})
  void refusesSamplesThatAreNone(int first, int count) {
    assertThatIllegalArgumentException().isThrownBy(() -> new SampleRange(first, count));
  }
}
