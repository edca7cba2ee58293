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
   * @return what is in it; it is not blank where the values cannot be read
   */
  static PictureContent check(Path path, String name, PixelSize size)
      throws BrokenPictureException, IOException {
    ExrFile file = ExrFile.read(path, name, false);
    PixelSize actual = file.headers().get(0).size();
    if (!actual.equals(size)) {
      throw new WrongSizeException(name, actual, size);
    }
    ExrCheck check = new ExrCheck(file);
    try (FileChannel channel = file.open();
        ExrBlock block = new ExrBlock()) {
      for (int header = 0; header < file.headers().size(); header++) {
        check.picture(channel, header, block);
      }
    }
    return new PictureContent(channels(file), check.zero);
  }

  private static String channels(ExrFile file) {
    StringBuilder text = new StringBuilder("EXR");
    for (ExrHeader header : file.headers()) {
      text.append(' ').append(header.name()).append(':');
      for (ExrChannel channel : header.channels()) {
        text.append(channel.name()).append(' ').append(channel.type()).append(',');
      }
    }
    return text.toString();
  }

  private void picture(FileChannel channel, int header, ExrBlock block)
      throws BrokenPictureException, IOException {
    ExrHeader picture = file.headers().get(header);
    boolean fits = picture.chunkBytes() <= ExrBlock.limit(Runtime.getRuntime().maxMemory());
    boolean readable = fits && picture.compression().decodable();
    zero &= readable;
    for (int chunk = 0; chunk < picture.chunks(); chunk++) {
      if (readable) {
        file.load(channel, header, chunk, block);
        zero =
            zero && ZeroBytes.all(block.data(), (int) (picture.rows(chunk) * picture.rowBytes()));
      } else if (fits && picture.compression() == ExrCompression.PXR24) {
        file.loadPacked(channel, header, chunk, block);
      } else {
        file.locate(channel, header, chunk);
      }
    }
  }
}
