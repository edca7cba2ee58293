package org.networkrender.core.assets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.networkrender.api.Sha256;
import org.networkrender.api.transport.Blob;
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

  /**
   * The most bytes of a content that comes with others: it is written when it is whole. A larger
   * one is written while it comes, and goes on where it stopped.
   */
  public static final int MOST_BUNDLED = 256 * 1024;

  private final Path whole;
  private final StoreRoom room;
  private final long step;
  private final InstantSource clock;

  private final Transfers transfers = new Transfers();
  private final BegunContents begun;
  private final Arrivals arrivals;

  /**
   * Opens a store.
   *
   * @param directory where it is kept; made when it is not there
   * @param limitBytes how much it may take up, in bytes
   * @param clock tells when a content was used
   * @throws IOException if the directory cannot be made or read
   */
  public ContentStore(Path directory, long limitBytes, InstantSource clock) throws IOException {
    this(directory, limitBytes, 0, clock);
  }

  /**
   * Opens a store on a disk that others use as well.
   *
   * @param keptFree how much of the disk it leaves free, in bytes
   * @throws IOException if the directory cannot be made or read
   */
  public ContentStore(Path directory, long limitBytes, long keptFree, InstantSource clock)
      throws IOException {
    this(directory, limitBytes, keptFree, clock, Directories.REAL, diskOf(directory));
  }

  ContentStore(
      Path directory,
      long limitBytes,
      long keptFree,
      InstantSource clock,
      Directories directories,
      StoreRoom.Disk disk)
      throws IOException {
    this.whole = Files.createDirectories(directory.resolve("whole"));
    Path partial = Files.createDirectories(directory.resolve("partial"));
    this.room = new StoreRoom(whole, partial, limitBytes, keptFree, directories, disk);
    this.begun = new BegunContents(partial, room);
    this.step = Math.min(MOST_AT_ONCE, limitBytes / 16);
    this.clock = clock;
    this.arrivals = new Arrivals(whole, room, begun, step, clock);
  }

  private static StoreRoom.Disk diskOf(Path directory) throws IOException {
    return Files.getFileStore(Files.createDirectories(directory))::getUsableSpace;
  }

  /**
   * Makes sure that a content is here and keeps it until {@link Hold#close}. Blocks while it is
   * fetched; if another thread fetches the same content from the same place, waits for that. Who
   * else has announced it may never send it, so nobody waits for another place.
   *
   * @param content which
   * @param bytes its size in bytes
   * @param guest for whom, and over what it comes
   * @param source fetches what is missing
   * @throws IOException if it cannot be fetched or what came is not that content
   * @throws InterruptedException if the thread was interrupted
   */
  public Hold obtain(Sha256 content, long bytes, Guest guest, ContentSource source)
      throws IOException, InterruptedException {
    Hold hold = new Hold(content, guest.host());
    try {
      Transfers.Turn mine = transfers.await(content, guest.link());
      try {
        if (!isIntact(hold, bytes)) {
          arrivals.fetch(content, bytes, guest, source);
        }
      } finally {
        mine.close();
      }
      return hold;
    } catch (IOException | InterruptedException | RuntimeException e) {
      hold.close();
      throw e;
    }
  }

  /**
   * Makes sure that small contents are here and keeps them until {@link Hold#close}. Blocks while
   * those that are missing are fetched, all at once, but for those that another thread fetches from
   * the same place. Each is kept as soon as it is whole, also when one after it cannot be had.
   *
   * @param contents which, each once, of at most {@link #MOST_BUNDLED} bytes
   * @param guest for whom, and over what they come
   * @param source fetches what is missing
   * @return a hold of each, in no order
   * @throws IOException if one cannot be fetched or what came is not that content
   * @throws InterruptedException if the thread was interrupted
   */
  public List<Hold> obtain(Collection<Blob> contents, Guest guest, ContentSource source)
      throws IOException, InterruptedException {
    List<Hold> holds = new ArrayList<>();
    try {
      for (Blob each : obtainFree(contents, guest, source, holds)) {
        holds.add(obtain(each.content(), each.bytes(), guest, source));
      }
      return holds;
    } catch (IOException | InterruptedException | RuntimeException e) {
      holds.forEach(Hold::close);
      throw e;
    }
  }

  /** Obtains what no other thread fetches from the same place; returns the others. */
  private List<Blob> obtainFree(
      Collection<Blob> contents, Guest guest, ContentSource source, List<Hold> holds)
      throws IOException, InterruptedException {
    List<Transfers.Turn> mine = new ArrayList<>();
    List<Blob> missing = new ArrayList<>();
    List<Blob> others = new ArrayList<>();
    try {
      for (Blob each : contents) {
        // To wait here for one while others wait for mine could have no end.
        Transfers.Turn turn = transfers.take(each.content(), guest.link());
        if (turn == null) {
          others.add(each);
          continue;
        }
        mine.add(turn);
        Hold hold = new Hold(each.content(), guest.host());
        holds.add(hold);
        if (!isIntact(hold, each.bytes())) {
          missing.add(each);
        }
      }
      if (!missing.isEmpty()) {
        BundleSink sink =
            new BundleSink(missing, (content, bytes) -> arrivals.keep(content, bytes, guest));
        source.fetch(missing, sink);
        sink.finish();
      }
      return others;
    } finally {
      mine.forEach(Transfers.Turn::close);
    }
  }

  /**
   * Keeps a content until {@link Hold#close} if it is here; fetches nothing.
   *
   * @throws IOException if the directory cannot be read or changed
   */
  public Optional<Hold> find(Sha256 content, long bytes) throws IOException {
    Hold hold = new Hold(content, null);
    boolean found = false;
    try {
      found = isIntact(hold, bytes);
      return found ? Optional.of(hold) : Optional.empty();
    } finally {
      if (!found) {
        hold.close();
      }
    }
  }

  /**
   * Makes a copy of a file of this machine and keeps it until {@link Hold#close}. Blocks while it
   * is read; who copies sees to it that nobody writes into the file meanwhile.
   *
   * @param copied is told the bytes of each piece
   * @throws IOException if it cannot be read or there is no room
   */
  public Hold copy(Path file, LongConsumer copied) throws IOException {
    Path part = begun.fresh();
    RoomMaker.Reservation reserved = new RoomMaker.Reservation(room, null);
    boolean stored = false;
    try {
      FileCopy.Copied copy = FileCopy.of(file, part, step, reserved, copied);
      Hold hold = new Hold(copy.content(), null);
      try {
        arrivals.store(part, copy.content(), copy.bytes(), reserved);
        stored = true;
        return hold;
      } finally {
        if (!stored) {
          hold.close();
        }
      }
    } finally {
      reserved.giveBack();
      if (!stored) {
        Files.deleteIfExists(part);
      }
    }
  }

  /**
   * Gives up what is not in use, oldest use first, as far as all is more than the limit.
   *
   * @throws IOException if the directory cannot be changed
   */
  public void trim() throws IOException {
    room.trim();
  }

  /** Returns how many bytes more can be written, if all goes that is not in use. */
  public long usableBytes() throws IOException {
    return room.usableBytes();
  }

  /**
   * Returns how many of these are not to stay free; below 0 when more of the disk should be free.
   */
  public long spareBytes() throws IOException {
    return room.spareBytes();
  }

  /** Reads the content again if it was changed: a job's files are links to it. */
  private boolean isIntact(Hold hold, long bytes) throws IOException {
    Path file = hold.file();
    try {
      if (Verified.isIntact(file, hold.content, bytes, clock.instant())) {
        if (hold.first) {
          Verified.use(file, clock.instant());
        }
        room.admit(hold.content, bytes, hold.host);
        return true;
      }
      log.warn("a cached file was changed and is fetched again: {}", hold.content.abbreviated());
      Files.delete(file);
    } catch (NoSuchFileException e) {
      // It was never here, or somebody has emptied the cache.
    }
    room.lost(hold.content);
    return false;
  }

  /**
   * Gives up contents that are not in use, begun ones first, until so many bytes are free that were
   * not before, or nothing is left to give.
   *
   * @return how many bytes were given up
   * @throws IOException if the directory cannot be changed
   */
  public long giveUp(long bytes) throws IOException {
    return room.giveUp(bytes);
  }

  /** The right to a content: it stays in the store until this is closed. */
  public final class Hold implements AutoCloseable {
    private final Sha256 content;
    private final @Nullable Object host;
    private final Path file;
    private final boolean first;
    private final RoomMaker.Reservation copies;
    private boolean closed;

    private Hold(Sha256 content, @Nullable Object host) {
      this.content = content;
      this.host = host;
      this.file = whole.resolve(content.hex());
      this.first = room.hold(content, host);
      this.copies = new RoomMaker.Reservation(room, host);
    }

    /** Returns what is held. */
    public Sha256 content() {
      return content;
    }

    /** Returns the file with the content. It must not be changed. */
    public Path file() {
      return file;
    }

    /**
     * Gives the content a second place, and makes the directories above it. Where there is no link
     * for it, or no further one, it is a copy, which counts until this is closed.
     *
     * @throws IOException if something is there, there is no room, or this was closed
     */
    public void place(Path place) throws IOException {
      if (!Trees.tryLink(file, place)) {
        copies.make(Files.size(file));
        Files.copy(file, place);
      }
    }

    @Override
    public synchronized void close() {
      if (!closed) {
        closed = true;
        copies.giveBack();
        room.release(content, host);
      }
    }
  }
}
