package org.networkrender.core.assets;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import org.networkrender.api.Sha256;

/**
 * Writes what comes into a store: beside the others first, and under its name when it is whole. May
 * be used by several threads, by one at a time for each content and source.
 */
final class Arrivals {
  private final Path whole;
  private final StoreRoom room;
  private final BegunContents begun;

  /** For so many bytes room is made at a time. */
  private final long step;

  private final InstantSource clock;

  Arrivals(Path whole, StoreRoom room, BegunContents begun, long step, InstantSource clock) {
    this.whole = whole;
    this.room = room;
    this.begun = begun;
    this.step = step;
    this.clock = clock;
  }

  /** Fetches a content; goes on where it stopped before. */
  void fetch(Sha256 content, long bytes, Guest guest, ContentSource source)
      throws IOException, InterruptedException {
    Path part = begun.claim(content);
    RoomMaker.Reservation reserved = new RoomMaker.Reservation(room, guest.host());
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
        reserved.resume(offset);
        source.fetch(content, offset, bytes, new RoomMaker(sink, bytes - offset, step, reserved));
        come = sink.content();
      }
      if (Files.size(part) != bytes || !come.equals(content)) {
        Files.delete(part);
        throw new IOException("what came is not the file that was announced");
      }
      store(part, content, bytes, reserved);
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

  /** Stores a content that has come whole. */
  void keep(Sha256 content, byte[] bytes, Guest guest) throws IOException {
    begun.giveUp(content);
    Path part = begun.fresh();
    RoomMaker.Reservation reserved = new RoomMaker.Reservation(room, guest.host());
    try {
      reserved.make(bytes.length);
      Files.write(part, bytes, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      store(part, content, bytes.length, reserved);
    } catch (IOException e) {
      Files.deleteIfExists(part);
      throw e;
    } finally {
      reserved.giveBack();
    }
  }

  /** What was written becomes a content of the store. */
  void store(Path part, Sha256 content, long bytes, RoomMaker.Reservation reserved)
      throws IOException {
    Verified.mark(part, clock.instant());
    Files.move(part, whole.resolve(content.hex()), StandardCopyOption.ATOMIC_MOVE);
    reserved.become(content, bytes);
  }
}
