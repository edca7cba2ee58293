package org.networkrender.blender;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.PictureName;
import org.networkrender.api.PixelSize;
import org.networkrender.api.RenderException;

/**
 * The files that a command to Blender has to give.
 *
 * @param paths the files, none of which is there before
 * @param further how many of the last of them are of any size
 * @param size the size that each other must have, or empty for any
 */
record PictureFiles(List<Path> paths, int further, Optional<PixelSize> size) {

  /**
   * Makes room for the files.
   *
   * @throws RenderException of kind RESOURCE if the disk does not let us
   */
  static PictureFiles prepare(
      List<PictureName> names, int further, int frame, Path directory, Optional<PixelSize> size)
      throws RenderException {
    List<Path> paths = new ArrayList<>();
    try {
      for (PictureName name : names) {
        Path path = directory.resolve(name.forFrame(frame));
        Files.deleteIfExists(path);
        paths.add(path);
      }
    } catch (IOException e) {
      throw disk(e);
    }
    return new PictureFiles(List.copyOf(paths), further, size);
  }

  /** Returns the plain names of the files. */
  List<String> names() {
    return paths.stream().map(path -> path.getFileName().toString()).toList();
  }

  /**
   * Checks that every file is there, whole, and of the right size.
   *
   * @throws RenderException if one is not
   */
  void check() throws RenderException {
    for (int i = 0; i < paths.size(); i++) {
      Path path = paths.get(i);
      try {
        Optional<String> fault =
            PictureCheck.fault(path, i < paths.size() - further ? size : Optional.empty());
        if (fault.isPresent()) {
          throw new RenderException(
              ErrorKind.WORKER, "The picture " + path.getFileName() + " " + fault.get(), "");
        }
      } catch (IOException e) {
        throw disk(e);
      }
    }
  }

  /** Returns the error of a disk that cannot be written. */
  static RenderException disk(IOException cause) {
    return new RenderException(
        ErrorKind.RESOURCE,
        "Cannot write the picture: " + cause.getMessage(),
        "Check that the disk has space and that the directory may be written",
        cause);
  }
}
