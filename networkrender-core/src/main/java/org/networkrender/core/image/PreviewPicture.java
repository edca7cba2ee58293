package org.networkrender.core.image;

import com.google.common.base.Ascii;
import com.google.common.io.MoreFiles;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.networkrender.api.PixelRegion;
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

  private static final int CHECKER = 8;
  private static final int DARK = 0x1a1a1a;
  private static final int LESS_DARK = 0x242424;

  private final PreviewCanvas picture;
  private final String channels;
  private final PreviewPng file;

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
    this.file = new PreviewPng(picture.size());
    color(PixelRegion.whole(canvas));
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
    String extension = Ascii.toLowerCase(MoreFiles.getFileExtension(part.file()));
    try {
      if (extension.equals("exr")) {
        ExrPreview.draw(part, channels, picture);
      } else {
        RasterPreview.draw(part, picture);
      }
    } finally {
      color(part.kept());
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
      file.write(temporary);
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

  /** Colours the pixels that a region of the canvas covers. */
  private void color(PixelRegion region) {
    int right = picture.column(region.x() + region.width() - 1);
    int bottom = picture.row(region.y() + region.height() - 1);
    for (int y = picture.row(region.y()); y <= bottom; y++) {
      for (int x = picture.column(region.x()); x <= right; x++) {
        int missing = (x / CHECKER + y / CHECKER) % 2 == 0 ? DARK : LESS_DARK;
        file.set(x, y, picture.isDrawn(x, y) ? color(x, y) : missing);
      }
    }
  }

  private int color(int x, int y) {
    int color = 0;
    for (int channel = 0; channel < 3; channel++) {
      color = color << 8 | (int) Math.rint(255 * TransferCurve.encode(picture.mean(x, y, channel)));
    }
    return color;
  }
}
