package org.networkrender.core.assets;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
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

  /**
   * Opens a store.
   *
   * @param directory where it is kept; made when it is not there
   * @param limitBytes how much it may take up, in bytes
   * @param clock tells when a content was used
   * @throws IOException if the directory cannot be made or read
   */
  public ContentStore(Path directory, long limitBytes, InstantSource clock) throws IOException {
    this(directory, limitBytes, clock, Directories.REAL, diskOf(directory));
  }

  ContentStore(
      Path directory,
      long limitBytes,
      InstantSource clock,
      Directories directories,
      StoreRoom.Disk disk)
      throws IOException {
    this.whole = Files.createDirectories(directory.resolve("whole"));
    Path partial = Files.createDirectories(directory.resolve("partial"));
    this.room = new StoreRoom(whole, partial, limitBytes, directories, disk);
    this.begun = new BegunContents(partial, room);
    this.step = Math.min(MOST_AT_ONCE, limitBytes / 16);
    this.clock = clock;
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
   * @param from what stands for the place that it comes from
   * @param source fetches what is missing
   * @throws IOException if it cannot be fetched or what came is not that content
   * @throws InterruptedException if the thread was interrupted
   */
  public Hold obtain(Sha256 content, long bytes, Object from, ContentSource source)
      throws IOException, InterruptedException {
    Hold hold = new Hold(content);
    try {
      Transfers.Turn mine = transfers.await(content, from);
      try {
        if (!isIntact(hold, bytes)) {
          fetch(content, bytes, source);
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
   * @param from what stands for the place that they come from
   * @param source fetches what is missing
   * @return a hold of each, in no order
   * @throws IOException if one cannot be fetched or what came is not that content
   * @throws InterruptedException if the thread was interrupted
   */
  public List<Hold> obtain(Collection<Blob> contents, Object from, ContentSource source)
      throws IOException, InterruptedException {
    List<Hold> holds = new ArrayList<>();
    try {
      for (Blob each : obtainFree(contents, from, source, holds)) {
        holds.add(obtain(each.content(), each.bytes(), from, source));
      }
      return holds;
    } catch (IOException | InterruptedException | RuntimeException e) {
      holds.forEach(Hold::close);
      throw e;
    }
  }

  /** Obtains what no other thread fetches from the same place; returns the others. */
  private List<Blob> obtainFree(
      Collection<Blob> contents, Object from, ContentSource source, List<Hold> holds)
      throws IOException, InterruptedException {
    List<Transfers.Turn> mine = new ArrayList<>();
    List<Blob> missing = new ArrayList<>();
    List<Blob> others = new ArrayList<>();
    try {
      for (Blob each : contents) {
        // To wait here for one while others wait for mine could have no end.
        Transfers.Turn turn = transfers.take(each.content(), from);
        if (turn == null) {
          others.add(each);
          continue;
        }
        mine.add(turn);
        Hold hold = new Hold(each.content());
        holds.add(hold);
        if (!isIntact(hold, each.bytes())) {
          missing.add(each);
        }
      }
      if (!missing.isEmpty()) {
        BundleSink sink = new BundleSink(missing, this::keep);
        source.fetch(missing, sink);
        sink.finish();
      }
      return others;
    } finally {
      mine.forEach(Transfers.Turn::close);
    }
  }

  /** Stores a content that has come whole. */
  private void keep(Sha256 content, byte[] bytes) throws IOException {
    begun.giveUp(content);
    Path part = begun.fresh();
    RoomMaker.Reservation reserved = new RoomMaker.Reservation(room);
    try {
      reserved.make(bytes.length);
      Files.write(part, bytes, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      store(part, content, bytes.length);
    } catch (IOException e) {
      Files.deleteIfExists(part);
      throw e;
    } finally {
      reserved.giveBack();
    }
  }

  /**
   * Keeps a content until {@link Hold#close} if it is here; fetches nothing.
   *
   * @throws IOException if the directory cannot be read or changed
   */
  public Optional<Hold> find(Sha256 content, long bytes) throws IOException {
    Hold hold = new Hold(content);
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
    RoomMaker.Reservation reserved = new RoomMaker.Reservation(room);
    boolean stored = false;
    try {
      FileCopy.Copied copy = FileCopy.of(file, part, step, reserved, copied);
      Hold hold = new Hold(copy.content());
      try {
        store(part, copy.content(), copy.bytes());
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

  /** Reads the content again if it was changed: a job's files are links to it. */
  private boolean isIntact(Hold hold, long bytes) throws IOException {
    Path file = hold.file();
    try {
      if (Verified.isIntact(file, hold.content, bytes, clock.instant())) {
        if (hold.first) {
          Verified.use(file, clock.instant());
        }
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

  private void fetch(Sha256 content, long bytes, ContentSource source)
      throws IOException, InterruptedException {
    Path part = begun.claim(content);
    RoomMaker.Reservation reserved = new RoomMaker.Reservation(room);
    boolean complete = false;
    try {
      Sha256 come;
      try (FileChannel channel =
          FileChannel.open(
              part, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
        if (channel.size() > bytes) {
          channel.truncate(0);
        }
        HashingSink sink = HashingSink.at(channel);
        long offset = channel.size();
        reserved.has(offset);
        source.fetch(content, offset, bytes, new RoomMaker(sink, bytes - offset, step, reserved));
        come = sink.content();
      }
      if (Files.size(part) != bytes || !come.equals(content)) {
        Files.delete(part);
        throw new IOException("what came is not the file that was announced");
      }
      store(part, content, bytes);
      complete = true;
    } catch (IOException e) {
      if (NoRoomException.isMeantBy(e)) {
        // Nobody goes on with it soon, and others need the room.
        Files.deleteIfExists(part);
      }
      throw e;
    } finally {
      reserved.giveBack();
      begun.release(part, content, complete);
    }
  }

  private void store(Path part, Sha256 content, long bytes) throws IOException {
    Verified.mark(part, clock.instant());
    Files.move(part, whole.resolve(content.hex()), StandardCopyOption.ATOMIC_MOVE);
    room.stored(content, bytes);
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
    private final Path file;
    private final boolean first;
    private boolean closed;

    private Hold(Sha256 content) {
      this.content = content;
      this.file = whole.resolve(content.hex());
      this.first = room.hold(content);
    }

    /** Returns what is held. */
    public Sha256 content() {
      return content;
    }

    /** Returns the file with the content. It must not be changed. */
    public Path file() {
      return file;
    }

    @Override
    public synchronized void close() {
      if (!closed) {
        closed = true;
        room.release(content);
      }
    }
  }
}
