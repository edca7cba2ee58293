package org.networkrender.core.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.io.Resources;
import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import com.google.common.primitives.Bytes;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.networkrender.api.PixelRegion;
import org.networkrender.api.PixelSize;

/** Damaged files are refused or read, and cost little; nothing else happens. */
@Tag("beside-others")
class ExrRobustnessTest {
  private static final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** The files have some kilobytes, of which each can become a thousand when it is unpacked. */
  private static final long MOST_MEMORY = 64L << 20;

  private FileSystem memory;
  private Path file;

  @BeforeEach
  void begin() {
    memory = Jimfs.newFileSystem(Configuration.unix());
    file = memory.getPath("/a.exr");
  }

  @AfterEach
  void end() throws Exception {
    memory.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "half-rle",
        "half-none",
        "float-zip",
        "float-zips",
        "multilayer-zip",
        "multiview-zip",
        "float-piz"
      })
  void damagedPicturesOfBlenderAreRefusedOrRead(String name) throws Exception {
    damage(Resources.toByteArray(Resources.getResource(ExrJudgeTest.class, name + ".exr")), 1500);
  }

  @Test
  void damagedMultipartPicturesAreRefusedOrRead() throws Exception {
    Random random = new Random(11);
    for (int i = 0; i < 8; i++) {
      List<TestPicture> pictures = new ArrayList<>();
      for (String name : new String[] {"one", "two"}) {
        pictures.add(
            TestPicture.random(
                random,
                name,
                TestPicture.channels(random, 3),
                new PixelSize(9, 19),
                ExrCompression.of(i % 4).orElseThrow()));
      }
      damage(Files.readAllBytes(TestPicture.write(file, pictures)), 500);
    }
  }

  private void damage(byte[] whole, int times) throws Exception {
    Files.write(file, whole);
    PixelSize size = ExrFile.read(file, "a.exr", false).headers().get(0).size();
    Random random = new Random(whole.length);
    for (int length = 0; length < whole.length; length += 1 + random.nextInt(40)) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> PictureCheck.check(file, "a.exr", size))
          .as("%d of %d bytes", length, whole.length)
          .isInstanceOf(BrokenPictureException.class);
    }
    int refused = 0;
    for (int i = 0; i < times; i++) {
      byte[] bytes = whole.clone();
      // Most of the damage is where it hurts most.
      int reach = i % 3 == 0 ? bytes.length : Math.min(bytes.length, 1500);
      for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
        int at = random.nextInt(reach);
        bytes[at] =
            (byte) (random.nextBoolean() ? bytes[at] ^ 1 << random.nextInt(8) : random.nextInt());
      }
      Files.write(file, bytes);
      refused += isRefused(size) ? 1 : 0;
    }
    assertThat(refused).isBetween(times / 10, times - 1);
  }

  private boolean isRefused(PixelSize size) throws Exception {
    long before = threads.getCurrentThreadAllocatedBytes();
    boolean refused = false;
    try {
      PictureCheck.check(file, "a.exr", size);
    } catch (BrokenPictureException e) {
      refused = true;
    }
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(MOST_MEMORY);
    PixelRegion all = PixelRegion.whole(size);
    JoinRequest.Part part = new JoinRequest.Part(file, all, all, 0, 1);
    Path target = memory.getPath("/joined.exr");
    Files.deleteIfExists(target);
    try {
      new TileCompositor(1).join(new JoinRequest(size, List.of(part), List.of(), target));
    } catch (BrokenPictureException e) {
      assertThat(refused || e.getMessage().contains("render tiles with ZIP")).isTrue();
      assertThat(target).doesNotExist();
    }
    try {
      new PreviewPicture(size, "").draw(part);
    } catch (BrokenPictureException e) {
      // It may lack the channels even if it is whole.
    }
    return refused;
  }

  @Test
  void aChunkThatGrowsWithoutEndIsRefused() throws Exception {
    PixelSize size = new PixelSize(16, 16);
    ExrHeader header =
        TestPicture.header(
            "", List.of(new ExrChannel("Y", ExrType.FLOAT)), 0, size, ExrCompression.ZIP);
    try (ExrWriter writer = ExrWriter.create(file, List.of(header), false);
        ExrBlock bomb = new ExrBlock()) {
      bomb.data(1 << 20);
      int packed = bomb.pack(ExrCompression.ZIP, 0, 1 << 20);
      // Its packed size is that of a chunk of this picture.
      assertThat(packed).isBetween(1000, 1024 * 16);
      writer.write(bomb.data(), 0, Math.min(packed, 1023));
    }
    assertThatThrownBy(() -> PictureCheck.check(file, "a.exr", size))
        .isInstanceOf(BrokenPictureException.class);
  }

  @Test
  void aHeaderThatClaimsTheLargestPictureCostsNothing() throws Exception {
    PixelSize size = new PixelSize(PixelSize.MAX_SIDE, PixelSize.MAX_SIDE);
    TestPicture small =
        TestPicture.random(
            new Random(1),
            "",
            TestPicture.channels(new Random(1), 200),
            new PixelSize(3, 16),
            ExrCompression.ZIP);
    byte[] bytes = Files.readAllBytes(TestPicture.write(file, List.of(small)));
    byte[] window = new byte[16];
    ByteBuffer.wrap(window).order(ByteOrder.LITTLE_ENDIAN).putInt(8, 2).putInt(12, 15);
    int at = Bytes.indexOf(bytes, window);
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(at + 8, 65535);
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(at + 12, 65535);
    Files.write(file, Arrays.copyOf(bytes, bytes.length + 4096 * 8));
    long before = threads.getCurrentThreadAllocatedBytes();
    assertThatThrownBy(() -> PictureCheck.check(file, "a.exr", size))
        .isInstanceOf(BrokenPictureException.class);
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(4 << 20);
  }
}
