package org.networkrender.core.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.networkrender.api.PixelSize;
import org.networkrender.core.image.PictureComparison.Outcome;

class PictureComparisonTest {
  private static final String TIMED = "Vue d'été.Render Time.X";
  private static final PixelSize SIZE = new PixelSize(61, 37);

  @TempDir Path directory;
  private int files;

  @ParameterizedTest
  @ValueSource(strings = {"png", "tif", "bmp", "jpg"})
  void valuesCountAndNotBytes(String extension) throws Exception {
    Path one = raster(extension, 0, 0);
    assertThat(compare(one, raster(extension, 0, 0), extension)).isEqualTo(Outcome.SAME);
    assertThat(compare(one, raster(extension, 4, 255), extension)).isEqualTo(Outcome.DIFFERENT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "tif", "bmp"})
  void lastBitsAreAlike(String extension) throws Exception {
    Path one = raster(extension, 0, 0);
    assertThat(compare(one, raster(extension, 3, 1), extension)).isEqualTo(Outcome.ALIKE);
  }

  @Test
  void notesOfTheRendererAreNoDifference() throws Exception {
    Path one = exr(ExrCompression.ZIP, "a", 1, 0);
    assertThat(compare(one, exr(ExrCompression.ZIP, "a", 2, 0), "exr")).isEqualTo(Outcome.SAME);
  }

  @ParameterizedTest
  @EnumSource(
      value = ExrCompression.class,
      names = {"NONE", "RLE", "ZIPS", "ZIP"})
  void openExrIsComparedByValues(ExrCompression how) throws Exception {
    Path one = exr(how, "a", 1, 0);
    assertThat(compare(one, exr(how, "a", 1, 1e-5f), "exr")).isEqualTo(Outcome.ALIKE);
    assertThat(compare(one, exr(how, "a", 1, 2), "exr")).isEqualTo(Outcome.DIFFERENT);
    assertThat(compare(one, exr(how, "a", 1, Float.NaN), "exr")).isEqualTo(Outcome.DIFFERENT);
    assertThat(compare(one, exr(how, "b", 1, 0), "exr")).isEqualTo(Outcome.DIFFERENT);
  }

  /** Such as how long each pixel took. */
  @ParameterizedTest
  @EnumSource(
      value = ExrCompression.class,
      names = {"NONE", "ZIP"})
  void aChannelThatTellsOfTheRenderAloneIsPassedOver(ExrCompression how) throws Exception {
    Path one = exr(how, ExrNames.ofFile(TIMED), 1, 0);
    Path other = exr(how, ExrNames.ofFile(TIMED), 1, 3);
    assertThat(compare(one, other, "exr")).isEqualTo(Outcome.DIFFERENT);
    assertThat(PictureComparison.compare(one, other, "a.exr", SIZE, Set.of(TIMED)))
        .isEqualTo(Outcome.SAME);
    assertThat(PictureComparison.compare(one, other, "a.exr", SIZE, Set.of("z", "View.Render")))
        .as("another one")
        .isEqualTo(Outcome.DIFFERENT);
    assertThat(
            PictureComparison.compare(
                exr(how, "a", 1, 0), exr(how, "a", 1, 3), "a.exr", SIZE, Set.of("z")))
        .as("what stands before it")
        .isEqualTo(Outcome.DIFFERENT);
  }

  @Test
  void whatIsNotReadIsNotJudged() throws Exception {
    Path one = Files.writeString(directory.resolve("one.webp"), "one");
    Path other = Files.writeString(directory.resolve("other.webp"), "other");
    assertThat(compare(one, other, "webp")).isEqualTo(Outcome.UNCLEAR);
    assertThat(compare(one, one, "webp")).isEqualTo(Outcome.SAME);
  }

  private static Outcome compare(Path one, Path other, String extension) throws Exception {
    return PictureComparison.compare(one, other, "a." + extension, SIZE, Set.of());
  }

  private Path raster(String extension, int pixels, int by) throws IOException {
    BufferedImage image =
        new BufferedImage(SIZE.width(), SIZE.height(), BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < SIZE.height(); y++) {
      for (int x = 0; x < SIZE.width(); x++) {
        boolean other = y < 10 && x < 5 * pixels;
        image.setRGB(x, y, (x * 4) << 16 | (y * 6) << 8 | (other ? 100 ^ by : 100));
      }
    }
    Path file = directory.resolve(files++ + "." + extension);
    ImageIO.write(image, extension, file.toFile());
    return file;
  }

  private Path exr(ExrCompression how, String channel, int note, float by) throws IOException {
    List<ExrChannel> channels =
        List.of(new ExrChannel(channel, ExrType.FLOAT), new ExrChannel("z", ExrType.HALF));
    ExrHeader header = TestPicture.header("", channels, 0, SIZE, how);
    ByteBuffer rows =
        ByteBuffer.allocate((int) header.rowBytes() * SIZE.height()).order(ByteOrder.LITTLE_ENDIAN);
    for (int y = 0; y < SIZE.height(); y++) {
      for (int x = 0; x < SIZE.width(); x++) {
        rows.putFloat(x / 61f + (y == 7 ? by : 0));
      }
      for (int x = 0; x < SIZE.width(); x++) {
        rows.putShort((short) (x * 100));
      }
    }
    Path file = directory.resolve(files++ + ".exr");
    TestPicture.write(file, List.of(new TestPicture(header, rows.flip())));
    if (note != 1) {
      byte[] bytes = Files.readAllBytes(file);
      String text = new String(bytes, StandardCharsets.ISO_8859_1);
      // The aspect of its pixels, a number that changes no value.
      bytes[text.indexOf("screenWindowWidth") + 29] ^= 1;
      Files.write(file, bytes);
    }
    return file;
  }
}
