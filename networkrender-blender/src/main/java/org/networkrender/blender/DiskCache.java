package org.networkrender.blender;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where Blender keeps what was baked onto the disk: beside a file, in a directory of its name. */
final class DiskCache {
  private static final int EXTENSION = ".blend".length();

  private DiskCache() {}

  /** Returns the directory for a file, as Blender names it. */
  static Path directory(Path blend) {
    String name = blend.getFileName().toString();
    String stem = name.length() > EXTENSION ? name.substring(0, name.length() - EXTENSION) : name;
    return blend.resolveSibling("blendcache_" + stem);
  }

  /**
   * Returns whether a directory has frames of a cache.
   *
   * @param name the name that the cache has in Blender; without one, frames of any cache count,
   *     since Blender names their files after the object then
   */
  static boolean isThere(Path directory, String name) {
    if (!Files.isDirectory(directory)) {
      return false;
    }
    try (DirectoryStream<Path> all = Files.newDirectoryStream(directory)) {
      for (Path each : all) {
        if (name.isEmpty() || each.getFileName().toString().startsWith(name + "_")) {
          return true;
        }
      }
    } catch (IOException e) {
      // What cannot be listed cannot be sent, which is the same as none.
      return false;
    }
    return false;
  }
}
