package org.networkrender.core.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.PixelRegion;
import org.networkrender.api.PixelSize;
import org.networkrender.api.RenderException;

class TileGridTest {
  private static PixelRegion area(int width, int height) {
    return new PixelRegion(0, 0, width, height);
  }

  @ParameterizedTest
  @CsvSource({
    "1920,1080,24,6x4", // landscape
    "1080,1920,24,4x6", // portrait
    "8000,1000,25,13x2", // panorama
    "16384,16384,40,6x7",
    "128,128,1000,2x2", // never below 64 pixels,
    "90,50,1000,2x2", // but two where there are two pixels
    "1,1,1000,1x1",
    "1,5000,1000,1x78",
    "65536,65536,1000000,64x64"
  })
  void choosesNearlySquareTiles(int width, int height, long wanted, String grid) {
    assertThat(TileGrid.choose(area(width, height), wanted)).hasToString(grid);
  }

  @Test
  void comesNearToTheNumberWherePixelsAllow() {
    Random random = new Random(5);
    for (int i = 0; i < 2000; i++) {
      PixelRegion area = area(512 + random.nextInt(8000), 512 + random.nextInt(8000));
      int wanted = 4 + random.nextInt(60);
      TileGrid grid = TileGrid.choose(area, wanted);
      assertThat(grid.count())
          .as("%s for %s in %s", grid, wanted, area)
          .isBetween((long) Math.floor(wanted * 0.75), (long) Math.ceil(wanted * 1.5));
      double width = (double) area.width() / grid.columns();
      double height = (double) area.height() / grid.rows();
      assertThat(Math.min(width, height)).isGreaterThanOrEqualTo(64);
    }
  }

  @Test
  void isBoundedAndFitsIntoEveryPicture() {
    Random random = new Random(6);
    for (int i = 0; i < 1000; i++) {
      PixelRegion area =
          area(1 + random.nextInt(PixelSize.MAX_SIDE), 1 + random.nextInt(PixelSize.MAX_SIDE));
      TileGrid grid = TileGrid.choose(area, 1L << random.nextInt(40));
      assertThat(grid.count()).isBetween(1L, (long) TileGrid.MAX_TILES);
      assertThat(grid.columns()).isLessThanOrEqualTo(area.width());
      assertThat(grid.rows()).isLessThanOrEqualTo(area.height());
    }
  }

  @ParameterizedTest
  @CsvSource({"8x6,8,6", "1x1,1,1", "100x40,100,40", "004x2,4,2"})
  void readsWhatAUserWrites(String text, int columns, int rows) throws RenderException {
    assertThat(TileGrid.parse(text, area(100, 50))).isEqualTo(new TileGrid(columns, rows));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0x4",
        "4x0",
        "abc",
        "4",
        "4x",
        "x4",
        "-1x4",
        "4X4",
        "4x4x4",
        "1.5x2",
        " 4x4",
        "9999999x1",
        "٤x٤"
      })
  void refusesWhatHasNoMeaning(String text) {
    assertThatThrownBy(() -> TileGrid.parse(text, area(100, 50)))
        .isInstanceOfSatisfying(
            RenderException.class,
            e -> {
              assertThat(e.kind()).isEqualTo(ErrorKind.USER);
              assertThat(e.advice()).contains("8x6");
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"101x1", "1x51", "999999x999999"})
  void saysHowManyTilesThePictureMayHave(String text) {
    assertThatThrownBy(() -> TileGrid.parse(text, area(100, 50)))
        .isInstanceOfSatisfying(
            RenderException.class,
            e -> assertThat(e.line()).contains("more tiles than pixels", "100 columns", "50 rows"));
  }

  @Test
  void refusesMoreTilesThanItCanJoin() {
    assertThatThrownBy(() -> TileGrid.parse("65x64", area(10_000, 10_000)))
        .isInstanceOfSatisfying(
            RenderException.class, e -> assertThat(e.line()).contains("4160 tiles", "up to 4096"));
  }
}
