package org.networkrender.core.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
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

  @Test
  void onlyPicturesOfZerosAreBlank() throws Exception {
    byte[] whole = exr(20, 33);
    Path file = Files.write(directory.resolve("a.exr"), whole);
    assertThat(PictureCheck.check(file, "a.exr", new PixelSize(20, 33)).blank()).isTrue();
    whole[whole.length - 1] = 1;
    Files.write(file, whole);
    assertThat(PictureCheck.check(file, "a.exr", new PixelSize(20, 33)).blank()).isFalse();
  }

  /** An uncompressed OpenEXR file of zeros. */
  private byte[] exr(int width, int height) throws IOException {
    ExrHeader header =
        TestPicture.header(
            "",
            List.of(new ExrChannel("Y", ExrType.FLOAT)),
            0,
            new PixelSize(width, height),
            ExrCompression.NONE);
    TestPicture zeros =
        new TestPicture(header, ByteBuffer.allocate((int) header.rowBytes() * height));
    return Files.readAllBytes(TestPicture.write(directory.resolve("written.exr"), List.of(zeros)));
  }
}
