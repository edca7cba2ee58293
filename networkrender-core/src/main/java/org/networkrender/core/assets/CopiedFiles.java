package org.networkrender.core.assets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongConsumer;
import org.networkrender.api.Sha256;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The copies that one job has of its files: whoever saves on while it renders changes nothing of
 * it, and who joins late gets what the first ones got.
 */
public final class CopiedFiles implements FileIntake, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(CopiedFiles.class);

  private final Path place;
  private final ContentStore store;
  private final KnownHashes known;
  private final InstantSource clock;
  private final LongConsumer copied;
  private final List<ContentStore.Hold> holds = new ArrayList<>();

  /** The copies that were here when room was looked for. */
  private final Map<Path, Found> found = new ConcurrentHashMap<>();

  private boolean closed;

  private record Found(Stamp stamp, Taken taken) {}

  /**
   * Begins without a copy.
   *
   * @param place where the store is
   * @param copied is told the bytes of each piece that is written
   */
  CopiedFiles(
      Path place, ContentStore store, KnownHashes known, InstantSource clock, LongConsumer copied) {
    this.place = place;
    this.store = store;
    this.known = known;
    this.clock = clock;
    this.copied = copied;
  }

  /**
   * Returns how many bytes of a file are to be copied; a copy that is here is kept from now on.
   *
   * @throws IOException if the file cannot be looked at
   */
  public long missingBytes(Path file) throws IOException {
    Stamp now = Stamp.of(file);
    return find(file, now).isPresent() ? 0 : now.bytes();
  }

  /** Returns where the copies are. */
  public Path place() {
    return place;
  }

  @Override
  public Taken take(Path file) throws IOException {
    Stamp now = Stamp.of(file);
    Found before = found.get(file);
    if (before != null && before.stamp.equals(now)) {
      return before.taken;
    }
    Optional<Taken> there = find(file, now);
    return there.isPresent()
        ? there.get()
        : SteadyFile.read(file, known, clock, () -> taken(store.copy(file, copied)));
  }

  private Optional<Taken> find(Path file, Stamp now) throws IOException {
    Optional<Sha256> content = known.of(file, now);
    if (content.isEmpty()) {
      return Optional.empty();
    }
    Optional<ContentStore.Hold> there = store.find(content.get(), now.bytes());
    if (there.isEmpty()) {
      return Optional.empty();
    }
    keep(there.get());
    Taken taken = new Taken(content.get(), now.bytes(), there.get().file());
    found.put(file, new Found(now, taken));
    return Optional.of(taken);
  }

  private Taken taken(ContentStore.Hold hold) throws IOException {
    keep(hold);
    return new Taken(hold.content(), Files.size(hold.file()), hold.file());
  }

  private synchronized void keep(ContentStore.Hold hold) throws IOException {
    if (closed) {
      hold.close();
      throw new IOException("the job has ended");
    }
    holds.add(hold);
  }

  /** Returns how many bytes can be copied. */
  public long usableBytes() throws IOException {
    return store.usableBytes();
  }

  /** Lets go of all copies; those that are within the store's limit stay for the next job. */
  @Override
  public synchronized void close() {
    closed = true;
    holds.forEach(ContentStore.Hold::close);
    holds.clear();
    try {
      store.trim();
    } catch (IOException e) {
      // The next job tries again.
      log.warn("cannot remove copies: {}", e.getMessage());
    }
  }
}
