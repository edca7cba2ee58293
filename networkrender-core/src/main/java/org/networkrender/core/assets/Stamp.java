package org.networkrender.core.assets;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * By what a file is known again without being read: whoever writes into it or puts another one in
 * its place changes one of these.
 *
 * @param bytes its size in bytes
 * @param modified when its content was changed, in nanoseconds of the Unix epoch
 * @param changed when it or its attributes were changed, the same; 0 where nobody tells
 * @param key which file of its file system it is; empty where nobody tells
 */
record Stamp(long bytes, long modified, long changed, String key) {
  /**
   * The coarsest clock of a file system that is in use (FAT). A file that was changed less than
   * this before it was read can be changed again and keep its times.
   */
  private static final Duration GRANULARITY = Duration.ofSeconds(2);

  private static final boolean UNIX =
      FileSystems.getDefault().supportedFileAttributeViews().contains("unix");

  private static final String ATTRIBUTES = "unix:size,lastModifiedTime,ctime,fileKey";

  /** Looks at a file, where a link leads. */
  static Stamp of(Path file) throws IOException {
    if (UNIX && file.getFileSystem() == FileSystems.getDefault()) {
      // One look instead of two, and so all of one moment.
      Map<String, Object> attributes = Files.readAttributes(file, ATTRIBUTES);
      return new Stamp(
          (Long) value(attributes, "size"),
          nanos((FileTime) value(attributes, "lastModifiedTime")),
          nanos((FileTime) value(attributes, "ctime")),
          value(attributes, "fileKey").toString());
    }
    BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
    return new Stamp(
        attributes.size(),
        nanos(attributes.lastModifiedTime()),
        0,
        Objects.requireNonNullElse(attributes.fileKey(), "").toString());
  }

  private static Object value(Map<String, Object> attributes, String name) {
    return Objects.requireNonNull(attributes.get(name));
  }

  private static long nanos(FileTime time) {
    return time.to(TimeUnit.NANOSECONDS);
  }

  /** Returns whether the file was at rest for long enough before a moment. */
  boolean isOlderThan(Instant moment) {
    long latest = nanos(FileTime.from(moment.minus(GRANULARITY)));
    return modified < latest && changed < latest;
  }

  /** Returns this as words of a line, without a space at its ends. */
  String text() {
    return bytes + " " + modified + ' ' + changed + " k" + key;
  }
}
