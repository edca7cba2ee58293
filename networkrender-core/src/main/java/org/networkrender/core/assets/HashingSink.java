package org.networkrender.core.assets;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import org.networkrender.api.Sha256;

/** Writes on in a file and hashes all that is in it, so that nothing has to be read again. */
final class HashingSink implements WritableByteChannel {
  private static final int BUFFER_BYTES = 1 << 16;

  private final FileChannel file;
  private final Hasher hasher = Hashing.sha256().newHasher();

  private HashingSink(FileChannel file) {
    this.file = file;
  }

  /** Returns a sink that goes on at the end of a file; reads what is in it already. */
  static HashingSink at(FileChannel file) throws IOException {
    HashingSink sink = new HashingSink(file);
    if (file.size() == 0) {
      return sink;
    }
    file.position(0);
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
    while (file.read(buffer) >= 0) {
      sink.hasher.putBytes(buffer.flip());
      buffer.clear();
    }
    return sink;
  }

  /** Returns what all bytes are; nothing may be written after that. */
  Sha256 content() {
    return Sha256.ofDigest(hasher.hash().asBytes());
  }

  @Override
  public int write(ByteBuffer source) throws IOException {
    ByteBuffer bytes = source.duplicate();
    int count = file.write(source);
    hasher.putBytes(bytes.limit(bytes.position() + count));
    return count;
  }

  @Override
  public boolean isOpen() {
    return file.isOpen();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
