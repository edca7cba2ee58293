package org.networkrender.core.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.networkrender.api.PixelRegion;
import org.networkrender.api.PixelSize;

class PreviewPictureTest {
  @TempDir Path directory;

  /** A picture of one colour. */
  private Path exr(String name, PixelSize size, double factor, String... channels)
      throws Exception {
    ExrHeader header =
        TestPicture.header(
            "",
            List.of(
                new ExrChannel(channels[0], ExrType.FLOAT),
                new ExrChannel(channels[1], ExrType.FLOAT),
                new ExrChannel(channels[2], ExrType.FLOAT)),
            0,
            size,
            ExrCompression.ZIP);
    ByteBuffer rows =
        ByteBuffer.allocate((int) header.rowBytes() * size.height()).order(ByteOrder.LITTLE_ENDIAN);
    for (int y = 0; y < size.height(); y++) {
      for (double value : new double[] {2, 0.5, 1}) {
        for (int x = 0; x < size.width(); x++) {
          rows.putFloat((float) (factor * value));
        }
      }
    }
    return TestPicture.write(
        directory.resolve(name), List.of(new TestPicture(header, rows.flip())));
  }

  private BufferedImage saved(PreviewPicture preview) throws Exception {
    Path png = directory.resolve("preview.png");
    preview.save(png);
    assertThat(directory.resolve("preview.png.new")).doesNotExist();
    return ImageIO.read(png.toFile());
  }

  private static JoinRequest.Part part(Path file, PixelRegion kept, int samples) {
    return new JoinRequest.Part(file, kept, kept, 0, samples);
  }

  @ParameterizedTest
  @ValueSource(strings = {"L.Combined.", "L.Combined.left."})
  void linearValuesAreShownAsOnScreenAndTheRestAsMissing(String names) throws Exception {
    PixelSize canvas = new PixelSize(4000, 40);
    PixelRegion kept = new PixelRegion(1000, 0, 500, 40);
    PreviewPicture preview = new PreviewPicture(canvas, "L.Combined.");
    assertThat(preview.size()).isEqualTo(new PixelSize(1600, 16));
    preview.draw(
        part(exr("a.exr", kept.size(), 0.5, names + "B", names + "G", names + "R"), kept, 1));
    BufferedImage image = saved(preview);
    assertThat(image.getWidth()).isEqualTo(1600);
    // 0.5 is stored as 188 and 0.25 as 137: IEC 61966-2-1.
    assertThat(image.getRGB(400, 8)).isEqualTo(0xff_bc_89_ff);
    assertThat(image.getRGB(599, 15)).isEqualTo(0xff_bc_89_ff);
    assertThat(List.of(0xff1a1a1a, 0xff242424))
        .contains(image.getRGB(399, 8), image.getRGB(600, 0));
  }

  @Test
  void sampleRangesOfARegionAreWeighted() throws Exception {
    PixelSize canvas = new PixelSize(20, 10);
    PixelRegion all = PixelRegion.whole(canvas);
    PreviewPicture preview = new PreviewPicture(canvas, "");
    preview.draw(part(exr("a.exr", canvas, 0, "B", "G", "R"), all, 3));
    preview.draw(part(exr("b.exr", canvas, 2, "B", "G", "R"), all, 1));
    assertThat(saved(preview).getRGB(7, 7)).isEqualTo(0xff_bc_89_ff);
  }

  @Test
  void whatIsDrawnBetweenTwoFilesIsInTheSecond() throws Exception {
    PixelSize canvas = new PixelSize(20, 32);
    PixelSize size = new PixelSize(20, 8);
    Path file = exr("a.exr", size, 0.5, "B", "G", "R");
    PreviewPicture preview = new PreviewPicture(canvas, "");
    assertThat(saved(preview).getRGB(0, 0)).isEqualTo(0xff1a1a1a);
    for (int y : new int[] {16, 0, 24}) {
      preview.draw(part(file, new PixelRegion(0, y, 20, 8), 1));
      BufferedImage image = saved(preview);
      assertThat(image.getRGB(0, y)).isEqualTo(0xff_bc_89_ff);
      assertThat(image.getRGB(19, y + 7)).isEqualTo(0xff_bc_89_ff);
    }
    BufferedImage image = saved(preview);
    assertThat(image.getRGB(5, 20)).isEqualTo(0xff_bc_89_ff);
    assertThat(image.getRGB(0, 8)).isEqualTo(0xff242424);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "37, 23", "4000, 3000", "1600, 1600"})
  void theFileIsWholeWithRightChecksums(int width, int height) throws Exception {
    PixelSize canvas = new PixelSize(width, height);
    PixelRegion corner = new PixelRegion(0, 0, (width + 1) / 2, (height + 1) / 2);
    PreviewPicture preview = new PreviewPicture(canvas, "");
    Path png = directory.resolve("preview.png");
    for (double factor : new double[] {0.1, 0.5}) {
      Path file = exr("a.exr", corner.size(), factor, "B", "G", "R");
      preview.draw(part(file, corner, 1));
      preview.save(png);
      assertThat(PictureCheck.check(png, "preview.png", preview.size()))
          .isNotEqualTo(PictureContent.UNSEEN);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "tif"})
  void valuesOfOtherPicturesAreShownAsTheyAre(String format) throws Exception {
    BufferedImage tile = new BufferedImage(30, 20, BufferedImage.TYPE_3BYTE_BGR);
    for (int i = 0; i < 600; i++) {
      tile.setRGB(i % 30, i / 30, 0x123456);
    }
    Path file = directory.resolve("a." + format);
    ImageIO.write(tile, format, file.toFile());
    PreviewPicture preview = new PreviewPicture(new PixelSize(100, 100), "");
    preview.draw(
        new JoinRequest.Part(
            file, new PixelRegion(50, 50, 20, 10), new PixelRegion(45, 45, 30, 20), 0, 1));
    BufferedImage image = saved(preview);
    assertThat(image.getRGB(50, 50)).isEqualTo(0xff123456);
    assertThat(image.getRGB(69, 59)).isEqualTo(0xff123456);
    assertThat(image.getRGB(70, 60)).isNotEqualTo(0xff123456);
  }

  @Test
  void aPartWithoutTheChannelsOrOfAnotherSizeIsRefused() throws Exception {
    PixelSize canvas = new PixelSize(20, 10);
    PixelRegion all = PixelRegion.whole(canvas);
    Path file = exr("a.exr", new PixelSize(20, 9), 0, "B", "G", "R");
    assertThatThrownBy(() -> new PreviewPicture(canvas, "L.").draw(part(file, all, 3)))
        .isInstanceOf(BrokenPictureException.class)
        .hasMessageContaining("L.");
    assertThatThrownBy(() -> new PreviewPicture(canvas, "").draw(part(file, all, 3)))
        .isInstanceOf(BrokenPictureException.class)
        .hasMessageContaining("20x9");
  }
}
