package org.networkrender.core.assets;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import org.jspecify.annotations.Nullable;
import org.networkrender.api.Sha256;

/**
 * Makes room for what comes in piece by piece. A peer that announces a size and sends nothing costs
 * nobody else's contents.
 */
final class RoomMaker implements WritableByteChannel {
  private final WritableByteChannel sink;
  private final Reservation room;

  /** For so many bytes room is made at a time. */
  private final long step;

  /** How many bytes may still come. */
  private long expected;

  /** For how many of them there is room. */
  private long left;

  RoomMaker(WritableByteChannel sink, long expected, long step, Reservation room) {
    this.sink = sink;
    this.step = step;
    this.expected = expected;
    this.room = room;
  }

  /** The room that one transfer has taken of a store. */
  static final class Reservation {
    private final StoreRoom room;
    private final @Nullable Object host;
    private long bytes;
    private boolean over;

    /**
     * Begins with none.
     *
     * @param host on whose account; null for what is kept for this program itself
     */
    Reservation(StoreRoom room, @Nullable Object host) {
      this.room = room;
      this.host = host;
    }

    /** Bytes that are there already count as well. */
    synchronized void resume(long there) throws IOException {
      room.resume(there, host);
      bytes += there;
    }

    synchronized void make(long more) throws IOException {
      if (over) {
        // The thread that writes what comes does not know yet that nobody wants it any more.
        throw new IOException("the transfer has ended");
      }
      room.reserve(more, host);
      bytes += more;
    }

    /** What has come is whole: from now on the content counts in its place. */
    synchronized void become(Sha256 content, long size) {
      room.stored(content, size, bytes, host);
      bytes = 0;
    }

    synchronized void giveBack() {
      over = true;
      room.giveBack(bytes, host);
      bytes = 0;
    }
  }

  @Override
  public int write(ByteBuffer source) throws IOException {
    if (source.remaining() > left) {
      left = Math.max(source.remaining(), Math.min(step, expected));
      room.make(left);
    }
    int count = sink.write(source);
    left -= count;
    expected -= count;
    return count;
  }

  @Override
  public boolean isOpen() {
    return sink.isOpen();
  }

  @Override
  public void close() throws IOException {
    sink.close();
  }
}
