package org.networkrender.core.assets;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.networkrender.api.Sha256;
import org.networkrender.api.transport.Blob;

/**
 * Takes several small contents that come one behind the other. Each is kept when it is whole and is
 * what was announced; of one that is not, nothing is written.
 */
final class BundleSink implements WritableByteChannel {
  private final Iterator<Blob> expected;
  private final Keeper keeper;
  private @Nullable Blob coming;
  private byte[] bytes = {};
  private int come;

  /** Keeps what has come. */
  @FunctionalInterface
  interface Keeper {
    void keep(Sha256 content, byte[] bytes) throws IOException;
  }

  BundleSink(List<Blob> expected, Keeper keeper) {
    this.expected = expected.iterator();
    this.keeper = keeper;
  }

  @Override
  public int write(ByteBuffer source) throws IOException {
    int before = source.remaining();
    while (source.hasRemaining()) {
      begin();
      if (coming == null) {
        throw new IOException("what came is more than what was announced");
      }
      int count = Math.min(source.remaining(), bytes.length - come);
      source.get(bytes, come, count);
      come += count;
      keepIfWhole();
    }
    return before;
  }

  /**
   * All has come.
   *
   * @throws IOException if that is not so
   */
  void finish() throws IOException {
    begin();
    if (coming != null) {
      throw new IOException("what came is less than what was announced");
    }
  }

  /** Begins the next one that is not empty, unless one has begun. */
  private void begin() throws IOException {
    while (coming == null && expected.hasNext()) {
      coming = expected.next();
      // A content that is bundled is small: no peer makes this large.
      bytes = new byte[Math.toIntExact(coming.bytes())];
      come = 0;
      keepIfWhole();
    }
  }

  private void keepIfWhole() throws IOException {
    if (coming == null || come < bytes.length) {
      return;
    }
    if (!Sha256.of(bytes).equals(coming.content())) {
      throw new IOException("what came is not the file that was announced");
    }
    keeper.keep(coming.content(), bytes);
    coming = null;
  }

  @Override
  public boolean isOpen() {
    return true;
  }

  @Override
  public void close() {
    // Each content has been closed when it was kept.
  }
}
