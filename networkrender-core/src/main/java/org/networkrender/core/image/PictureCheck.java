package org.networkrender.core.image;

import com.google.common.base.Ascii;
import com.google.common.io.MoreFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.networkrender.api.PixelSize;

/**
 * Says whether a file is a whole picture of the right size, and what is in it.
 *
 * <p>PNG, JPEG, TIFF and BMP are decoded from the first pixel to the last, with every checksum that
 * they have. So are OpenEXR files that are not packed, or packed with RLE, ZIPS or ZIP; with PXR24
 * every chunk is unpacked but not understood; with other packings every chunk must lie inside the
 * file. Of other formats only the size of the file is looked at. Plain rows and runs of bytes have
 * no checksum: zeros within the last of them cannot be told from black.
 */
public final class PictureCheck {
  private PictureCheck() {}

  /**
   * Checks a picture.
   *
   * @param file the file
   * @param name the name that the picture is to have; its extension tells the format
   * @param size the size that it must have
   * @return what is in it
   * @throws BrokenPictureException if it is not a whole picture of that size
   * @throws IOException if the file cannot be read
   */
  public static PictureContent check(Path file, String name, PixelSize size)
      throws BrokenPictureException, IOException {
    if (Files.size(file) == 0) {
      throw new BrokenPictureException(name + " is empty");
    }
    return switch (extension(name)) {
      case "exr" -> ExrCheck.check(file, name, size);
      case "png" -> PngCheck.check(file, name, size);
      case "tif", "tiff" -> TiffCheck.check(file, name, size);
      case "jpg", "jpeg" -> ImageDecoding.checkJpeg(file, name, size);
      case "bmp" -> ImageDecoding.check(file, name, size);
      default -> PictureContent.UNSEEN;
    };
  }

  /**
   * Checks a picture that may have another size than others.
   *
   * @param likely the size that it has if it is like the others
   * @return the size that it has
   * @throws BrokenPictureException if it is not a whole picture
   * @throws IOException if the file cannot be read
   */
  public static PixelSize checkAnySize(Path file, String name, PixelSize likely)
      throws BrokenPictureException, IOException {
    try {
      check(file, name, likely);
      return likely;
    } catch (WrongSizeException e) {
      if (e.actual().equals(likely)) {
        throw e;
      }
      check(file, name, e.actual());
      return e.actual();
    }
  }

  /**
   * Returns the most bytes that a file of a picture can sensibly have: whoever announces more is
   * not believed.
   *
   * @param name the picture's name; its extension tells the format
   * @param size its size, in pixels
   */
  public static long mostBytes(String name, PixelSize size) {
    long perPixel =
        switch (extension(name)) {
          // A thousand channels of 32 bits.
          case "exr" -> 4096;
          // Four channels of 32 bits, and packing that makes them longer.
          case "tif", "tiff" -> 32;
          default -> 16;
        };
    // Profiles, thumbnails and other notes.
    return size.pixels() * perPixel + (64L << 20);
  }

  private static String extension(String name) {
    return Ascii.toLowerCase(MoreFiles.getFileExtension(Path.of(name)));
  }
}
