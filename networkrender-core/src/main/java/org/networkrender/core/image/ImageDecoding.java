package org.networkrender.core.image;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.concurrent.atomic.AtomicReference;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.jspecify.annotations.Nullable;
import org.networkrender.api.PixelSize;

/**
 * Decodes a picture with the JDK's reader from the first pixel to the last; what that warns of is
 * damage. Of a large picture only every so many-th pixel is kept and looked at, to save memory.
 */
final class ImageDecoding {
  private static final long MAX_PIXELS = 4L << 20;

  private ImageDecoding() {}

  /** Checks a JPEG file, which has to end with its end mark: a file cut off may decode. */
  static PictureContent checkJpeg(Path file, String name, PixelSize size)
      throws BrokenPictureException, IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      ByteBuffer end = ByteBuffer.allocate(2);
      long start = Math.max(0, channel.size() - end.capacity());
      while (end.hasRemaining() && channel.read(end, start + end.position()) >= 0) {
        // Reads on.
      }
      if (end.hasRemaining() || end.getShort(0) != (short) 0xffd9) {
        throw BrokenPictureException.cutOff(name);
      }
    }
    return check(file, name, size);
  }

  static PictureContent check(Path file, String name, PixelSize size)
      throws BrokenPictureException, IOException {
    try (@Nullable ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
      if (in == null) {
        throw new IOException("cannot read " + file);
      }
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        throw new BrokenPictureException(name + " is not a picture");
      }
      ImageReader reader = readers.next();
      try {
        return decode(reader, in, name, size);
      } finally {
        reader.dispose();
      }
    }
  }

  private static PictureContent decode(
      ImageReader reader, ImageInputStream in, String name, PixelSize wanted)
      throws BrokenPictureException {
    AtomicReference<@Nullable String> warning = new AtomicReference<>();
    try {
      reader.setInput(in, true, true);
      reader.addIIOReadWarningListener((source, text) -> warning.set(text));
      PixelSize size = new PixelSize(reader.getWidth(0), reader.getHeight(0));
      if (!size.equals(wanted)) {
        throw new WrongSizeException(name, size, wanted);
      }
      int step = (int) Math.ceil(Math.sqrt((double) size.pixels() / MAX_PIXELS));
      ImageReadParam param = reader.getDefaultReadParam();
      param.setSourceSubsampling(
          Math.min(Math.max(1, step), size.width()),
          Math.min(Math.max(1, step), size.height()),
          0,
          0);
      BufferedImage image = reader.read(0, param);
      if (warning.get() != null) {
        throw BrokenPictureException.damaged(name, warning.get());
      }
      Raster raster = image.getRaster();
      String channels =
          "%s %d of %d bits"
              .formatted(
                  reader.getFormatName(),
                  raster.getNumBands(),
                  raster.getSampleModel().getSampleSize(0));
      return new PictureContent(channels, isZero(image, raster));
    } catch (IOException | RuntimeException e) {
      // The JDK's readers throw unchecked exceptions too when the bytes make no sense.
      throw BrokenPictureException.damaged(name, String.valueOf(e.getMessage()));
    }
  }

  private static boolean isZero(BufferedImage image, Raster raster) {
    if (image.getColorModel() instanceof IndexColorModel) {
      return false;
    }
    double[] row = new double[raster.getWidth() * raster.getNumBands()];
    for (int y = 0; y < raster.getHeight(); y++) {
      raster.getPixels(0, y, raster.getWidth(), 1, row);
      for (double value : row) {
        if (value != 0) {
          return false;
        }
      }
    }
    return true;
  }
}
