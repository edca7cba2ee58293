package org.networkrender.core.image;

import com.google.common.base.Ascii;
import com.google.common.io.MoreFiles;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.FileImageOutputStream;
import org.networkrender.api.PixelSize;

/**
 * A small picture of the parts that are there so far, for people. Threads may share it.
 *
 * <p>Each of its pixels is the mean of the canvas pixels whose centres it covers. Where several
 * parts show the same pixels they are weighted by their samples. Linear values get the transfer
 * function of sRGB (IEC 61966-2-1) and are cut off at black and white; what is missing is a dark
 * checkerboard. It takes at most 60 MB, and some rows of a part while that is drawn.
 */
public final class PreviewPicture {
  /** The longer side, in pixels, at most. */
  public static final int MAX_SIDE = 1600;

  /** Packed fast rather than well: a preview is written many times. 0 is packed best. */
  private static final float PACKING = 0.8f;

  private static final int CHECKER = 8;
  private static final int DARK = 0x1a1a1a;
  private static final int LESS_DARK = 0x242424;

  private final PreviewCanvas picture;
  private final String channels;
  private final BufferedImage image;
  private int firstChanged;
  private int lastChanged;

  /**
   * Creates a picture of nothing.
   *
   * @param canvas the size of what is joined, in pixels
   * @param channels what the names of the channels R, G and B begin with, for example {@code
   *     ViewLayer.Combined.}; where there is no such channel, the first one counts that begins with
   *     it and ends in {@code .R}, {@code .G} or {@code .B}
   */
  public PreviewPicture(PixelSize canvas, String channels) {
    this.picture = new PreviewCanvas(canvas, MAX_SIDE);
    this.channels = channels;
    PixelSize size = picture.size();
    this.image = new BufferedImage(size.width(), size.height(), BufferedImage.TYPE_INT_RGB);
    this.lastChanged = size.height() - 1;
  }

  /** Returns the size of this picture, in pixels. */
  public PixelSize size() {
    return picture.size();
  }

  /**
   * Draws what a part keeps. When it fails, some of the part may have been drawn.
   *
   * @throws BrokenPictureException if the file is damaged, has not the size of what was rendered,
   *     or has no such channels
   * @throws IOException if the file cannot be read
   */
  public synchronized void draw(JoinRequest.Part part) throws BrokenPictureException, IOException {
    firstChanged = Math.min(firstChanged, picture.row(part.kept().y()));
    lastChanged = Math.max(lastChanged, picture.row(part.kept().y() + part.kept().height() - 1));
    String extension = Ascii.toLowerCase(MoreFiles.getFileExtension(part.file()));
    if (extension.equals("exr")) {
      ExrPreview.draw(part, channels, picture);
    } else {
      RasterPreview.draw(part, picture);
    }
  }

  /**
   * Writes the picture as a PNG file. Whoever reads that name finds a whole picture at any time.
   *
   * @throws IOException if it cannot be written; nothing is left of it then
   */
  public synchronized void save(Path png) throws IOException {
    Path temporary = png.resolveSibling(png.getFileName() + ".new");
    try {
      Files.deleteIfExists(temporary);
      try (FileImageOutputStream out = new FileImageOutputStream(temporary.toFile())) {
        color();
        write(out);
      }
      move(temporary, png);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private void write(FileImageOutputStream out) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
    try {
      ImageWriteParam param = writer.getDefaultWriteParam();
      param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      param.setCompressionQuality(PACKING);
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), param);
    } finally {
      writer.dispose();
    }
  }

  /** Colours the rows that changed since the last time. */
  private void color() {
    int[] row = new int[image.getWidth()];
    for (int y = firstChanged; y <= lastChanged; y++) {
      for (int x = 0; x < row.length; x++) {
        int missing = (x / CHECKER + y / CHECKER) % 2 == 0 ? DARK : LESS_DARK;
        row[x] = picture.isDrawn(x, y) ? color(x, y) : missing;
      }
      image.setRGB(0, y, row.length, 1, row, 0, row.length);
    }
    firstChanged = image.getHeight();
    lastChanged = -1;
  }

  private int color(int x, int y) {
    int color = 0;
    for (int channel = 0; channel < 3; channel++) {
      color = color << 8 | (int) Math.rint(255 * TransferCurve.encode(picture.mean(x, y, channel)));
    }
    return color;
  }
}
