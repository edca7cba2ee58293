package org.networkrender.core.pool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

/**
 * What comes in by a link, for whichever job: several transfers share its rate, or wait for each
 * other, so only all of them together tell how fast it is. All methods may be called from any
 * thread.
 */
public final class LinkTraffic {
  private long received;
  private long outstanding;
  private int writing;

  /** Returns how many bytes have come in since the link is there. */
  public synchronized long received() {
    return received;
  }

  /** Returns how many bytes were asked for and have not come yet. */
  public synchronized long outstanding() {
    return outstanding;
  }

  /** Returns whether what came in is being written just now: then this machine is waited for. */
  public synchronized boolean isWriting() {
    return writing > 0;
  }

  /** Something is asked for. */
  public synchronized Transfer expect(long bytes) {
    outstanding += bytes;
    return new Transfer(bytes);
  }

  /** What comes in of one thing that was asked for. */
  public final class Transfer {
    private long left;

    private Transfer(long bytes) {
      left = bytes;
    }

    /** Returns a channel that counts what is written into it. */
    public WritableByteChannel count(WritableByteChannel sink) {
      return new WritableByteChannel() {
        @Override
        public int write(ByteBuffer source) throws IOException {
          begin();
          int count = 0;
          try {
            count = sink.write(source);
            return count;
          } finally {
            came(count);
          }
        }

        @Override
        public boolean isOpen() {
          return sink.isOpen();
        }

        @Override
        public void close() throws IOException {
          sink.close();
        }
      };
    }

    /** It is here, or nobody waits for it any more. */
    public void end() {
      synchronized (LinkTraffic.this) {
        outstanding -= left;
        left = 0;
      }
    }

    private void begin() {
      synchronized (LinkTraffic.this) {
        writing++;
      }
    }

    private void came(int bytes) {
      synchronized (LinkTraffic.this) {
        writing--;
        received += bytes;
        long awaited = Math.min(left, bytes);
        left -= awaited;
        outstanding -= awaited;
      }
    }
  }
}
