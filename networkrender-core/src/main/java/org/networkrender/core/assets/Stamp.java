package org.networkrender.core.assets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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

  /** Looks at a file, where a link leads. */
  static Stamp of(Path file) throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
    long changed =
        file.getFileSystem().supportedFileAttributeViews().contains("unix")
            ? nanos((FileTime) Files.getAttribute(file, "unix:ctime"))
            : 0;
    return new Stamp(
        attributes.size(),
        nanos(attributes.lastModifiedTime()),
        changed,
        Objects.requireNonNullElse(attributes.fileKey(), "").toString());
  }

  private static long nanos(FileTime time) {
    return time.to(TimeUnit.NANOSECONDS);
  }

  /** Returns whether the file was at rest for long enough before a moment. */
  boolean isOlderThan(Instant moment) {
    long latest = nanos(FileTime.from(moment.minus(GRANULARITY)));
    return modified < latest && changed < latest;
  }

  /** Returns this as words of a line. */
  List<String> words() {
    return List.of(
        Long.toString(bytes), Long.toString(modified), Long.toString(changed), "k" + key);
  }
}
