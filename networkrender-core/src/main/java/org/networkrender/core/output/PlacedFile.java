package org.networkrender.core.output;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Gives a file that is on the disk its place, so that nothing half-written ever lies there. */
final class PlacedFile {
  private PlacedFile() {}

  /**
   * Moves a file, and makes the directory that it belongs into. What lies there is replaced.
   *
   * @throws IOException if it cannot; says where
   */
  static void move(Path file, Path place) throws IOException {
    Path directory = place.toAbsolutePath().getParent();
    try {
      if (directory != null) {
        Files.createDirectories(directory);
      }
      try {
        rename(file, place);
      } catch (AtomicMoveNotSupportedException e) {
        // Another file system.
        Path beside = place.resolveSibling(".networkrender-" + file.getFileName());
        copy(file, beside, place);
        Files.deleteIfExists(file);
      }
    } catch (AccessDeniedException e) {
      throw new IOException(place + ": no permission", e);
    } catch (FileAlreadyExistsException e) {
      throw new IOException(place + ": there is a file where its directory should be", e);
    }
  }

  private static void copy(Path file, Path beside, Path place) throws IOException {
    try {
      Files.copy(file, beside, StandardCopyOption.REPLACE_EXISTING);
      try (FileChannel channel = FileChannel.open(beside, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
      rename(beside, place);
    } catch (IOException e) {
      Files.deleteIfExists(beside);
      throw e;
    }
  }

  private static void rename(Path file, Path place) throws IOException {
    Files.move(file, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
