package org.networkrender.blender;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** What {@code bake.py} stores: see there. Whether it fits to the scene only a session can tell. */
final class BakedFile {
  private static final String TABLE = "bake.json";
  private static final String MEMBER = "\\d{4}/.+";

  private BakedFile() {}

  /** Returns what is wrong with a file: all members are read, since each has a checksum. */
  static Optional<String> fault(Path file) {
    try (ZipFile archive = new ZipFile(file.toFile())) {
      boolean table = false;
      Enumeration<? extends ZipEntry> entries = archive.entries();
      while (entries.hasMoreElements()) {
        ZipEntry entry = entries.nextElement();
        if (entry.getMethod() != ZipEntry.STORED
            || !(entry.getName().equals(TABLE) || entry.getName().matches(MEMBER))) {
          return Optional.of("it has a member that no bake has");
        }
        table |= entry.getName().equals(TABLE);
        try (InputStream in = archive.getInputStream(entry)) {
          in.transferTo(OutputStream.nullOutputStream());
        }
      }
      return table ? Optional.empty() : Optional.of("it has no table");
    } catch (IOException | IllegalArgumentException e) {
      return Optional.of("it is not whole: " + e.getMessage());
    }
  }
}
