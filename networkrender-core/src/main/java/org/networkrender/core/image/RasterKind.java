package org.networkrender.core.image;

import com.google.common.base.Ascii;
import com.google.common.io.MoreFiles;
import java.io.IOException;
import java.nio.file.Path;
import org.networkrender.api.PixelSize;

/** A kind of file that holds one picture in rows of pixels. */
enum RasterKind {
  PNG {
    @Override
    RasterReader read(Path file, PixelSize size) throws BrokenPictureException, IOException {
      return PngReader.open(file, size);
    }

    @Override
    void checkLimit(RasterLayout layout) {
      // A PNG file has no limit below the longest side there is.
    }

    @Override
    RasterWriter write(Path file, RasterLayout layout) throws IOException {
      return new PngWriter(file, layout);
    }
  },

  TIFF {
    @Override
    RasterReader read(Path file, PixelSize size) throws BrokenPictureException, IOException {
      return TiffReader.open(file, size);
    }

    @Override
    void checkLimit(RasterLayout layout) throws IOException {
      TiffWriter.checkLimit(layout);
    }

    @Override
    RasterWriter write(Path file, RasterLayout layout) throws IOException {
      return new TiffWriter(file, layout);
    }
  };

  /** Returns the kind that a file's extension names. */
  static RasterKind of(Path file) {
    return switch (Ascii.toLowerCase(MoreFiles.getFileExtension(file))) {
      case "png" -> PNG;
      case "tif", "tiff" -> TIFF;
      default ->
          throw new IllegalArgumentException(file.getFileName() + " is neither PNG nor TIFF");
    };
  }

  /**
   * Opens a picture and checks its header.
   *
   * @param size the size that it must have; nothing larger is ever allocated for it
   */
  abstract RasterReader read(Path file, PixelSize size) throws BrokenPictureException, IOException;

  /** Checks that a picture can be written at all. */
  abstract void checkLimit(RasterLayout layout) throws IOException;

  /** Creates or replaces a file; its rows are still to come. */
  abstract RasterWriter write(Path file, RasterLayout layout) throws IOException;
}
