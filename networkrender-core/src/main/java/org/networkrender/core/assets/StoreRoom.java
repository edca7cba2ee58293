package org.networkrender.core.assets;

import com.google.common.collect.HashMultiset;
import com.google.common.collect.Multiset;
import com.google.common.math.LongMath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.networkrender.api.Sha256;

/**
 * How much room a store takes up, and what goes when that becomes too much. The directories are
 * listed once, at the beginning; after that each step takes the same time however many contents
 * there are.
 */
final class StoreRoom {
  /**
   * One host may hold so many times what it leaves free for others: seven eighths of all. However
   * many do, something is left for who comes next.
   */
  private static final int SHARE = 7;

  /**
   * Where the disk is too full already, whatever did that, one host may still hold this part of
   * what should be free: a worker that rests gets its files ready meanwhile.
   */
  private static final int LITTLE = 2;

  private final Path wholeDirectory;
  private final Path begunDirectory;
  private final long limitBytes;
  private final long keptFree;
  private final Disk disk;
  private final Map<Object, HostHolds> hosts = new HashMap<>();
  private final Multiset<Sha256> inUse = HashMultiset.create();
  private final Shelf whole = new Shelf();
  private final Shelf begun = new Shelf();

  /** For so many bytes that are being written there is room. */
  private long reserved;

  /** Tells how much can still be written; a test has a full one. */
  @FunctionalInterface
  interface Disk {
    long usableBytes() throws IOException;
  }

  /**
   * Finds what is there.
   *
   * @param limitBytes how much all may take up
   * @param keptFree how much of the disk is left free
   */
  StoreRoom(
      Path whole, Path begun, long limitBytes, long keptFree, Directories directories, Disk disk)
      throws IOException {
    this.wholeDirectory = whole;
    this.begunDirectory = begun;
    this.limitBytes = limitBytes;
    this.keptFree = keptFree;
    this.disk = disk;
    find(whole, this.whole, directories);
    find(begun, this.begun, directories);
  }

  private record Found(Sha256 content, BasicFileAttributes attributes) {}

  private static void find(Path directory, Shelf shelf, Directories directories)
      throws IOException {
    List<Found> found = new ArrayList<>();
    for (Path file : directories.list(directory)) {
      String name = file.getFileName().toString();
      if (Sha256.isName(name)) {
        try {
          found.add(
              new Found(new Sha256(name), Files.readAttributes(file, BasicFileAttributes.class)));
        } catch (NoSuchFileException e) {
          // A link that leads nowhere takes no room.
        }
      } else if (name.startsWith(BegunContents.UNFINISHED)
          || name.indexOf(BegunContents.OTHER) == BegunContents.NAME) {
        // Nothing goes on with it. What a file browser leaves stays.
        Files.deleteIfExists(file);
      }
    }
    found.sort(Comparator.comparing(each -> each.attributes.lastAccessTime()));
    found.forEach(each -> shelf.put(each.content, each.attributes.size(), false));
  }

  /**
   * A content is used from now on.
   *
   * @param host on whose account; null for what is kept for this program itself
   * @return whether nobody else uses it
   */
  synchronized boolean hold(Sha256 content, @Nullable Object host) {
    inUse.add(content);
    whole.hold(content);
    begun.hold(content);
    if (host != null) {
      hosts.computeIfAbsent(host, any -> new HostHolds()).hold(content);
    }
    return inUse.count(content) == 1;
  }

  /** One user fewer. */
  synchronized void release(Sha256 content, @Nullable Object host) {
    inUse.remove(content);
    if (!inUse.contains(content)) {
      whole.release(content);
      begun.release(content);
    }
    account(host, holds -> holds.release(content));
  }

  /**
   * A content that was there already is used on a host's account.
   *
   * @throws NoRoomException if the host would hold too much then
   */
  synchronized void admit(Sha256 content, long bytes, @Nullable Object host) throws IOException {
    HostHolds holds = hosts.get(host);
    if (holds != null && !holds.counts(content)) {
      requireShare(holds.bytes() + bytes, 0);
      holds.count(content, bytes);
    }
  }

  /**
   * Makes room for bytes that have come; they count until they are given back.
   *
   * @throws NoRoomException if there is too little, or the host would hold too much
   */
  synchronized void reserve(long bytes, @Nullable Object host) throws IOException {
    giveUp(whole.bytes() + begun.bytes() + reserved + bytes - limitBytes);
    giveUp(bytes + keptFree - disk.usableBytes());
    long spare = spareBytes();
    if (disk.usableBytes() < bytes || (spare >= 0 && spare < bytes)) {
      throw new NoRoomException();
    }
    HostHolds holds = hosts.get(host);
    if (holds != null) {
      requireShare(holds.bytes() + bytes, bytes);
    }
    count(bytes, host);
  }

  /**
   * Looks whether a host may hold so much.
   *
   * @param coming how much of that is not on the disk yet
   */
  private void requireShare(long bytes, long coming) throws IOException {
    long spare = spareBytes();
    long left = spare - coming;
    boolean fits =
        spare < 0
            ? bytes <= keptFree / LITTLE
            : bytes / SHARE < left || (bytes / SHARE == left && bytes % SHARE == 0);
    if (!fits) {
      throw new NoRoomException();
    }
  }

  /**
   * Bytes that are on the disk already are being written on; they count until given back.
   *
   * @throws NoRoomException if the host would hold too much
   */
  synchronized void resume(long bytes, @Nullable Object host) throws IOException {
    HostHolds holds = hosts.get(host);
    if (holds != null && bytes > 0) {
      requireShare(holds.bytes() + bytes, 0);
    }
    count(bytes, host);
  }

  private void count(long bytes, @Nullable Object host) {
    reserved += bytes;
    account(host, holds -> holds.write(bytes));
  }

  synchronized void giveBack(long bytes, @Nullable Object host) {
    count(-bytes, host);
  }

  private void account(@Nullable Object host, Consumer<HostHolds> change) {
    HostHolds holds = hosts.get(host);
    if (holds != null) {
      change.accept(holds);
      if (holds.isEmpty()) {
        hosts.remove(host);
      }
    }
  }

  /** A content is whole now, for which so many bytes were reserved. */
  synchronized void stored(Sha256 content, long bytes, long reservedBytes, @Nullable Object host) {
    begun.remove(content);
    whole.put(content, bytes, inUse.contains(content));
    giveBack(reservedBytes, host);
    account(host, holds -> holds.count(content, bytes));
  }

  /** A content was begun, and nobody goes on with it now. */
  synchronized void begun(Sha256 content, long bytes) {
    begun.put(content, bytes, inUse.contains(content));
  }

  /** A content that was whole is not there any more. */
  synchronized void lost(Sha256 content) {
    whole.remove(content);
  }

  /**
   * What was begun of a content goes on, or is given up: it does not count by itself now.
   *
   * @return whether something was begun
   */
  synchronized boolean takenUp(Sha256 content) {
    return begun.remove(content);
  }

  /** Gives up what is more than the limit, as far as it is not in use. */
  synchronized void trim() throws IOException {
    giveUp(whole.bytes() + begun.bytes() + reserved - limitBytes);
  }

  /** Returns how many bytes more can be written, if all goes that is not in use. */
  synchronized long usableBytes() throws IOException {
    return LongMath.saturatedAdd(disk.usableBytes(), whole.idleBytes() + begun.idleBytes());
  }

  /** Returns how many of these are not to stay free; below 0 when more should be free. */
  synchronized long spareBytes() throws IOException {
    return usableBytes() - keptFree;
  }

  /** Gives up contents not in use until so many bytes are free; returns how many are. */
  synchronized long giveUp(long bytes) throws IOException {
    long gone = giveUp(begun, begunDirectory, bytes);
    return gone + giveUp(whole, wholeDirectory, bytes - gone);
  }

  private static long giveUp(Shelf shelf, Path directory, long bytes) throws IOException {
    long before = shelf.bytes();
    while (before - shelf.bytes() < bytes) {
      @Nullable Sha256 oldest = shelf.oldest();
      if (oldest == null) {
        break;
      }
      Files.deleteIfExists(directory.resolve(oldest.hex()));
      shelf.remove(oldest);
    }
    return before - shelf.bytes();
  }
}
