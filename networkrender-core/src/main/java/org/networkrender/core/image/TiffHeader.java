package org.networkrender.core.image;

import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.Arrays;
import org.networkrender.api.PixelSize;

/**
 * What a TIFF file says about a picture of interleaved samples in strips.
 *
 * @param layout how its rows look once they are unpacked
 * @param littleEndian whether samples of 16 bits have their low byte first
 * @param compression the number of the way in which strips are packed
 * @param differences whether a row holds differences to the pixel on the left
 * @param rowsPerStrip rows of each strip but the last
 * @param offsets where the strips begin in the file
 * @param byteCounts how long the strips are in the file
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared; up to 65,536 numbers.
record TiffHeader(
    RasterLayout layout,
    boolean littleEndian,
    int compression,
    boolean differences,
    int rowsPerStrip,
    long[] offsets,
    long[] byteCounts) {
  private static final int MAX_PROFILE_BYTES = 4 << 20;

  static TiffHeader read(FileChannel channel, PixelSize size, String name)
      throws BrokenPictureException, IOException {
    TiffDirectory directory = new TiffDirectory(channel, name);
    checkSize(directory, size, name);
    int channels = (int) directory.number(TiffTag.SAMPLES_PER_PIXEL, 1);
    if (channels < 1 || channels > 4) {
      throw new UnreadPictureException(name + " has " + channels + " channels; 1 to 4 are read");
    }
    long bits = directory.numbers(TiffTag.BITS_PER_SAMPLE, channels)[0];
    checkSamples(directory, channels, bits, name);
    // 0, as some programs leave it, says nothing about what the last channel is.
    int alpha = (int) directory.number(TiffTag.EXTRA_SAMPLES, 0);
    if (channels % 2 == 1 && directory.has(TiffTag.EXTRA_SAMPLES)) {
      throw new UnreadPictureException(name + " has a channel that is no colour and no alpha");
    }
    long predictor = directory.number(TiffTag.PREDICTOR, 1);
    if (predictor != 1 && predictor != 2) {
      throw new UnreadPictureException(name + " is packed with predictor " + predictor);
    }
    long rows = directory.number(TiffTag.ROWS_PER_STRIP, size.height());
    int rowsPerStrip = (int) Math.min(rows, size.height());
    if (rowsPerStrip < 1) {
      throw BrokenPictureException.damaged(name, "its strips have no rows");
    }
    int strips = (size.height() + rowsPerStrip - 1) / rowsPerStrip;
    TiffHeader header =
        new TiffHeader(
            new RasterLayout(size, channels, (int) bits / Byte.SIZE, alpha, notes(directory)),
            directory.order() == ByteOrder.LITTLE_ENDIAN,
            (int) directory.number(TiffTag.COMPRESSION, 1),
            predictor == 2,
            rowsPerStrip,
            directory.numbers(TiffTag.STRIP_OFFSETS, strips),
            directory.numbers(TiffTag.STRIP_BYTE_COUNTS, strips));
    header.checkStrips(channel.size(), name);
    return header;
  }

  private static void checkSize(TiffDirectory directory, PixelSize size, String name)
      throws BrokenPictureException, IOException {
    long width = directory.numbers(TiffTag.WIDTH, 1)[0];
    long height = directory.numbers(TiffTag.HEIGHT, 1)[0];
    if (width != size.width() || height != size.height()) {
      throw WrongSizeException.of(name, width, height, size);
    }
  }

  private static void checkSamples(TiffDirectory directory, int channels, long bits, String name)
      throws BrokenPictureException, IOException {
    boolean same =
        Arrays.stream(directory.numbers(TiffTag.BITS_PER_SAMPLE, channels)).allMatch(b -> b == bits)
            && (!directory.has(TiffTag.SAMPLE_FORMAT)
                || Arrays.stream(directory.numbers(TiffTag.SAMPLE_FORMAT, channels))
                    .allMatch(format -> format == 1));
    if (!same || (bits != 8 && bits != 16)) {
      throw new UnreadPictureException(name + " does not have whole numbers of 8 or 16 bits");
    }
    boolean plain =
        directory.number(TiffTag.PHOTOMETRIC, -1) == (channels < 3 ? 1 : 2)
            && directory.number(TiffTag.PLANAR_CONFIGURATION, 1) == 1
            && directory.number(TiffTag.ORIENTATION, 1) == 1
            && directory.number(TiffTag.FILL_ORDER, 1) == 1
            && !directory.has(TiffTag.TILE_WIDTH);
    if (!plain) {
      throw new UnreadPictureException(
          name + " is not a gray or RGB picture in strips, from the top left");
    }
  }

  /** Numbers of two and four bytes are turned to the high byte first. */
  private static ImmutableMap<Integer, ByteBuffer> notes(TiffDirectory directory)
      throws BrokenPictureException, IOException {
    ImmutableMap.Builder<Integer, ByteBuffer> notes = ImmutableMap.builder();
    for (int tag : new int[] {TiffTag.X_RESOLUTION, TiffTag.Y_RESOLUTION}) {
      ByteBuffer value = directory.values(tag, 1);
      if (value != null && directory.type(tag) == TiffTag.RATIONAL) {
        ByteBuffer note = ByteBuffer.allocate(Long.BYTES);
        notes.put(tag, note.putInt(value.getInt()).putInt(value.getInt()).flip());
      }
    }
    ByteBuffer unit = directory.values(TiffTag.RESOLUTION_UNIT, 1);
    if (unit != null && directory.type(TiffTag.RESOLUTION_UNIT) == TiffTag.SHORT) {
      ByteBuffer note = ByteBuffer.allocate(Short.BYTES);
      notes.put(TiffTag.RESOLUTION_UNIT, note.putShort(unit.getShort()).flip());
    }
    ByteBuffer profile = directory.values(TiffTag.ICC_PROFILE, MAX_PROFILE_BYTES);
    if (profile != null && directory.type(TiffTag.ICC_PROFILE) == TiffTag.UNDEFINED) {
      notes.put(TiffTag.ICC_PROFILE, profile);
    }
    return notes.buildOrThrow();
  }

  private void checkStrips(long fileSize, String name) throws BrokenPictureException {
    for (int i = 0; i < offsets.length; i++) {
      if (offsets[i] + byteCounts[i] > fileSize) {
        throw BrokenPictureException.cutOff(name);
      }
    }
  }
}
