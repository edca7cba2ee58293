package org.networkrender.core.image;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.jspecify.annotations.Nullable;
import org.networkrender.api.PixelRegion;
import org.networkrender.api.PixelSize;

/**
 * Draws parts that are PNG or TIFF files: see {@link PreviewPicture}. Their values are taken for
 * sRGB. Of a part that is much larger than the preview only some pixels are looked at, since its
 * reader decodes into memory.
 */
final class RasterPreview {
  /** How many pixels of a part are held at once. */
  private static final long MAX_PIXELS = 4L << 20;

  private RasterPreview() {}

  static void draw(JoinRequest.Part part, PreviewCanvas picture)
      throws BrokenPictureException, IOException {
    try (@Nullable ImageInputStream in = ImageIO.createImageInputStream(part.file().toFile())) {
      if (in == null) {
        throw new IOException("cannot read " + part.file());
      }
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        throw new BrokenPictureException(part.file() + " is not a picture");
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(in, true, true);
        draw(reader, part, picture);
      } finally {
        reader.dispose();
      }
    }
  }

  private static void draw(ImageReader reader, JoinRequest.Part part, PreviewCanvas picture)
      throws BrokenPictureException {
    PixelRegion kept = part.kept();
    int step = 1;
    while (kept.pixels() / step / step > MAX_PIXELS) {
      step++;
    }
    BufferedImage image;
    try {
      PixelSize size = new PixelSize(reader.getWidth(0), reader.getHeight(0));
      if (!size.equals(part.rendered().size())) {
        throw new BrokenPictureException(
            part.file() + " is " + size + " pixels, not " + part.rendered().size());
      }
      ImageReadParam param = reader.getDefaultReadParam();
      param.setSourceRegion(
          new Rectangle(
              kept.x() - part.rendered().x(),
              kept.y() - part.rendered().y(),
              kept.width(),
              kept.height()));
      param.setSourceSubsampling(step, step, 0, 0);
      image = reader.read(0, param);
    } catch (IOException | RuntimeException e) {
      // The JDK's readers throw unchecked exceptions too when the bytes make no sense.
      throw new BrokenPictureException(part.file() + " is damaged: " + e.getMessage());
    }
    PreviewCanvas.Pixels pixels;
    for (int y = 0; y < kept.height(); y++) {
      pixels = row(image, y / step, step);
      picture.add(kept.x(), kept.y() + y, kept.width(), part.samples(), pixels);
    }
  }

  /** The values as they are stored: Java would change those of grey pictures. */
  private static PreviewCanvas.Pixels row(BufferedImage image, int y, int step) {
    if (image.getColorModel() instanceof IndexColorModel) {
      return (x, channel) ->
          TransferCurve.decode((image.getRGB(x / step, y) >> (16 - 8 * channel) & 0xff) / 255.0);
    }
    Raster raster = image.getRaster();
    boolean grey = raster.getNumBands() < 3;
    double most = (1L << raster.getSampleModel().getSampleSize(0)) - 1;
    return (x, channel) ->
        TransferCurve.decode(raster.getSample(x / step, y, grey ? 0 : channel) / most);
  }
}
