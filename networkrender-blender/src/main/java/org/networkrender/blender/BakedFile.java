package org.networkrender.blender;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** What {@code bake.py} stores: see there. Whether it fits to the scene only a session can tell. */
final class BakedFile {
  private static final String TABLE = "bake.json";
  private static final String MEMBER = "(?:fluid)?\\d{4}/.+";

  private BakedFile() {}

  /** Returns what is wrong with a file: all members are read, and compared with their checksums. */
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
        // The JDK compares it in streams of archives, and not here.
        CRC32 sum = new CRC32();
        try (InputStream in = new CheckedInputStream(archive.getInputStream(entry), sum)) {
          in.transferTo(OutputStream.nullOutputStream());
        }
        if (sum.getValue() != entry.getCrc()) {
          return Optional.of("it is not whole: what is in " + entry.getName() + " was changed");
        }
      }
      return table ? Optional.empty() : Optional.of("it has no table");
    } catch (IOException | IllegalArgumentException e) {
      return Optional.of("it is not whole: " + e.getMessage());
    }
  }
}
