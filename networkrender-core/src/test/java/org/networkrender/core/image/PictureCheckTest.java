package org.networkrender.core.image;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.networkrender.api.PixelSize;

class PictureCheckTest {
  private static final PixelSize SIZE = new PixelSize(61, 37);

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpg", "bmp", "tif"})
  void wholePictureIsAccepted(String extension) throws Exception {
    Path file = picture(extension);
    assertThatCode(() -> PictureCheck.check(file, "a." + extension, SIZE))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpg", "bmp", "tif"})
  void pictureOfAnotherSizeIsRefused(String extension) throws Exception {
    Path file = picture(extension);
    assertThatThrownBy(() -> PictureCheck.check(file, "a." + extension, new PixelSize(62, 37)))
        .isInstanceOf(BrokenPictureException.class)
        .hasMessageContaining("61x37");
  }

  @Test
  void pngCutAnywhereIsRefused() throws Exception {
    byte[] whole = Files.readAllBytes(picture("png"));
    // The last 12 bytes are the end mark, which holds no pixel.
    for (int length = 0; length < whole.length - 12; length += 97) {
      Path file = Files.write(directory.resolve("cut.png"), Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> PictureCheck.check(file, "cut.png", SIZE))
          .as("%d of %d bytes", length, whole.length)
          .isInstanceOf(BrokenPictureException.class);
    }
  }

  @Test
  void headerThatClaimsAHugePictureIsRefusedWithoutDecodingIt() throws Exception {
    byte[] bytes = Files.readAllBytes(picture("png"));
    ByteBuffer.wrap(bytes).putInt(16, 60_000).putInt(20, 60_000);
    Path file = Files.write(directory.resolve("huge.png"), bytes);
    assertThatThrownBy(() -> PictureCheck.check(file, "huge.png", SIZE))
        .isInstanceOf(BrokenPictureException.class);
  }

  @Test
  void openExrIsWholeOrRefused() throws Exception {
    byte[] whole = exr(2, 3);
    Path file = Files.write(directory.resolve("a.exr"), whole);
    assertThatCode(() -> PictureCheck.check(file, "a.exr", new PixelSize(2, 3)))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> PictureCheck.check(file, "a.exr", new PixelSize(3, 2)))
        .isInstanceOf(BrokenPictureException.class);
    for (int length = 1; length < whole.length; length++) {
      Path cut = Files.write(directory.resolve("cut.exr"), Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> PictureCheck.check(cut, "cut.exr", new PixelSize(2, 3)))
          .as("%d of %d bytes", length, whole.length)
          .isInstanceOf(BrokenPictureException.class);
    }
  }

  @Test
  void openExrWithFlippedBytesIsAcceptedOrRefusedAndNothingElse() throws Exception {
    byte[] whole = exr(2, 3);
    Random random = new Random(42);
    for (int i = 0; i < 3000; i++) {
      byte[] bytes = whole.clone();
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      bytes[random.nextInt(bytes.length)] = (byte) 0x80;
      Path file = Files.write(directory.resolve("flipped.exr"), bytes);
      try {
        PictureCheck.check(file, "flipped.exr", new PixelSize(2, 3));
      } catch (BrokenPictureException e) {
        // That is what it is for.
      }
    }
  }

  private Path picture(String extension) throws IOException {
    BufferedImage image =
        new BufferedImage(SIZE.width(), SIZE.height(), BufferedImage.TYPE_INT_RGB);
    Random random = new Random(7);
    for (int y = 0; y < SIZE.height(); y++) {
      for (int x = 0; x < SIZE.width(); x++) {
        image.setRGB(x, y, random.nextInt());
      }
    }
    Path file = directory.resolve("a." + extension);
    ImageIO.write(image, extension, file.toFile());
    return file;
  }

  /** An uncompressed OpenEXR file of one channel, a row a chunk; see "OpenEXR File Layout". */
  private static byte[] exr(int width, int height) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(little(8).putInt(20000630).putInt(2).array());
    attribute(out, "compression", "compression", new byte[] {0});
    attribute(
        out,
        "dataWindow",
        "box2i",
        little(16).putInt(0).putInt(0).putInt(width - 1).putInt(height - 1).array());
    out.write(0);
    int rowBytes = 4 * width;
    long chunk = out.size() + 8L * height;
    for (int y = 0; y < height; y++) {
      out.write(little(8).putLong(chunk + (long) y * (8 + rowBytes)).array());
    }
    for (int y = 0; y < height; y++) {
      out.write(little(8).putInt(y).putInt(rowBytes).array());
      out.write(new byte[rowBytes]);
    }
    return out.toByteArray();
  }

  private static void attribute(ByteArrayOutputStream out, String name, String type, byte[] value)
      throws IOException {
    out.write((name + "\0" + type + "\0").getBytes(StandardCharsets.US_ASCII));
    out.write(little(4).putInt(value.length).array());
    out.write(value);
  }

  private static ByteBuffer little(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }
}
