package org.networkrender.core.wire;

import com.google.common.base.Ticker;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * When something was last heard on a link. Blob bytes count too: on a slow link a message can wait
 * for seconds behind them. All methods may be called from any thread.
 */
public final class LinkLiveness {
  /** How often each side sends something. */
  public static final Duration BEAT = Duration.ofSeconds(1);

  /**
   * After how long without a sign of life a link is given up. With the time between two looks it is
   * noticed within 5 s.
   */
  public static final Duration SILENCE = Duration.ofMillis(4800);

  /** How often {@link #silence} is to be asked. */
  public static final Duration LOOK = Duration.ofMillis(100);

  /** Who asks later than this stood still: what came meanwhile is still to be read. */
  private static final Duration STANDSTILL = Duration.ofSeconds(1);

  private final Ticker ticker;
  private volatile long lastNanos;
  private long lookedNanos;
  private long awakeNanos;

  /** Begins now. */
  public LinkLiveness(Ticker ticker) {
    this.ticker = ticker;
    this.lastNanos = ticker.read();
    this.lookedNanos = lastNanos;
    this.awakeNanos = lastNanos;
  }

  /** Something was heard. */
  public void heard() {
    lastNanos = ticker.read();
  }

  /** Returns when something was last heard, on the ticker's clock, in nanoseconds. */
  public long lastHeard() {
    return lastNanos;
  }

  /**
   * Returns how long the other side has been silent when that is too long, or empty when it is not.
   * The time in which this program itself stood still does not count, for which this has to be
   * asked every {@link #LOOK}.
   */
  public synchronized Optional<Duration> silence() {
    long now = ticker.read();
    if (now - lookedNanos > STANDSTILL.toNanos()) {
      awakeNanos = now;
    }
    lookedNanos = now;
    Duration silent = Duration.ofNanos(Math.min(now - lastNanos, now - awakeNanos));
    return silent.compareTo(SILENCE) > 0 ? Optional.of(silent) : Optional.empty();
  }

  /** Returns, for people, why a link that was silent for so long has ended. */
  public static String notice(Duration silence) {
    return String.format(Locale.ROOT, "no sign of life for %.1f s", silence.toMillis() / 1e3);
  }

  /**
   * Returns a channel that counts each read as heard: the other side has taken what went before.
   */
  public SeekableByteChannel watch(SeekableByteChannel channel) {
    return watch(channel, () -> {});
  }

  /** The same; {@code taken} is run at each read. */
  public SeekableByteChannel watch(SeekableByteChannel channel, Runnable taken) {
    return new Watched(channel, taken);
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
    private final Runnable taken;

    Watched(SeekableByteChannel channel, Runnable taken) {
      this.channel = channel;
      this.taken = taken;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
      heard();
      taken.run();
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
