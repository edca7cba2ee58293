package org.networkrender.core.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.networkrender.api.PixelRegion;
import org.networkrender.api.PixelSize;

class RasterJoinTest {
  private static final int PICTURES = 60;

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"png", "tif"})
  void joinedTilesAreTheWholePicture(String extension) throws Exception {
    for (int seed = 0; seed < PICTURES; seed++) {
      Random random = new Random(seed);
      RasterSamples whole = randomPicture(random);
      List<JoinRequest.Part> parts = tiles(whole, extension, random);
      Path target = join(whole.size(), parts, extension);
      assertThat(RasterSamples.decode(target))
          .as("seed %d, %s, %d tiles", seed, whole, parts.size())
          .isEqualTo(whole);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "tif"})
  void severalPartsOfARegionGiveTheirWeightedMean(String extension) throws Exception {
    for (int seed = 0; seed < PICTURES; seed++) {
      Random random = new Random(seed);
      RasterSamples first = randomPicture(random);
      List<RasterSamples> pictures = new ArrayList<>(List.of(first));
      List<Integer> weights = new ArrayList<>(List.of(1 + random.nextInt(2000)));
      for (int more = random.nextInt(4); more >= 0; more--) {
        pictures.add(RasterSamples.random(first.size(), first.channels(), first.bits(), random));
        weights.add(random.nextInt(8) == 0 ? Integer.MAX_VALUE : 1 + random.nextInt(2000));
      }
      PixelRegion all = PixelRegion.whole(first.size());
      List<JoinRequest.Part> parts = new ArrayList<>();
      for (int i = 0; i < pictures.size(); i++) {
        Path file = pictures.get(i).write(directory.resolve("range" + i + "." + extension), null);
        parts.add(new JoinRequest.Part(file, all, all, i * 2000, weights.get(i)));
      }
      RasterSamples joined = RasterSamples.decode(join(first.size(), parts, extension));
      assertThat(joined).as("seed %d", seed).isEqualTo(mean(pictures, weights));
    }
  }

  private static RasterSamples mean(List<RasterSamples> pictures, List<Integer> weights) {
    RasterSamples first = pictures.get(0);
    RasterSamples mean = RasterSamples.zeros(first.size(), first.channels(), first.bits());
    long samples = weights.stream().mapToLong(weight -> weight).sum();
    for (int i = 0; i < mean.values().length; i++) {
      long sum = 0;
      for (int p = 0; p < pictures.size(); p++) {
        sum += (long) pictures.get(p).values()[i] * weights.get(p);
      }
      mean.values()[i] = (int) ((sum + samples / 2) / samples);
    }
    return mean;
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "tif"})
  void whatNoPartKeepsIsZero(String extension) throws Exception {
    RasterSamples part = RasterSamples.random(new PixelSize(5, 4), 4, 16, new Random(1));
    Path file = part.write(directory.resolve("part." + extension), null);
    PixelSize canvas = new PixelSize(13, 11);
    PixelRegion region = new PixelRegion(6, 3, 5, 4);
    RasterSamples expected = RasterSamples.zeros(canvas, 4, 16);
    expected.paste(part, 6, 3);
    Path target =
        join(canvas, List.of(new JoinRequest.Part(file, region, region, 0, 1)), extension);
    assertThat(RasterSamples.decode(target)).isEqualTo(expected);
  }

  @Test
  void aLongerFileThatWasThereIsReplaced() throws Exception {
    RasterSamples whole = RasterSamples.random(new PixelSize(3, 3), 3, 8, new Random(1));
    Path target = Files.write(directory.resolve("joined.png"), new byte[100_000]);
    join(whole.size(), tiles(whole, "png", new Random(2)), "png");
    assertThat(RasterSamples.decode(target)).isEqualTo(whole);
    assertThat(Files.size(target)).isLessThan(1000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "tif"})
  void aPartOfAnotherSizeIsRefused(String extension) throws Exception {
    RasterSamples part = RasterSamples.random(new PixelSize(5, 4), 3, 8, new Random(1));
    Path file = part.write(directory.resolve("part." + extension), null);
    PixelRegion wrong = new PixelRegion(0, 0, 4, 5);
    assertRefused(extension, "part." + extension + " is 5x4 pixels, not 4x5", part(file, wrong));
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "tif"})
  void partsOfOtherChannelsOrBitsAreRefused(String extension) throws Exception {
    Random random = new Random(1);
    PixelSize size = new PixelSize(5, 4);
    Path rgb = write(RasterSamples.random(size, 3, 8, random), "rgb." + extension);
    Path alpha = write(RasterSamples.random(size, 4, 8, random), "alpha." + extension);
    Path deep = write(RasterSamples.random(size, 3, 16, random), "deep." + extension);
    PixelRegion left = new PixelRegion(0, 0, 5, 4);
    PixelRegion right = new PixelRegion(5, 0, 5, 4);
    assertRefused(extension, "is RGB of 8 bits, and alpha", part(rgb, left), part(alpha, right));
    assertRefused(
        extension, "deep." + extension + " is RGB of 16 bits", part(rgb, left), part(deep, right));
  }

  @Test
  void aFileOfAnotherKindIsRefused() throws Exception {
    RasterSamples picture = RasterSamples.random(new PixelSize(5, 4), 3, 8, new Random(1));
    Path png = write(picture, "a.png");
    Path tiff = write(picture, "a.tif");
    Path empty = Files.createFile(directory.resolve("empty"));
    PixelRegion region = new PixelRegion(0, 0, 5, 4);
    assertRefused("tif", "a.png is not a TIFF file", part(png, region));
    assertRefused("png", "a.tif is not a PNG file", part(tiff, region));
    assertRefused("png", "empty is not a PNG file", part(empty, region));
    assertRefused("tif", "empty is damaged: it ends too early", part(empty, region));
  }

  @Test
  void aPartThatIsNotThereIsNoBrokenPicture() {
    PixelRegion region = new PixelRegion(0, 0, 5, 4);
    assertThatThrownBy(
            () -> join(region.size(), List.of(part(directory.resolve("no"), region)), "png"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no");
    assertThat(directory.resolve("joined.png")).doesNotExist();
  }

  @Test
  void partsThatKeepTheSamePixelsAreRefused() throws Exception {
    RasterSamples picture = RasterSamples.random(new PixelSize(5, 4), 3, 8, new Random(1));
    Path file = write(picture, "a.png");
    JoinRequest.Part one = part(file, new PixelRegion(0, 0, 5, 4));
    for (PixelRegion other :
        List.of(
            new PixelRegion(4, 0, 5, 4),
            new PixelRegion(0, 3, 5, 4),
            new PixelRegion(4, 3, 5, 4))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> join(new PixelSize(9, 9), List.of(one, part(file, other)), "png"));
      assertThat(directory.resolve("joined.png")).doesNotExist();
    }
  }

  @Test
  void aTiffThatMayNotFitInFourGigabytesIsRefusedBeforeItIsBegun() throws Exception {
    RasterSamples part = RasterSamples.random(new PixelSize(1, 1), 4, 16, new Random(1));
    Path file = write(part, "a.tif");
    PixelRegion region = new PixelRegion(0, 0, 1, 1);
    assertThatThrownBy(
            () -> join(new PixelSize(30_000, 20_000), List.of(part(file, region)), "tif"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("4 GB");
    assertThat(directory.resolve("joined.tif")).doesNotExist();
  }

  @Test
  void anInterruptEndsTheJoinAndRemovesTheTarget() throws Exception {
    RasterSamples part = RasterSamples.random(new PixelSize(50, 40), 4, 16, new Random(1));
    for (String extension : List.of("png", "tif")) {
      Path file = write(part, "a." + extension);
      Thread.currentThread().interrupt();
      assertThatThrownBy(
              () ->
                  join(part.size(), List.of(part(file, PixelRegion.whole(part.size()))), extension))
          .isInstanceOf(InterruptedException.class);
      assertThat(Thread.interrupted()).isFalse();
      assertThat(directory.resolve("joined." + extension)).doesNotExist();
    }
  }

  private static RasterSamples randomPicture(Random random) {
    PixelSize size = new PixelSize(1 + random.nextInt(90), 1 + random.nextInt(70));
    int channels = 1 + random.nextInt(4);
    return RasterSamples.random(size, channels, random.nextBoolean() ? 8 : 16, random);
  }

  /** Cuts a picture into random columns and rows, each with random overscan, in random order. */
  private List<JoinRequest.Part> tiles(RasterSamples whole, String extension, Random random)
      throws IOException {
    PixelSize size = whole.size();
    int[] xs = cuts(size.width(), random);
    int[] ys = cuts(size.height(), random);
    int overscan = random.nextInt(6);
    List<JoinRequest.Part> parts = new ArrayList<>();
    for (int i = 0; i + 1 < xs.length; i++) {
      for (int j = 0; j + 1 < ys.length; j++) {
        PixelRegion kept = region(xs[i], ys[j], xs[i + 1], ys[j + 1]);
        PixelRegion rendered =
            region(
                Math.max(0, xs[i] - overscan),
                Math.max(0, ys[j] - overscan),
                Math.min(size.width(), xs[i + 1] + overscan),
                Math.min(size.height(), ys[j + 1] + overscan));
        Path file = directory.resolve("tile" + i + "-" + j + "." + extension);
        whole.cut(rendered).write(file, compression(extension, random));
        parts.add(new JoinRequest.Part(file, kept, rendered, 0, 1));
      }
    }
    Collections.shuffle(parts, random);
    return parts;
  }

  private static @Nullable String compression(String extension, Random random) {
    String[] names = {"LZW", "ZLib", "PackBits", "Deflate"};
    return extension.equals("png") || random.nextInt(5) == 0
        ? null
        : names[random.nextInt(names.length)];
  }

  private static int[] cuts(int length, Random random) {
    int count = random.nextInt(Math.min(length, 5));
    return IntStream.concat(IntStream.of(0, length), random.ints(count, 0, length))
        .sorted()
        .distinct()
        .toArray();
  }

  private static PixelRegion region(int left, int top, int right, int bottom) {
    return new PixelRegion(left, top, right - left, bottom - top);
  }

  private Path write(RasterSamples samples, String name) throws IOException {
    return samples.write(directory.resolve(name), null);
  }

  private static JoinRequest.Part part(Path file, PixelRegion region) {
    return new JoinRequest.Part(file, region, region, 0, 1);
  }

  private void assertRefused(String extension, String says, JoinRequest.Part... parts) {
    assertThatThrownBy(() -> join(new PixelSize(10, 10), List.of(parts), extension))
        .isInstanceOf(BrokenPictureException.class)
        .hasMessageContaining(says);
    assertThat(directory.resolve("joined." + extension)).doesNotExist();
  }

  private Path join(PixelSize canvas, List<JoinRequest.Part> parts, String extension)
      throws BrokenPictureException, IOException, InterruptedException {
    Path target = directory.resolve("joined." + extension);
    RasterJoin.join(new JoinRequest(canvas, parts, List.of(), target));
    return target;
  }
}
