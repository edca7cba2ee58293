package org.networkrender.core.transport;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import org.jspecify.annotations.Nullable;
import org.networkrender.api.transport.Blob;
import org.networkrender.api.transport.ConnectionHandler;

/** Reads what one transfer asks for as if it were one blob; has one of them open at a time. */
final class BlobReader implements Closeable {
  private final ConnectionHandler from;
  private final AskedBlobs asked;
  private @Nullable SeekableByteChannel source;

  /** The number of the blob that is opened next. */
  private int next;

  /** How many bytes of the open one are still to be read. */
  private long left;

  BlobReader(ConnectionHandler from, AskedBlobs asked) {
    this.from = from;
    this.asked = asked;
  }

  /** Opens the first one, so that what is not there is told before anything is sent. */
  void begin() throws IOException {
    open().position(asked.offset());
    left -= asked.offset();
  }

  /** Fills a buffer, which must not be larger than what is left of all. */
  void fill(ByteBuffer bytes) throws IOException {
    SeekableByteChannel open = source == null ? open() : source;
    while (bytes.hasRemaining()) {
      if (left == 0) {
        open = open();
      }
      int limit = bytes.limit();
      bytes.limit(bytes.position() + (int) Math.min(left, bytes.remaining()));
      while (bytes.hasRemaining()) {
        int count = open.read(bytes);
        if (count < 0) {
          throw new EOFException("the content became shorter while it was sent");
        }
        left -= count;
      }
      bytes.limit(limit);
    }
  }

  private SeekableByteChannel open() throws IOException {
    close();
    Blob blob = asked.blobs().get(next++);
    SeekableByteChannel opened = from.blob(blob.content());
    source = opened;
    if (opened.size() != blob.bytes()) {
      throw new IOException(
          "the content has " + opened.size() + " bytes, not " + blob.bytes() + " as asked for");
    }
    left = blob.bytes();
    return opened;
  }

  @Override
  public void close() throws IOException {
    if (source != null) {
      source.close();
      source = null;
    }
  }
}
