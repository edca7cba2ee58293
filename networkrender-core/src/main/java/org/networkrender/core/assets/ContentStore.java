package org.networkrender.core.assets;

import com.google.common.collect.HashMultiset;
import com.google.common.collect.Iterables;
import com.google.common.collect.Multiset;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.networkrender.api.Sha256;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Contents by their SHA-256, in a directory of limited size. What was used longest ago goes first;
 * what is in use never goes, even when that makes the directory larger than its limit.
 *
 * <p>All methods may be called from any thread. One process owns the directory.
 */
public final class ContentStore {
  private static final Logger log = LoggerFactory.getLogger(ContentStore.class);

  /** The most bytes that room is made for at a time. */
  private static final long MOST_AT_ONCE = 16L << 20;

  /** Between a content's name and a number, where several sources send the same one. */
  private static final String OTHER = "-";

  /** How long the name of a content is. */
  private static final int NAME = 64;

  private static final Pattern CONTENT = Pattern.compile("[0-9a-f]{64}(-[0-9]+)?");

  private final Path whole;
  private final Path partial;
  private final long limitBytes;
  private final long step;
  private final InstantSource clock;
  private final Multiset<Sha256> inUse = HashMultiset.create();

  /** What is being fetched. One source fetches a content once; it waits for no other source. */
  private final Map<Transfer, ReentrantLock> transfers = new ConcurrentHashMap<>();

  /** The begun contents that somebody is writing just now. */
  private final Set<Path> written = new HashSet<>();

  private final AtomicLong others = new AtomicLong();

  private record Transfer(Sha256 content, Object source) {}

  /**
   * Opens a store.
   *
   * @param directory where it is kept; made when it is not there
   * @param limitBytes how much it may take up, in bytes
   * @param clock tells when a content was used
   * @throws IOException if the directory cannot be made
   */
  public ContentStore(Path directory, long limitBytes, InstantSource clock) throws IOException {
    this.whole = Files.createDirectories(directory.resolve("whole"));
    this.partial = Files.createDirectories(directory.resolve("partial"));
    this.limitBytes = limitBytes;
    this.step = Math.min(MOST_AT_ONCE, limitBytes / 16);
    this.clock = clock;
  }

  /**
   * Makes sure that a content is here and keeps it until {@link Hold#close}. Blocks while it is
   * fetched; if another thread fetches the same content from the same place, waits for that. Who
   * else has announced it may never send it, so nobody waits for another place.
   *
   * @param content which
   * @param bytes its size in bytes
   * @param from what stands for the place that it comes from
   * @param source fetches what is missing
   * @throws IOException if it cannot be fetched or what came is not that content
   * @throws InterruptedException if the thread was interrupted
   */
  public Hold obtain(Sha256 content, long bytes, Object from, ContentSource source)
      throws IOException, InterruptedException {
    Hold hold = new Hold(content);
    try {
      Transfer transfer = new Transfer(content, from);
      ReentrantLock lock = transfers.computeIfAbsent(transfer, any -> new ReentrantLock());
      lock.lockInterruptibly();
      try {
        if (!isIntact(content, bytes)) {
          fetch(content, bytes, source);
        }
        Files.setLastModifiedTime(place(content), FileTime.from(clock.instant()));
      } finally {
        if (!lock.hasQueuedThreads()) {
          transfers.remove(transfer, lock);
        }
        lock.unlock();
      }
      return hold;
    } catch (IOException | InterruptedException | RuntimeException e) {
      hold.close();
      throw e;
    }
  }

  /** Reads the content again each time: a job's files are links to it, and a scene may write. */
  private boolean isIntact(Sha256 content, long bytes) throws IOException {
    Path file = place(content);
    if (!Files.isRegularFile(file)) {
      return false;
    }
    if (Files.size(file) == bytes && Sha256.of(file).equals(content)) {
      return true;
    }
    log.warn("a cached file was changed and is fetched again: {}", content.abbreviated());
    Files.delete(file);
    return false;
  }

  private void fetch(Sha256 content, long bytes, ContentSource source)
      throws IOException, InterruptedException {
    Path part = claim(content);
    try {
      try (FileChannel channel =
          FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
        if (channel.size() > bytes) {
          channel.truncate(0);
        }
        long offset = channel.size();
        channel.position(offset);
        source.fetch(
            content, offset, bytes, new RoomMaker(channel, bytes - offset, step, this::makeRoom));
      }
      if (Files.size(part) != bytes || !Sha256.of(part).equals(content)) {
        Files.delete(part);
        throw new IOException("what came is not the file that was announced");
      }
      Files.move(part, place(content), StandardCopyOption.ATOMIC_MOVE);
    } finally {
      release(part);
    }
  }

  /** Returns the file that a content is received in: one that was begun, if nobody writes it. */
  private Path claim(Sha256 content) {
    synchronized (written) {
      Path usual = partial.resolve(content.hex());
      Path part =
          written.contains(usual)
              ? partial.resolve(content.hex() + OTHER + others.incrementAndGet())
              : usual;
      written.add(part);
      return part;
    }
  }

  /** Only the usual one is found again, so another one that was not finished is of no use. */
  private void release(Path part) throws IOException {
    synchronized (written) {
      written.remove(part);
    }
    if (part.getFileName().toString().contains(OTHER)) {
      Files.deleteIfExists(part);
    }
  }

  /** Makes room for bytes that have come: what was only announced takes none. */
  private void makeRoom(long bytes) throws IOException {
    List<Path> begun = oldestFirst(partial);
    List<Path> kept = oldestFirst(whole);
    long taken = 0;
    for (Path file : Iterables.concat(begun, kept)) {
      taken += sizeOf(file);
    }
    long tooMany = taken + bytes - limitBytes;
    remove(kept, tooMany - remove(begun, tooMany));
    if (Files.getFileStore(partial).getUsableSpace() < bytes) {
      throw new IOException("there is no room for it on the disk");
    }
  }

  /**
   * Gives up contents that are not in use, begun ones first, until so many bytes are free that were
   * not before, or nothing is left to give.
   *
   * @return how many bytes were given up
   * @throws IOException if the directory cannot be read or changed
   */
  public long giveUp(long bytes) throws IOException {
    long freed = remove(oldestFirst(partial), bytes);
    return freed + remove(oldestFirst(whole), bytes - freed);
  }

  private static List<Path> oldestFirst(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      // A file browser leaves files of its own wherever a person looks.
      return files
          .filter(file -> CONTENT.matcher(file.getFileName().toString()).matches())
          // Read once: others use files meanwhile, and what is sorted must keep its order.
          .map(file -> Map.entry(lastUsed(file), file))
          .sorted(Map.Entry.comparingByKey())
          .map(Map.Entry::getValue)
          .toList();
    }
  }

  private static long sizeOf(Path file) throws IOException {
    try {
      return Files.size(file);
    } catch (NoSuchFileException e) {
      // Another transfer has just made room.
      return 0;
    }
  }

  /** Removes files that are not in use until so many bytes are gone; returns how many are. */
  private long remove(List<Path> files, long bytes) throws IOException {
    long gone = 0;
    for (Path file : files) {
      if (gone >= bytes) {
        break;
      }
      synchronized (inUse) {
        if (!inUse.contains(contentOf(file)) && Files.exists(file)) {
          long size = Files.size(file);
          Files.delete(file);
          gone += size;
        }
      }
    }
    return gone;
  }

  private static Sha256 contentOf(Path file) {
    return new Sha256(file.getFileName().toString().substring(0, NAME));
  }

  private static FileTime lastUsed(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException e) {
      // It cannot be looked at, so it is the first to go; deleting it will tell why.
      return FileTime.fromMillis(0);
    }
  }

  private Path place(Sha256 content) {
    return whole.resolve(content.hex());
  }

  /** The right to a content: it stays in the store until this is closed. */
  public final class Hold implements AutoCloseable {
    private final Sha256 content;
    private boolean closed;

    private Hold(Sha256 content) {
      this.content = content;
      synchronized (inUse) {
        inUse.add(content);
      }
    }

    /** Returns the file with the content. It must not be changed. */
    public Path file() {
      return place(content);
    }

    @Override
    public void close() {
      synchronized (inUse) {
        if (!closed) {
          closed = true;
          inUse.remove(content);
        }
      }
    }
  }
}
