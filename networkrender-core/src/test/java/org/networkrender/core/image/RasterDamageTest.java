package org.networkrender.core.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.networkrender.api.PixelRegion;
import org.networkrender.api.PixelSize;

class RasterDamageTest {
  private static final PixelSize SIZE = new PixelSize(6, 3);

  @TempDir Path directory;

  @Test
  void everyFlippedBitOfAPngIsFound() throws Exception {
    byte[] whole = picture("png", null);
    for (int bit = 0; bit < whole.length * Byte.SIZE; bit++) {
      assertBroken("bit " + bit, "png", flipped(whole, bit));
    }
  }

  @Test
  void everyPngThatWasCutOffIsFound() throws Exception {
    byte[] whole = picture("png", null);
    for (int length = 0; length < whole.length; length++) {
      assertBroken(length + " bytes", "png", Arrays.copyOf(whole, length));
    }
  }

  /** Only deflate has checksums, so a flipped bit may also give another picture. */
  @ParameterizedTest
  @ValueSource(strings = {"None", "LZW", "ZLib", "PackBits", "Deflate"})
  void noFlippedBitOfATiffHasAnotherOutcomeThanAPictureOrItsRefusal(String compression)
      throws Exception {
    byte[] whole = picture("tif", compression.equals("None") ? null : compression);
    int found = 0;
    for (int bit = 0; bit < whole.length * Byte.SIZE; bit += 3) {
      found += isBroken("tif", flipped(whole, bit)) ? 1 : 0;
    }
    assertThat(found).isPositive();
  }

  @Test
  void noFlippedBitOfADeflatedStripChangesThePicture() throws Exception {
    byte[] whole = picture("tif", "ZLib");
    Path file = Files.write(directory.resolve("whole.tif"), whole);
    TiffHeader header;
    try (FileChannel channel = FileChannel.open(file)) {
      header = TiffHeader.read(channel, SIZE, "whole.tif");
    }
    assertThat(header.offsets()).isNotEmpty();
    for (int strip = 0; strip < header.offsets().length; strip++) {
      long from = header.offsets()[strip] * Byte.SIZE;
      for (long bit = from; bit < from + header.byteCounts()[strip] * Byte.SIZE; bit++) {
        byte[] damaged = flipped(whole, (int) bit);
        if (!isBroken("tif", damaged)) {
          // Up to seven bits before a checksum belong to nothing.
          Files.write(file, damaged);
          assertThat(RasterSamples.decode(file)).as("bit %d", bit).isEqualTo(samples());
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"None", "LZW", "ZLib", "PackBits", "Deflate"})
  void aTiffWhoseStripsWereCutOffIsFound(String compression) throws Exception {
    byte[] whole = picture("tif", compression.equals("None") ? null : compression);
    // The JDK writes the directory first, so that the strips come last.
    for (int length = 0; length < whole.length - 1; length++) {
      assertBroken(length + " bytes", "tif", Arrays.copyOf(whole, length));
    }
  }

  @Test
  void aPngOfMoreOrFewerPixelsThanItSaysIsFound() throws Exception {
    int row = 1 + 3 * SIZE.width();
    byte[] rows = new byte[row * SIZE.height()];
    assertThat(isBroken("png", png(8, 2, 0, rows))).isFalse();
    assertBroken("fewer", "png", png(8, 2, 0, Arrays.copyOf(rows, rows.length - 1)));
    assertBroken("more", "png", png(8, 2, 0, Arrays.copyOf(rows, rows.length + 1)));
    byte[] unknownFilter = rows.clone();
    unknownFilter[2 * row] = 5;
    assertBroken("filter 5", "png", png(8, 2, 0, unknownFilter));
  }

  @Test
  void aPngThatIsNotReadIsRefusedWithTheReason() throws Exception {
    byte[] rows = new byte[100_000];
    assertRefused("has a palette", png(8, 3, 0, rows));
    assertRefused("colour type 0 of 4 bits", png(4, 0, 0, rows));
    assertRefused("colour type 7 of 8 bits", png(8, 7, 0, rows));
    assertRefused("interlaced", png(8, 2, 1, rows));
    assertRefused("transparent colour", png(8, 2, 0, rows, "tRNS"));
    assertRefused("it has no pixels", png(8, 2, 0, rows, "IEND"));
    assertRefused("it has no pixels", png(8, 2, 0, rows, "ABCD"));
    assertRefused("says a thing twice", png(8, 2, 0, rows, "gAMA", "gAMA"));
  }

  /** 16 KiB of packed zeros unpack to 16 MiB, of which no more than a byte is asked for. */
  @Test
  void aPngThatUnpacksToMuchMoreIsRefused() throws Exception {
    assertRefused("too many pixels", png(8, 2, 0, new byte[16 << 20]));
  }

  private void assertRefused(String says, byte[] file) throws IOException {
    Path part = Files.write(directory.resolve("part.png"), file);
    assertThatThrownBy(() -> join(part, "png"))
        .isInstanceOf(BrokenPictureException.class)
        .hasMessageContaining(says);
  }

  private void assertBroken(String what, String extension, byte[] file) throws Exception {
    assertThat(isBroken(extension, file)).as(what).isTrue();
  }

  private boolean isBroken(String extension, byte[] file) throws Exception {
    Path part = Files.write(directory.resolve("part." + extension), file);
    try {
      Files.delete(join(part, extension));
      return false;
    } catch (BrokenPictureException e) {
      assertThat(directory.resolve("joined." + extension)).doesNotExist();
      return true;
    }
  }

  private Path join(Path part, String extension) throws Exception {
    Path target = directory.resolve("joined." + extension);
    PixelRegion all = PixelRegion.whole(SIZE);
    RasterJoin.join(
        new JoinRequest(
            SIZE, List.of(new JoinRequest.Part(part, all, all, 0, 1)), List.of(), target));
    return target;
  }

  private byte[] picture(String extension, @Nullable String compression) throws IOException {
    return Files.readAllBytes(
        samples().write(directory.resolve("picture." + extension), compression));
  }

  private static RasterSamples samples() {
    return RasterSamples.random(SIZE, 4, 8, new Random(5));
  }

  private static byte[] flipped(byte[] bytes, int bit) {
    byte[] copy = bytes.clone();
    copy[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
    return copy;
  }

  /** Makes a PNG file of any header and any rows, with more chunks before the pixels. */
  private static byte[] png(int bits, int colourType, int interlace, byte[] rows, String... more) {
    Deflater deflater = new Deflater();
    deflater.setInput(rows);
    deflater.finish();
    byte[] packed = new byte[rows.length + 1000];
    int length = deflater.deflate(packed);
    deflater.end();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
    ByteBuffer header = ByteBuffer.allocate(13).putInt(SIZE.width()).putInt(SIZE.height());
    header.put((byte) bits).put((byte) colourType).put(12, (byte) interlace);
    chunk(out, "IHDR", header.array());
    for (String type : more) {
      chunk(out, type, new byte[4]);
    }
    chunk(out, "IDAT", Arrays.copyOf(packed, length));
    chunk(out, "IEND", new byte[0]);
    return out.toByteArray();
  }

  private static void chunk(ByteArrayOutputStream out, String type, byte[] data) {
    ByteBuffer chunk = ByteBuffer.allocate(12 + data.length);
    chunk.putInt(data.length).putInt(PngChunks.type(type)).put(data);
    CRC32 checksum = new CRC32();
    checksum.update(chunk.array(), 4, 4 + data.length);
    out.writeBytes(chunk.putInt((int) checksum.getValue()).array());
  }
}
