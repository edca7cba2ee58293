package org.networkrender.core.image;

import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.jspecify.annotations.Nullable;
import org.networkrender.api.PixelRegion;
import org.networkrender.api.PixelSize;

/**
 * The values of a picture, read and written by the JDK's own code, which joins nothing.
 *
 * @param size the picture's size
 * @param channels 1 to 4
 * @param bits 8 or 16
 * @param values row by row, interleaved
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by its elements, below.
record RasterSamples(PixelSize size, int channels, int bits, int[] values) {

  /** Makes a picture of smooth and of noisy places. */
  static RasterSamples random(PixelSize size, int channels, int bits, Random random) {
    int[] values = new int[size.width() * size.height() * channels];
    int noise = 1 << random.nextInt(bits);
    for (int i = 0; i < values.length; i++) {
      int x = i / channels % size.width();
      values[i] = (x * 37 + i / size.width() + random.nextInt(noise)) & ((1 << bits) - 1);
    }
    return new RasterSamples(size, channels, bits, values);
  }

  static RasterSamples zeros(PixelSize size, int channels, int bits) {
    return new RasterSamples(
        size, channels, bits, new int[size.width() * size.height() * channels]);
  }

  static RasterSamples decode(Path file) throws IOException {
    BufferedImage image = ImageIO.read(file.toFile());
    Raster raster = image.getRaster();
    PixelSize size = new PixelSize(raster.getWidth(), raster.getHeight());
    return new RasterSamples(
        size,
        raster.getNumBands(),
        raster.getSampleModel().getSampleSize(0),
        raster.getPixels(0, 0, size.width(), size.height(), (int[]) null));
  }

  RasterSamples cut(PixelRegion region) {
    RasterSamples part = zeros(region.size(), channels, bits);
    for (int y = 0; y < region.height(); y++) {
      System.arraycopy(
          values,
          ((region.y() + y) * size.width() + region.x()) * channels,
          part.values,
          y * region.width() * channels,
          region.width() * channels);
    }
    return part;
  }

  /** Puts another picture into this one. */
  void paste(RasterSamples part, int x, int y) {
    for (int row = 0; row < part.size.height(); row++) {
      System.arraycopy(
          part.values,
          row * part.size.width() * channels,
          values,
          ((y + row) * size.width() + x) * channels,
          part.size.width() * channels);
    }
  }

  int value(int x, int y, int channel) {
    return values[(y * size.width() + x) * channels + channel];
  }

  /**
   * Writes a PNG or TIFF file, as its extension says.
   *
   * @param compression a name that the JDK's writer knows; null for its default
   */
  Path write(Path file, @Nullable String compression) throws IOException {
    String format = file.toString().endsWith(".png") ? "png" : "tiff";
    ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
    Files.deleteIfExists(file);
    try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
      writer.setOutput(out);
      ImageWriteParam param = writer.getDefaultWriteParam();
      if (compression != null) {
        param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        param.setCompressionType(compression);
      }
      writer.write(null, new IIOImage(image(), null, null), param);
    } finally {
      writer.dispose();
    }
    return file;
  }

  private BufferedImage image() {
    ComponentColorModel model =
        new ComponentColorModel(
            ColorSpace.getInstance(channels < 3 ? ColorSpace.CS_GRAY : ColorSpace.CS_sRGB),
            channels % 2 == 0,
            false,
            channels % 2 == 0 ? Transparency.TRANSLUCENT : Transparency.OPAQUE,
            bits == 8 ? DataBuffer.TYPE_BYTE : DataBuffer.TYPE_USHORT);
    WritableRaster raster = model.createCompatibleWritableRaster(size.width(), size.height());
    raster.setPixels(0, 0, size.width(), size.height(), values);
    return new BufferedImage(model, raster, false, null);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RasterSamples samples
        && size.equals(samples.size)
        && channels == samples.channels
        && bits == samples.bits
        && Arrays.equals(values, samples.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return size + " " + channels + " channels of " + bits + " bits";
  }
}
