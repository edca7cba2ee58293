package org.networkrender.core.image;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableSet;
import com.google.common.io.MoreFiles;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
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
 * Says whether a file is a whole picture of the right size.
 *
 * <p>PNG, JPEG, TIFF and BMP are decoded from the first pixel to the last. So are OpenEXR files
 * that are not packed, or packed with RLE, ZIPS or ZIP; with other packings every chunk must lie
 * inside the file. Of other formats only the size of the file is looked at.
 */
public final class PictureCheck {
  private static final ImmutableSet<String> DECODED =
      ImmutableSet.of("png", "jpg", "jpeg", "tif", "tiff", "bmp");

  /** Every row is decoded, but only every so many-th pixel is kept: that saves memory. */
  private static final int KEEP_EVERY = 16;

  private PictureCheck() {}

  /**
   * Checks a picture.
   *
   * @param file the file
   * @param name the name that the picture is to have; its extension tells the format
   * @param size the size that it must have
   * @throws BrokenPictureException if it is not a whole picture of that size
   * @throws IOException if the file cannot be read
   */
  public static void check(Path file, String name, PixelSize size)
      throws BrokenPictureException, IOException {
    isBlank(file, name, size);
  }

  /**
   * Checks a picture as {@link #check} does, and says whether there is nothing in it.
   *
   * @param file the file
   * @param name the name that the picture is to have; its extension tells the format
   * @param size the size that it must have
   * @return whether every bit of every value of every channel is zero; false where the values are
   *     not looked at: only those of OpenEXR files are
   * @throws BrokenPictureException if it is not a whole picture of that size
   * @throws IOException if the file cannot be read
   */
  public static boolean isBlank(Path file, String name, PixelSize size)
      throws BrokenPictureException, IOException {
    if (Files.size(file) == 0) {
      throw new BrokenPictureException(name + " is empty");
    }
    String extension = Ascii.toLowerCase(MoreFiles.getFileExtension(Path.of(name)));
    if (extension.equals("exr")) {
      return ExrCheck.check(file, name, size);
    }
    if (DECODED.contains(extension)) {
      decode(file, name, size);
    }
    return false;
  }

  private static void checkSize(String name, PixelSize actual, PixelSize wanted)
      throws BrokenPictureException {
    if (!actual.equals(wanted)) {
      throw new BrokenPictureException(name + " is " + actual + " pixels, not " + wanted);
    }
  }

  private static void decode(Path file, String name, PixelSize size)
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
        decode(reader, in, name, size);
      } finally {
        reader.dispose();
      }
    }
  }

  private static void decode(ImageReader reader, ImageInputStream in, String name, PixelSize wanted)
      throws BrokenPictureException {
    AtomicReference<@Nullable String> warning = new AtomicReference<>();
    try {
      reader.setInput(in, true, true);
      reader.addIIOReadWarningListener((source, text) -> warning.set(text));
      PixelSize size = new PixelSize(reader.getWidth(0), reader.getHeight(0));
      checkSize(name, size, wanted);
      ImageReadParam param = reader.getDefaultReadParam();
      param.setSourceSubsampling(
          Math.min(KEEP_EVERY, size.width()), Math.min(KEEP_EVERY, size.height()), 0, 0);
      BufferedImage image = reader.read(0, param);
      image.flush();
      if (warning.get() != null) {
        throw new BrokenPictureException(name + " is damaged: " + warning.get());
      }
    } catch (IOException | RuntimeException e) {
      // The JDK's readers throw unchecked exceptions too when the bytes make no sense.
      throw new BrokenPictureException(name + " is damaged: " + e.getMessage());
    }
  }
}
