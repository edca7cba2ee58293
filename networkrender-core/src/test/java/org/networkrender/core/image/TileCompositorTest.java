package org.networkrender.core.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.networkrender.api.PixelRegion;
import org.networkrender.api.PixelSize;

@Tag("beside-others")
class TileCompositorTest extends JoinFixture {
  @Test
  void tilesOfAnyCutAreJoinedBitByBit() throws Exception {
    for (int seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      int longest = seed % 5 == 0 ? 200 : 70;
      PixelSize canvas = new PixelSize(1 + random.nextInt(60), 1 + random.nextInt(longest));
      List<TestPicture> whole = pictures(random, canvas);
      List<JoinRequest.Part> parts = new ArrayList<>();
      int overscan = random.nextInt(3) * random.nextInt(5);
      boolean mixed = random.nextInt(4) == 0;
      for (PixelRegion kept : tiles(random, canvas)) {
        PixelRegion rendered = widened(kept, overscan, canvas);
        parts.add(part(whole, kept, rendered, 0, 1, parts.size(), mixed ? random : null));
      }
      Collections.shuffle(parts, random);
      List<TestPicture> joined = join(new JoinRequest(canvas, parts, List.of(), target()), random);
      assertThat(joined).hasSameSizeAs(whole);
      for (int i = 0; i < whole.size(); i++) {
        assertThat(joined.get(i).rows()).as("seed %d", seed).isEqualTo(whole.get(i).rows());
        ExrHeader header = joined.get(i).header();
        if (!mixed) {
          assertThat(header).usingRecursiveComparison().isEqualTo(whole.get(i).header());
        }
      }
    }
  }

  @Test
  void whatNoPartKeepsIsZero() throws Exception {
    Random random = new Random(3);
    PixelSize canvas = new PixelSize(50, 40);
    List<TestPicture> whole = pictures(random, canvas);
    PixelRegion kept = new PixelRegion(7, 9, 20, 18);
    JoinRequest.Part part = part(whole, kept, new PixelRegion(5, 5, 30, 30), 0, 1, 0, null);
    List<TestPicture> joined =
        join(new JoinRequest(canvas, List.of(part), List.of(), target()), random);
    for (int y = 0; y < 40; y++) {
      for (int x = 0; x < 50; x++) {
        boolean inside = x >= 7 && x < 27 && y >= 9 && y < 27;
        assertThat(joined.get(0).bits(0, x, y)).isEqualTo(inside ? whole.get(0).bits(0, x, y) : 0);
      }
    }
  }

  /** Cuts a canvas at random columns and rows; tiles may be one pixel wide or high. */
  private static List<PixelRegion> tiles(Random random, PixelSize canvas) {
    List<PixelRegion> tiles = new ArrayList<>();
    int[] columns = cuts(random, canvas.width());
    int[] rows = cuts(random, canvas.height());
    for (int i = 1; i < columns.length; i++) {
      for (int j = 1; j < rows.length; j++) {
        tiles.add(
            new PixelRegion(
                columns[i - 1], rows[j - 1], columns[i] - columns[i - 1], rows[j] - rows[j - 1]));
      }
    }
    return tiles;
  }

  private static int[] cuts(Random random, int length) {
    return IntStream.concat(IntStream.of(0, length), random.ints(random.nextInt(4), 0, length + 1))
        .distinct()
        .sorted()
        .toArray();
  }

  private static PixelRegion widened(PixelRegion kept, int by, PixelSize canvas) {
    int x = Math.max(0, kept.x() - by);
    int y = Math.max(0, kept.y() - by);
    int right = Math.min(canvas.width(), kept.x() + kept.width() + by);
    int bottom = Math.min(canvas.height(), kept.y() + kept.height() + by);
    return new PixelRegion(x, y, right - x, bottom - y);
  }

  @Test
  void partsThatDoNotFitAreNamedAndNothingIsLeft() throws Exception {
    Random random = new Random(1);
    PixelSize canvas = new PixelSize(20, 20);
    List<TestPicture> whole = List.of(random(random, canvas, "R"));
    PixelRegion left = new PixelRegion(0, 0, 10, 20);
    PixelRegion right = new PixelRegion(10, 0, 10, 20);
    JoinRequest.Part good = part(whole, left, left, 0, 1, 0, null);
    JoinRequest.Part small = part(whole, left, left, 0, 1, 1, null);
    JoinRequest.Part other =
        part(List.of(random(random, canvas, "G")), right, right, 0, 1, 2, null);
    JoinRequest.Part overlapping =
        new JoinRequest.Part(
            good.file(), new PixelRegion(5, 0, 10, 20), new PixelRegion(5, 0, 10, 20), 0, 1);
    refused(
        canvas,
        List.of(
            good,
            new JoinRequest.Part(
                small.file(), new PixelRegion(10, 0, 9, 20), new PixelRegion(10, 0, 9, 20), 0, 1)),
        "part1.exr");
    refused(canvas, List.of(good, other), "part2.exr");
    refused(canvas, List.of(good, overlapping), "overlap");
    byte[] bytes = Files.readAllBytes(other.file());
    Files.write(other.file(), Arrays.copyOf(bytes, bytes.length - 3));
    refused(canvas, List.of(new JoinRequest.Part(other.file(), right, right, 0, 1)), "part2.exr");
  }

  private void refused(PixelSize canvas, List<JoinRequest.Part> parts, String says) {
    JoinRequest request = new JoinRequest(canvas, parts, List.of(), target());
    assertThatThrownBy(() -> new TileCompositor(2).join(request))
        .isInstanceOf(BrokenPictureException.class)
        .hasMessageContaining(says);
    assertThat(target()).doesNotExist();
  }

  private static TestPicture random(Random random, PixelSize size, String channel) {
    return TestPicture.random(
        random, "", List.of(new ExrChannel(channel, ExrType.FLOAT)), size, ExrCompression.ZIP);
  }

  @Test
  void otherKindsOfPicturesAreRefused() {
    PixelRegion all = new PixelRegion(0, 0, 2, 2);
    JoinRequest request =
        new JoinRequest(
            new PixelSize(2, 2),
            List.of(new JoinRequest.Part(Path.of("a.gif"), all, all, 0, 1)),
            List.of(),
            directory.resolve("a.gif"));
    assertThatThrownBy(() -> new TileCompositor(1).join(request))
        .isInstanceOf(BrokenPictureException.class)
        .hasMessageContaining("cannot be joined");
  }

  @Test
  void aFullDiskAndAnInterruptLeaveNothing() throws Exception {
    PixelSize canvas = new PixelSize(500, 400);
    PixelRegion all = PixelRegion.whole(canvas);
    TestPicture noise = random(new Random(8), canvas, "R");
    // More than half of what is left on the disk.
    JoinRequest.Part part = part(List.of(noise), all, all, 0, 1, 0, null);
    JoinRequest request = new JoinRequest(canvas, List.of(part), List.of(), target());
    Files.write(memory.getPath("/other"), new byte[DISK - (1 << 20)]);
    assertThatThrownBy(() -> new TileCompositor(2).join(request)).isInstanceOf(IOException.class);
    assertThat(target()).doesNotExist();
    Files.delete(memory.getPath("/other"));
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> new TileCompositor(2).join(request))
        .isInstanceOf(InterruptedException.class);
    assertThat(target()).doesNotExist();
    new TileCompositor(2).join(request);
    assertThat(TestPicture.read(target()).get(0).rows()).isEqualTo(noise.rows());
  }

  @Test
  void aPartIsNeverReplacedByTheJoinedPicture() throws Exception {
    PixelSize canvas = new PixelSize(5, 4);
    PixelRegion all = PixelRegion.whole(canvas);
    JoinRequest.Part part =
        part(List.of(random(new Random(8), canvas, "R")), all, all, 0, 1, 0, null);
    byte[] before = Files.readAllBytes(part.file());
    JoinRequest request = new JoinRequest(canvas, List.of(part), List.of(), part.file());
    assertThatThrownBy(() -> new TileCompositor(2).join(request)).isInstanceOf(IOException.class);
    assertThat(Files.readAllBytes(part.file())).isEqualTo(before);
  }
}
