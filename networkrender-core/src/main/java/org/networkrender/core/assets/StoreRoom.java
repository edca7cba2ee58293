package org.networkrender.core.assets;

import com.google.common.collect.HashMultiset;
import com.google.common.collect.Multiset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.networkrender.api.Sha256;

/**
 * How much room a store takes up, and what goes when that becomes too much. The directories are
 * listed once, at the beginning; after that each step takes the same time however many contents
 * there are.
 */
final class StoreRoom {
  private final Path wholeDirectory;
  private final Path begunDirectory;
  private final long limitBytes;
  private final Disk disk;
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

  StoreRoom(Path whole, Path begun, long limitBytes, Directories directories, Disk disk)
      throws IOException {
    this.wholeDirectory = whole;
    this.begunDirectory = begun;
    this.limitBytes = limitBytes;
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

  /** A content is used from now on; returns whether nobody else uses it. */
  synchronized boolean hold(Sha256 content) {
    inUse.add(content);
    whole.hold(content);
    begun.hold(content);
    return inUse.count(content) == 1;
  }

  /** One user fewer. */
  synchronized void release(Sha256 content) {
    inUse.remove(content);
    if (!inUse.contains(content)) {
      whole.release(content);
      begun.release(content);
    }
  }

  /** Makes room for bytes that have come; they count until they are given back. */
  synchronized void reserve(long bytes) throws IOException {
    long tooMany = whole.bytes() + begun.bytes() + reserved + bytes - limitBytes;
    giveUp(tooMany);
    if (disk.usableBytes() < bytes) {
      throw new NoRoomException();
    }
    reserved += bytes;
  }

  /** Bytes that are on the disk already are being written on; they count until given back. */
  synchronized void count(long bytes) {
    reserved += bytes;
  }

  synchronized void giveBack(long bytes) {
    reserved -= bytes;
  }

  /** A content is whole now. */
  synchronized void stored(Sha256 content, long bytes) {
    begun.remove(content);
    whole.put(content, bytes, inUse.contains(content));
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
    return disk.usableBytes() + whole.idleBytes() + begun.idleBytes();
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
