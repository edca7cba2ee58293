package org.networkrender.core.assets;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

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
    private long bytes;

    Reservation(StoreRoom room) {
      this.room = room;
    }

    /** Bytes that are there already count as well. */
    synchronized void has(long there) {
      room.count(there);
      bytes += there;
    }

    synchronized void make(long more) throws IOException {
      room.reserve(more);
      bytes += more;
    }

    synchronized void giveBack() {
      room.giveBack(bytes);
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
