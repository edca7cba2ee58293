package org.networkrender.core.image;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import org.networkrender.api.PixelSize;

/** Looks at every chunk of an OpenEXR file: see {@link PictureCheck}. */
final class ExrCheck {
  private final ExrFile file;
  private boolean zero = true;

  private ExrCheck(ExrFile file) {
    this.file = file;
  }

  /**
   * Unpacks every chunk; of packings that are not read only their places are looked at.
   *
   * @return whether all values are zero; false where they cannot be read
   */
  static boolean check(Path path, String name, PixelSize size)
      throws BrokenPictureException, IOException {
    ExrFile file = ExrFile.read(path, name, false);
    PixelSize actual = file.headers().get(0).size();
    if (!actual.equals(size)) {
      throw new BrokenPictureException(name + " is " + actual + " pixels, not " + size);
    }
    ExrCheck check = new ExrCheck(file);
    try (FileChannel channel = file.open();
        ExrBlock block = new ExrBlock()) {
      for (int header = 0; header < file.headers().size(); header++) {
        check.picture(channel, header, block);
      }
    }
    return check.zero;
  }

  private void picture(FileChannel channel, int header, ExrBlock block)
      throws BrokenPictureException, IOException {
    ExrHeader picture = file.headers().get(header);
    boolean readable =
        picture.compression().decodable()
            && picture.chunkBytes() <= ExrBlock.limit(Runtime.getRuntime().maxMemory());
    zero &= readable;
    for (int chunk = 0; chunk < picture.chunks(); chunk++) {
      if (readable) {
        file.load(channel, header, chunk, block);
        zero = zero && isZero(block.data(), (int) (picture.rows(chunk) * picture.rowBytes()));
      } else {
        file.locate(channel, header, chunk);
      }
    }
  }

  private static boolean isZero(byte[] data, int size) {
    for (int i = 0; i < size; i++) {
      if (data[i] != 0) {
        return false;
      }
    }
    return true;
  }
}
