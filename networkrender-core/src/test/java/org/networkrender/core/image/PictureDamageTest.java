package org.networkrender.core.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableMap;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.networkrender.api.PixelSize;

/** What full disks, broken memory and broken cables do to pictures is found. */
class PictureDamageTest {
  private static final PixelSize SIZE = new PixelSize(61, 37);
  private static final int PLACES = 150;

  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource({
    "png,1,",
    "png,5,",
    "png,6,",
    "png,10,",
    "png,11,",
    "png,12,",
    "png,13,",
    "png,5,interlaced",
    "png,12,interlaced",
    "png,13,interlaced",
    "jpg,5,",
    "jpg,10,",
    "jpg,5,interlaced",
    "tif,5,LZW",
    "tif,5,ZLib",
    "tif,5,Deflate",
    "tif,5,PackBits",
    "tif,11,LZW",
    "tif,6,ZLib"
  })
  void aFileThatEndsEarlyOrInZerosIsFound(String extension, int type, String how) throws Exception {
    byte[] whole = raster(extension, type, how);
    assertWhole(extension, whole);
    // The last run of bytes may be zeros in truth.
    assertCutsAndZerosAreFound(extension, whole, "PackBits".equals(how) ? 2 * 3 * SIZE.width() : 0);
  }

  /** The directory of a TIFF file comes last where programs write row by row. */
  @Test
  void aTiffOfPlainRowsThatEndsEarlyOrInZerosIsFound() throws Exception {
    Path file = directory.resolve("plain.tif");
    RasterLayout layout = new RasterLayout(SIZE, 3, 2, 0, ImmutableMap.of());
    byte[] row = new byte[layout.rowBytes()];
    try (RasterWriter writer = RasterKind.TIFF.write(file, layout)) {
      writer.begin();
      Random random = new Random(3);
      for (int y = 0; y < SIZE.height(); y++) {
        random.nextBytes(row);
        writer.writeRow(row);
      }
      writer.finish();
    }
    byte[] whole = Files.readAllBytes(file);
    assertWhole("tif", whole);
    assertCutsAndZerosAreFound("tif", whole, 0);
  }

  @ParameterizedTest
  @EnumSource(
      value = ExrCompression.class,
      names = {"NONE", "RLE", "ZIPS", "ZIP"})
  void anOpenExrThatEndsEarlyOrInZerosIsFound(ExrCompression how) throws Exception {
    for (List<String> names : List.of(List.of(""), List.of("left", "right"))) {
      byte[] whole = exr(how, names);
      assertWhole("exr", whole);
      // Bytes of rows that are not packed, and of runs, may be zero in truth: not so more of them.
      boolean plain = how == ExrCompression.NONE || how == ExrCompression.RLE;
      int last = plain ? 12 * SIZE.width() + 12 : 0;
      for (int i = 0; i <= PLACES; i++) {
        int length = (int) ((long) (whole.length - last - 1) * i / PLACES);
        assertBroken("exr", Arrays.copyOf(whole, length));
        assertBroken("exr", Arrays.copyOf(Arrays.copyOf(whole, length), whole.length));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "interlaced"})
  void everyFlippedBitOfAPngIsFound(String how) throws Exception {
    byte[] whole = raster("png", BufferedImage.TYPE_INT_RGB, how.isEmpty() ? null : how);
    Random random = new Random(11);
    for (int i = 0; i < 2000; i++) {
      byte[] damaged = whole.clone();
      damaged[random.nextInt(whole.length)] ^= (byte) (1 << random.nextInt(8));
      assertBroken("png", damaged);
    }
  }

  @Test
  void aPngOfMoreOrFewerRowsThanItSaysIsFound() throws Exception {
    byte[] whole = raster("png", BufferedImage.TYPE_INT_RGB, null);
    Path file = Files.write(directory.resolve("a.png"), whole);
    assertThatThrownBy(() -> PictureCheck.check(file, "a.png", new PixelSize(61, 38)))
        .isInstanceOf(BrokenPictureException.class)
        .hasMessageContaining("61x37");
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "tif", "bmp", "jpg"})
  void blackIsBlankAndAnythingElseIsNot(String extension) throws Exception {
    BufferedImage image =
        new BufferedImage(SIZE.width(), SIZE.height(), BufferedImage.TYPE_INT_RGB);
    Path file = directory.resolve("a." + extension);
    ImageIO.write(image, extension, file.toFile());
    PictureContent black = PictureCheck.check(file, "a." + extension, SIZE);
    assertThat(black.blank()).isTrue();
    for (int x = 40; x < 56; x++) {
      for (int y = 20; y < 36; y++) {
        image.setRGB(x, y, 0x00ff00);
      }
    }
    ImageIO.write(image, extension, file.toFile());
    PictureContent green = PictureCheck.check(file, "a." + extension, SIZE);
    assertThat(green.blank()).isFalse();
    assertThat(green.channels()).isEqualTo(black.channels()).isNotEmpty();
  }

  @Test
  void anAlphaIsAChannelToo() throws Exception {
    BufferedImage image =
        new BufferedImage(SIZE.width(), SIZE.height(), BufferedImage.TYPE_INT_ARGB);
    Path file = directory.resolve("a.png");
    ImageIO.write(image, "png", file.toFile());
    assertThat(PictureCheck.check(file, "a.png", SIZE).blank()).isTrue();
    image.setRGB(3, 3, 0xff000000);
    ImageIO.write(image, "png", file.toFile());
    assertThat(PictureCheck.check(file, "a.png", SIZE).blank()).isFalse();
  }

  @Test
  void nobodyMayAnnounceWhatNoPictureHas() {
    PixelSize hd = new PixelSize(1920, 1080);
    assertThat(PictureCheck.mostBytes("a.png", hd)).isBetween(16_000_000L, 200_000_000L);
    assertThat(PictureCheck.mostBytes("a.exr", hd)).isBetween(1_000_000_000L, 10_000_000_000L);
    assertThat(PictureCheck.mostBytes("a.exr", new PixelSize(65_536, 65_536))).isPositive();
  }

  private void assertCutsAndZerosAreFound(String extension, byte[] whole, int last)
      throws IOException {
    for (int i = 0; i <= PLACES; i++) {
      int length = (int) ((long) (whole.length - last - 1) * i / PLACES);
      assertBroken(extension, Arrays.copyOf(whole, length));
      byte[] zeros = Arrays.copyOf(Arrays.copyOf(whole, length), whole.length);
      if (!Arrays.equals(zeros, whole)) {
        assertBroken(extension, zeros);
      }
    }
  }

  private void assertWhole(String extension, byte[] bytes) throws IOException {
    Path file = Files.write(directory.resolve("whole." + extension), bytes);
    assertThatCode(() -> PictureCheck.check(file, "a." + extension, SIZE))
        .doesNotThrowAnyException();
  }

  private void assertBroken(String extension, byte[] bytes) throws IOException {
    Path file = Files.write(directory.resolve("damaged." + extension), bytes);
    int zeros = 0;
    while (zeros < bytes.length && bytes[bytes.length - 1 - zeros] == 0) {
      zeros++;
    }
    assertThatThrownBy(() -> PictureCheck.check(file, "a." + extension, SIZE))
        .as("%d bytes, %d zeros at the end", bytes.length, zeros)
        .isInstanceOf(BrokenPictureException.class);
  }

  private byte[] raster(String extension, int type, String how) throws IOException {
    BufferedImage image = new BufferedImage(SIZE.width(), SIZE.height(), type);
    Random random = new Random(7);
    for (int y = 0; y < SIZE.height(); y++) {
      for (int x = 0; x < SIZE.width(); x++) {
        image.setRGB(x, y, x / 7 == 3 ? 0xff808080 : random.nextInt());
      }
    }
    Path file = directory.resolve("made." + extension);
    Files.deleteIfExists(file);
    ImageWriter writer = ImageIO.getImageWritersByFormatName(extension).next();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
      ImageWriteParam param = writer.getDefaultWriteParam();
      if ("interlaced".equals(how)) {
        param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
      } else if (how != null) {
        param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        param.setCompressionType(how);
      }
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), param);
    } finally {
      writer.dispose();
    }
    return Files.readAllBytes(file);
  }

  private byte[] exr(ExrCompression how, List<String> names) throws IOException {
    List<TestPicture> pictures =
        names.stream()
            .map(
                name -> {
                  List<ExrChannel> channels =
                      List.of(
                          new ExrChannel("B", ExrType.FLOAT),
                          new ExrChannel("G", ExrType.FLOAT),
                          new ExrChannel("R", ExrType.FLOAT));
                  ExrHeader header = TestPicture.header(name, channels, 0, SIZE, how);
                  byte[] rows = new byte[(int) header.rowBytes() * SIZE.height()];
                  for (int i = 0; i < rows.length; i++) {
                    // Neither flat, which leaves nothing of a chunk, nor noise, which is not
                    // packed.
                    rows[i] = (byte) (1 + ((i * 31) >> 5) % 97);
                  }
                  return new TestPicture(header, ByteBuffer.wrap(rows));
                })
            .toList();
    return Files.readAllBytes(TestPicture.write(directory.resolve("made.exr"), pictures));
  }
}
