package org.networkrender.core.job;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import org.networkrender.api.Sha256;

/**
 * A file on this machine, hashed while it is written, that remembers its own failures. It is opened
 * at its first byte, so one of which nothing comes takes nothing. May be used from any thread.
 */
final class ResultSink implements WritableByteChannel {
  /** What systems say when a program, or all of them, may open no more. */
  private static final String NO_HANDLES = "Too many open files";

  private final Path file;
  private final ResultRoom.Guard guard;
  private final Opening opening;
  private final Hasher hasher = Hashing.sha256().newHasher();
  private @Nullable FileChannel channel;
  private @Nullable IOException own;
  private boolean closed;

  /** How a file is opened. */
  @FunctionalInterface
  interface Opening {
    FileChannel open(Path file) throws IOException;
  }

  ResultSink(Path file, ResultRoom.Guard guard) {
    this(file, guard, ResultSink::open);
  }

  ResultSink(Path file, ResultRoom.Guard guard, Opening opening) {
    this.file = file;
    this.guard = guard;
    this.opening = opening;
  }

  private static FileChannel open(Path file) throws IOException {
    return FileChannel.open(
        file,
        StandardOpenOption.CREATE,
        StandardOpenOption.TRUNCATE_EXISTING,
        StandardOpenOption.WRITE);
  }

  @Override
  public synchronized int write(ByteBuffer source) throws IOException {
    if (closed) {
      throw new ClosedChannelException();
    }
    guard.before(source.remaining());
    ByteBuffer bytes = source.duplicate();
    try {
      int count = channel().write(source);
      hasher.putBytes(bytes.limit(bytes.position() + count));
      return count;
    } catch (IOException e) {
      own = e;
      throw e;
    }
  }

  private FileChannel channel() throws IOException {
    FileChannel open = channel;
    if (open == null) {
      open = opening.open(file);
      channel = open;
    }
    return open;
  }

  /** Throws what has failed here, if anything has. */
  synchronized void throwOwn() throws IOException {
    IOException failure = own;
    if (failure == null) {
      return;
    }
    if (channel == null && String.valueOf(failure.getMessage()).contains(NO_HANDLES)) {
      // That goes by, and what is lost by it is one try.
      throw new IllegalStateException("too many files are open", failure);
    }
    throw new OutputException(failure);
  }

  /** All has come: checks that it is what was wanted, and forces it to the disk. */
  synchronized void finish(Sha256 wanted) throws IOException {
    if (!Sha256.ofDigest(hasher.hash().asBytes()).equals(wanted)) {
      throw new IOException("a picture arrived changed");
    }
    try {
      channel().force(true);
    } catch (IOException e) {
      own = e;
      throwOwn();
    }
  }

  @Override
  public synchronized boolean isOpen() {
    return !closed;
  }

  @Override
  public synchronized void close() throws IOException {
    closed = true;
    if (channel != null) {
      channel.close();
    }
  }
}
