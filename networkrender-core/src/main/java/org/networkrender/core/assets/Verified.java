package org.networkrender.core.assets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.networkrender.api.Sha256;

/**
 * Marks files whose content was checked, so that they need not be read again. A content's time of
 * change is set to one long ago: whoever writes into the file sets it to now, however coarse the
 * file system's clock is. A job's files are links to contents, and a scene may write. When a
 * content was used is its time of access.
 */
final class Verified {
  private static final FileTime MARK = FileTime.from(Instant.parse("2000-01-01T00:00:00Z"));

  private Verified() {}

  /** Notes that a file has been checked and was used at a time. */
  static void mark(Path file, Instant used) throws IOException {
    view(file).setTimes(MARK, FileTime.from(used), null);
  }

  /** Notes that a checked file was used; nobody may have it open for writing. */
  static void use(Path file, Instant used) throws IOException {
    view(file).setTimes(null, FileTime.from(used), null);
  }

  /**
   * Returns whether a file has a content; reads it only if it was changed since it was checked.
   *
   * @param now when it is used if it is the content
   */
  static boolean isIntact(Path file, Sha256 content, long bytes, Instant now) throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
    if (attributes.size() != bytes) {
      return false;
    }
    if (attributes.lastModifiedTime().equals(MARK)) {
      return true;
    }
    // Before it is read: what is written meanwhile takes the mark away again.
    mark(file, now);
    return Sha256.of(file).equals(content);
  }

  private static BasicFileAttributeView view(Path file) {
    return Files.getFileAttributeView(file, BasicFileAttributeView.class);
  }
}
