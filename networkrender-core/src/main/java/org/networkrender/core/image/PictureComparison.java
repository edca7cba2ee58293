package org.networkrender.core.image;

import com.google.common.base.Ascii;
import com.google.common.io.MoreFiles;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.networkrender.api.PixelSize;

/**
 * Compares what two picture files show: their decoded values, not their bytes, since renderers
 * write times and paths into files.
 */
public final class PictureComparison {
  /** What processors of unlike kinds make of the same scene differs by a quarter of that. */
  private static final double MOST_ALIKE = 1e-3;

  private final Set<String> passedOver;
  private double squares;
  private long values;

  /** What is seen; a later one is worse. */
  public enum Outcome {
    /** Every value is the same. */
    SAME,
    /** No eye sees a difference: the values differ by a thousandth of the white in the mean. */
    ALIKE,
    /** The files differ, and what is in them is not read here. */
    UNCLEAR,
    /** They are not the same picture. */
    DIFFERENT
  }

  private PictureComparison(Set<String> passedOver) {
    this.passedOver = passedOver.stream().map(ExrNames::ofFile).collect(Collectors.toSet());
  }

  /**
   * Compares two files, both found whole by {@link PictureCheck}.
   *
   * @param name the picture's name; its extension tells the format
   * @param size the size of both
   * @param passedOver names of channels whose values do not count
   * @throws BrokenPictureException if one is not whole
   * @throws IOException if one cannot be read
   */
  public static Outcome compare(
      Path one, Path other, String name, PixelSize size, Set<String> passedOver)
      throws BrokenPictureException, IOException {
    if (Files.mismatch(one, other) < 0) {
      return Outcome.SAME;
    }
    PictureComparison comparison = new PictureComparison(passedOver);
    return switch (Ascii.toLowerCase(MoreFiles.getFileExtension(Path.of(name)))) {
      case "exr" -> comparison.exr(one, other, name);
      case "png" -> comparison.rows(PngReader::open, one, other, size);
      case "tif", "tiff" -> comparison.rows(TiffReader::open, one, other, size);
      case "jpg", "jpeg", "bmp" -> comparison.decoded(one, other, size);
      default -> Outcome.UNCLEAR;
    };
  }

  /** Opens a picture, to read it row by row. */
  @FunctionalInterface
  private interface Opening {
    RasterReader open(Path file, PixelSize size) throws BrokenPictureException, IOException;
  }

  private Outcome outcome() {
    if (squares == 0) {
      return Outcome.SAME;
    }
    return Math.sqrt(squares / values) <= MOST_ALIKE ? Outcome.ALIKE : Outcome.DIFFERENT;
  }

  private Outcome exr(Path one, Path other, String name)
      throws BrokenPictureException, IOException {
    ExrFile first = ExrFile.read(one, name, false);
    ExrFile second = ExrFile.read(other, name, false);
    if (first.headers().size() != second.headers().size()) {
      return Outcome.DIFFERENT;
    }
    try (FileChannel firstChannel = first.open();
        FileChannel secondChannel = second.open();
        ExrBlock firstBlock = new ExrBlock();
        ExrBlock secondBlock = new ExrBlock()) {
      for (int i = 0; i < first.headers().size(); i++) {
        ExrHeader header = first.headers().get(i);
        ExrHeader same = second.headers().get(i);
        if (!header.hasChannelsOf(same)
            || !header.size().equals(same.size())
            || header.compression() != same.compression()) {
          return Outcome.DIFFERENT;
        }
        if (!header.compression().decodable()) {
          return Outcome.UNCLEAR;
        }
        Set<ExrChannel> counted = counted(header);
        for (int chunk = 0; chunk < header.chunks(); chunk++) {
          first.load(firstChannel, i, chunk, firstBlock);
          second.load(secondChannel, i, chunk, secondBlock);
          chunk(header, counted, header.rows(chunk), firstBlock.data(), secondBlock.data());
        }
      }
    }
    return outcome();
  }

  private Set<ExrChannel> counted(ExrHeader header) {
    return header.channels().stream()
        .filter(channel -> !ExrNames.contains(passedOver, header, channel))
        .collect(Collectors.toSet());
  }

  private void chunk(
      ExrHeader header, Set<ExrChannel> counted, int rows, byte[] one, byte[] other) {
    int bytes = (int) (rows * header.rowBytes());
    int width = header.size().width();
    values += (long) rows * width * counted.size();
    if (Arrays.equals(one, 0, bytes, other, 0, bytes)) {
      return;
    }
    ByteBuffer first = ByteBuffer.wrap(one).order(ByteOrder.LITTLE_ENDIAN);
    ByteBuffer second = ByteBuffer.wrap(other).order(ByteOrder.LITTLE_ENDIAN);
    for (int row = 0; row < rows; row++) {
      for (ExrChannel channel : header.channels()) {
        if (counted.contains(channel)) {
          for (int x = 0; x < width; x++) {
            add(channel.type(), first, second);
          }
        } else {
          int skipped = width * channel.type().bytes();
          first.position(first.position() + skipped);
          second.position(second.position() + skipped);
        }
      }
    }
  }

  private void add(ExrType type, ByteBuffer first, ByteBuffer second) {
    switch (type) {
      case HALF -> {
        short a = first.getShort();
        short b = second.getShort();
        if (a != b) {
          add((float) HalfFloat.toDouble(a), (float) HalfFloat.toDouble(b));
        }
      }
      case FLOAT -> {
        int a = first.getInt();
        int b = second.getInt();
        if (a != b) {
          add(Float.intBitsToFloat(a), Float.intBitsToFloat(b));
        }
      }
      case UINT -> {
        if (first.getInt() != second.getInt()) {
          squares += 1;
        }
      }
    }
  }

  /** Bright values may differ by more, and not-a-numbers are not like any number. */
  private void add(float a, float b) {
    if (Float.isNaN(a) && Float.isNaN(b)) {
      return;
    }
    double difference = (a - b) / Math.max(1, Math.max(Math.abs(a), Math.abs(b)));
    squares += Double.isNaN(difference) ? 1 : Math.max(difference * difference, Double.MIN_NORMAL);
  }

  private Outcome rows(Opening opening, Path one, Path other, PixelSize size)
      throws BrokenPictureException, IOException {
    try (RasterReader first = opening.open(one, size);
        RasterReader second = opening.open(other, size)) {
      RasterLayout layout = first.layout();
      if (layout.channels() != second.layout().channels()
          || layout.sampleBytes() != second.layout().sampleBytes()) {
        return Outcome.DIFFERENT;
      }
      byte[] a = new byte[layout.rowBytes()];
      byte[] b = new byte[layout.rowBytes()];
      for (int y = 0; y < size.height(); y++) {
        first.readRow(a);
        second.readRow(b);
        row(a, b, layout.sampleBytes());
      }
      return outcome();
    } catch (UnreadPictureException e) {
      return decoded(one, other, size);
    }
  }

  private void row(byte[] a, byte[] b, int sampleBytes) {
    values += a.length / sampleBytes;
    for (int i = 0; i < a.length; i += sampleBytes) {
      double difference = (a[i] & 0xff) - (b[i] & 0xff);
      if (sampleBytes == 2) {
        difference += ((a[i + 1] & 0xff) - (b[i + 1] & 0xff)) / 256.0;
      }
      squares += difference * difference / (255 * 255);
    }
  }

  private Outcome decoded(Path one, Path other, PixelSize size) throws IOException {
    @Nullable BufferedImage first = ImageIO.read(one.toFile());
    @Nullable BufferedImage second = ImageIO.read(other.toFile());
    if (first == null || second == null) {
      return Outcome.UNCLEAR;
    }
    Raster a = first.getRaster();
    Raster b = second.getRaster();
    int bands = a.getNumBands();
    int bits = a.getSampleModel().getSampleSize(0);
    if (bands != b.getNumBands()
        || bits != b.getSampleModel().getSampleSize(0)
        || a.getWidth() != size.width()
        || a.getHeight() != size.height()
        || b.getWidth() != size.width()
        || b.getHeight() != size.height()) {
      return Outcome.DIFFERENT;
    }
    double white = Math.pow(2, Math.min(bits, 16)) - 1;
    double[] firstRow = new double[size.width() * bands];
    double[] secondRow = new double[firstRow.length];
    for (int y = 0; y < size.height(); y++) {
      a.getPixels(0, y, size.width(), 1, firstRow);
      b.getPixels(0, y, size.width(), 1, secondRow);
      for (int i = 0; i < firstRow.length; i++) {
        double difference = (firstRow[i] - secondRow[i]) / white;
        squares += difference * difference;
      }
      values += firstRow.length;
    }
    return outcome();
  }
}
