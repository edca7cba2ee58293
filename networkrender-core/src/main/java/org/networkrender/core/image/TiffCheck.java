package org.networkrender.core.image;

import java.io.IOException;
import java.nio.file.Path;
import org.networkrender.api.PixelSize;

/** Unpacks every row of a TIFF file; kinds that are rare are left to the JDK's reader. */
final class TiffCheck {
  private TiffCheck() {}

  static PictureContent check(Path file, String name, PixelSize size)
      throws BrokenPictureException, IOException {
    try (TiffReader reader = TiffReader.open(file, name, size)) {
      RasterLayout layout = reader.layout();
      byte[] row = new byte[layout.rowBytes()];
      boolean zero = true;
      for (int y = 0; y < size.height(); y++) {
        reader.readRow(row);
        zero = zero && ZeroBytes.all(row, row.length);
      }
      reader.finish();
      return new PictureContent("TIFF " + layout, zero);
    } catch (UnreadPictureException e) {
      return ImageDecoding.check(file, name, size);
    }
  }
}
