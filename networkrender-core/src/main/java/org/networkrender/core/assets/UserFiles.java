package org.networkrender.core.assets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How jobs of this machine come to their files: what is in them is remembered, and copies are kept
 * in the user's cache. Several programs may have the same directory: each has copies of its own.
 * All methods may be called from any thread.
 */
public final class UserFiles implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(UserFiles.class);

  /** How many programs of one user keep copies at the same time. */
  private static final int MOST_PROGRAMS = 64;

  /** What stays for the next job, in bytes; and as a part of the disk. */
  private static final long MOST_KEPT = 4L << 30;

  private static final int PART_OF_DISK = 20;

  /** Reading and hashing take a processor; more than a few readers wait for the disk. */
  private static final int MOST_READERS = 4;

  private final Path directory;
  private final InstantSource clock;
  private final KnownHashes known;
  private final Lanes lanes;
  private @Nullable DirectoryClaim claim;
  private @Nullable ContentStore store;

  /**
   * Prepares; nothing is written before the first job.
   *
   * @param directory the user's cache
   * @param executor reads several files at once
   */
  public UserFiles(Path directory, InstantSource clock, Executor executor) {
    this.directory = directory;
    this.clock = clock;
    this.known = new KnownHashes(directory.resolve("hashes"));
    int processors = Runtime.getRuntime().availableProcessors();
    this.lanes = new Lanes(executor, Math.min(MOST_READERS, processors));
  }

  /** Returns what several files are read with at once. */
  public Lanes lanes() {
    return lanes;
  }

  /** Returns what takes files where they are. */
  public FileIntake inPlace() {
    return new HashedFiles(known, clock);
  }

  /**
   * Begins the copies of a job, which keeps them until it closes them.
   *
   * @param copied is told the bytes of each piece that is written
   * @throws IOException if the cache cannot be written
   */
  public CopiedFiles copies(LongConsumer copied) throws IOException {
    return new CopiedFiles(directory, store(), known, clock, copied);
  }

  private synchronized ContentStore store() throws IOException {
    if (store == null) {
      claim = claim();
      Path place = claim.directory();
      long limit = Math.min(MOST_KEPT, Files.getFileStore(place).getTotalSpace() / PART_OF_DISK);
      store = new ContentStore(place, limit, clock);
      store.trim();
    }
    return store;
  }

  /** Claims the first directory that is free, and removes what nobody uses in the others. */
  private DirectoryClaim claim() throws IOException {
    DirectoryClaim first = null;
    for (int i = 1; i <= MOST_PROGRAMS; i++) {
      Path place = directory.resolve("copies-" + i);
      if (first == null) {
        first = DirectoryClaim.make(place).orElse(null);
      } else if (Files.isDirectory(place)) {
        removeUnused(place);
      }
    }
    if (first == null) {
      throw new IOException(MOST_PROGRAMS + " programs use " + directory + " already");
    }
    return first;
  }

  private static void removeUnused(Path place) {
    try {
      Optional<DirectoryClaim> abandoned = DirectoryClaim.of(place);
      if (abandoned.isPresent()) {
        try (DirectoryClaim mine = abandoned.get()) {
          Trees.remove(mine.directory().resolve("whole"));
          Trees.remove(mine.directory().resolve("partial"));
        }
      }
    } catch (IOException e) {
      // It keeps nobody from copying into a directory of his own.
      log.warn("cannot clean up {}: {}", place, e.getMessage());
    }
  }

  /**
   * Returns what changes when a file is changed, to compare it later.
   *
   * @throws IOException if it cannot be looked at
   */
  public static Object seen(Path file) throws IOException {
    return Stamp.of(file);
  }

  /** Writes down what was learnt of files. */
  public void save() {
    known.save();
  }

  /** Gives the copies up to other programs; jobs must have ended. */
  @Override
  public synchronized void close() {
    save();
    try {
      if (claim != null) {
        claim.close();
      }
    } catch (IOException e) {
      log.warn("cannot give up {}: {}", directory, e.getMessage());
    }
  }
}
