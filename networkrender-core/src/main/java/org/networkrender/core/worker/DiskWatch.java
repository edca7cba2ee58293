package org.networkrender.core.worker;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the room on a worker's disk. When it becomes too little, the worker's own cache goes
 * first; when that is not enough, the worker rests until there is room again. Calls may come from
 * any thread.
 */
final class DiskWatch {
  private static final Logger log = LoggerFactory.getLogger(DiskWatch.class);

  private static final long MOST_RESERVE = 512L << 20;

  /** Tells how many bytes can still be written. */
  @FunctionalInterface
  interface Room {
    long usableBytes() throws IOException;
  }

  /** Gives up what can be had again. */
  @FunctionalInterface
  interface Cache {
    void giveUp(long bytes) throws IOException;
  }

  private final Room room;
  private final Cache cache;
  private final String place;
  private final long reserve;
  private String reason = "";

  /**
   * Makes a watch.
   *
   * @param place where the disk is, for people
   * @param reserve how many bytes are to stay free
   */
  DiskWatch(Room room, Cache cache, String place, long reserve) {
    this.room = room;
    this.cache = cache;
    this.place = place;
    this.reserve = reserve;
  }

  /** Makes a watch of the disk that holds a directory. */
  static DiskWatch of(Path directory, OptionalLong freeBytes, Cache cache) throws IOException {
    FileStore disk = Files.getFileStore(directory);
    return new DiskWatch(
        disk::getUsableSpace, cache, directory.toString(), reserve(directory, freeBytes));
  }

  /**
   * Returns how many bytes are to stay free.
   *
   * @param freeBytes so many, if that was said
   */
  static long reserve(Path directory, OptionalLong freeBytes) throws IOException {
    return freeBytes.isPresent()
        ? freeBytes.getAsLong()
        : Math.min(MOST_RESERVE, Files.getFileStore(directory).getTotalSpace() / 20);
  }

  /** Looks how much room there is. */
  synchronized void look() {
    try {
      long usable = room.usableBytes();
      if (usable < wanted()) {
        cache.giveUp(wanted() - usable);
        usable = room.usableBytes();
      }
      if (usable >= wanted()) {
        reason = "";
      } else if (reason.isEmpty()) {
        reason =
            String.format(
                Locale.ROOT,
                "the disk with %s is nearly full: %s are free, %s are wanted",
                place,
                megabytes(usable),
                megabytes(reserve + reserve / 4));
      }
    } catch (IOException e) {
      // What is not known is no reason to do anything else than before.
      log.warn("cannot tell how full the disk with {} is: {}", place, e.getMessage());
    }
  }

  /** A bit more than the reserve ends a rest, so that it does not begin again at once. */
  private long wanted() {
    return reason.isEmpty() ? reserve : reserve + reserve / 4;
  }

  private static String megabytes(long bytes) {
    return String.format(Locale.ROOT, "%.1f MiB", bytes / (double) (1 << 20));
  }

  /** Returns why the worker has to rest, as of the last look, or empty when it has not. */
  synchronized Optional<String> reasonToRest() {
    return reason.isEmpty() ? Optional.empty() : Optional.of(reason);
  }
}
