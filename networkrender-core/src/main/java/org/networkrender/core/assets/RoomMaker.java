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
  private final Room room;

  /** For so many bytes room is made at a time: looking at the directory is not free. */
  private final long step;

  /** How many bytes may still come. */
  private long expected;

  /** For how many of them there is room. */
  private long left;

  /** Where the room comes from. */
  interface Room {
    void make(long bytes) throws IOException;
  }

  RoomMaker(WritableByteChannel sink, long expected, long step, Room room) {
    this.sink = sink;
    this.step = step;
    this.expected = expected;
    this.room = room;
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
