package org.networkrender.api.testkit;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.networkrender.api.Sha256;
import org.networkrender.api.transport.ConnectionHandler;

/** Notes what comes in, and checks that calls come one at a time and in the right order. */
public final class RecordingHandler implements ConnectionHandler {
  private final Queue<String> messages = new ConcurrentLinkedQueue<>();
  private final List<String> closings = new CopyOnWriteArrayList<>();
  private final List<String> faults = new CopyOnWriteArrayList<>();
  private final Map<Sha256, Long> blobs = new ConcurrentHashMap<>();
  private final Map<Sha256, Path> files = new ConcurrentHashMap<>();
  private final AtomicInteger askedForFiles = new AtomicInteger();
  private final AtomicInteger inside = new AtomicInteger();
  private final AtomicLong read = new AtomicLong();

  /** Offers a generated content under a name. */
  public Sha256 offer(String name, long size) {
    Sha256 blob = Sha256.of(name.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    blobs.put(blob, size);
    return blob;
  }

  /** Offers a file where it lies, besides its content. */
  public Sha256 giveAway(Path file, byte[] content) {
    Sha256 blob = Sha256.of(content);
    files.put(blob, file);
    return blob;
  }

  /** Returns how often the other side asked for a file where it lies. */
  public int askedForFiles() {
    return askedForFiles.get();
  }

  /** Returns the messages so far. */
  public List<String> messages() {
    return List.copyOf(messages);
  }

  /** Returns the reasons with which {@link #closed} was called so far. */
  public List<String> closings() {
    return closings;
  }

  /** Returns what was wrong with the calls so far. */
  public List<String> faults() {
    return faults;
  }

  /** Returns how many bytes of the offered contents were read so far. */
  public long read() {
    return read.get();
  }

  @Override
  public void message(String message) {
    if (inside.getAndIncrement() != 0) {
      faults.add("two calls at a time");
    }
    if (!closings.isEmpty()) {
      faults.add("a message after the end");
    }
    messages.add(message);
    inside.decrementAndGet();
  }

  @Override
  public SeekableByteChannel blob(Sha256 blob) throws IOException {
    Long size = blobs.get(blob);
    Path file = files.get(blob);
    if (file != null) {
      return Files.newByteChannel(file);
    }
    if (size == null) {
      throw new IOException("no content " + blob.abbreviated() + " here");
    }
    return new GeneratedBlob(size, read);
  }

  @Override
  public Optional<Path> file(Sha256 blob) {
    askedForFiles.incrementAndGet();
    return Optional.ofNullable(files.get(blob));
  }

  @Override
  public void closed(String reason) {
    closings.add(reason);
  }
}
