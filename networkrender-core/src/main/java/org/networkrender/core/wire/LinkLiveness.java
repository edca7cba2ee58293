package org.networkrender.core.wire;

import com.google.common.base.Ticker;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.time.Duration;

/**
 * When something was last heard on a link. Blob bytes count too: on a slow link a message can wait
 * for seconds behind them. All methods may be called from any thread.
 */
public final class LinkLiveness {
  /** How often each side sends something. */
  public static final Duration BEAT = Duration.ofSeconds(1);

  /** After how long without a sign of life a link is given up: a freeze is noticed within 5 s. */
  public static final Duration SILENCE = Duration.ofMillis(4500);

  private final Ticker ticker;
  private volatile long lastNanos;

  /** Begins now. */
  public LinkLiveness(Ticker ticker) {
    this.ticker = ticker;
    this.lastNanos = ticker.read();
  }

  /** Something was heard. */
  public void heard() {
    lastNanos = ticker.read();
  }

  /** Returns when something was last heard, on the ticker's clock, in nanoseconds. */
  public long lastHeard() {
    return lastNanos;
  }

  /** Returns whether nothing was heard for longer than a time. */
  public boolean isSilent(Duration time) {
    return ticker.read() - lastNanos > time.toNanos();
  }

  /**
   * Returns a channel that counts each read as heard: the other side has taken what went before.
   */
  public SeekableByteChannel watch(SeekableByteChannel channel) {
    return new Watched(channel);
  }

  /** Returns a channel that counts each write as heard. */
  public WritableByteChannel watch(WritableByteChannel channel) {
    return new WritableByteChannel() {
      @Override
      public int write(ByteBuffer source) throws IOException {
        heard();
        return channel.write(source);
      }

      @Override
      public boolean isOpen() {
        return channel.isOpen();
      }

      @Override
      public void close() throws IOException {
        channel.close();
      }
    };
  }

  private final class Watched implements SeekableByteChannel {
    private final SeekableByteChannel channel;

    Watched(SeekableByteChannel channel) {
      this.channel = channel;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
      heard();
      return channel.read(target);
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
      return channel.write(source);
    }

    @Override
    public long position() throws IOException {
      return channel.position();
    }

    @Override
    public SeekableByteChannel position(long position) throws IOException {
      channel.position(position);
      return this;
    }

    @Override
    public long size() throws IOException {
      return channel.size();
    }

    @Override
    public SeekableByteChannel truncate(long size) throws IOException {
      channel.truncate(size);
      return this;
    }

    @Override
    public boolean isOpen() {
      return channel.isOpen();
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}
