package org.networkrender.core.transport;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.networkrender.api.Sha256;
import org.networkrender.api.transport.Connection;
import org.networkrender.api.transport.ConnectionHandler;
import org.networkrender.api.transport.Endpoint;
import org.networkrender.api.transport.ListenRequest;
import org.networkrender.api.transport.Transport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Measures how fast a sparse file of 1 GiB crosses the loopback interface, each way. To be run by
 * hand on the test class path with {@code -Xmx64m}; it stops by itself. No part of the tests.
 */
final class TransferBenchmark {
  private static final Logger log = LoggerFactory.getLogger(TransferBenchmark.class);
  private static final long BYTES = 1L << 30;
  private static final Sha256 BLOB = Sha256.of(new byte[0]);

  private TransferBenchmark() {}

  /** Runs each direction three times. */
  public static void main(String[] arguments) throws Exception {
    Path file = Files.createTempFile("networkrender", ".bin");
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(BYTES);
      run(new WebSocketTransport(), file);
      run(new InProcessTransport(), file);
    } finally {
      Files.delete(file);
    }
  }

  private static void run(Transport transport, Path file) throws Exception {
    CompletableFuture<Connection> far = new CompletableFuture<>();
    ListenRequest request = new ListenRequest(0, 1, List.of("lo"), address -> Optional.empty());
    try (Transport.Listener listener =
            transport.listen(
                request,
                connection -> {
                  far.complete(connection);
                  return new FileHandler(file);
                });
        Connection near =
            transport.connect(new Endpoint("127.0.0.1", listener.port()), new FileHandler(file))) {
      for (int i = 0; i < 3; i++) {
        measure(transport.name() + " worker to client", near);
        measure(transport.name() + " client to worker", far.join());
      }
    }
  }

  private static void measure(String what, Connection to) {
    long start = System.nanoTime();
    to.fetch(BLOB, 0, BYTES, new Nowhere()).join();
    double seconds = (System.nanoTime() - start) / 1e9;
    log.info("{}: {} MiB/s", what, Math.round((BYTES >> 20) / seconds));
  }

  private record FileHandler(Path file) implements ConnectionHandler {
    @Override
    public void message(String message) {
      log.info(message);
    }

    @Override
    public SeekableByteChannel blob(Sha256 blob) throws IOException {
      return FileChannel.open(file);
    }

    @Override
    public void closed(String reason) {
      log.info("closed: {}", reason);
    }
  }

  private static final class Nowhere implements WritableByteChannel {
    @Override
    public int write(ByteBuffer bytes) {
      int length = bytes.remaining();
      bytes.position(bytes.limit());
      return length;
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void close() {
      throw new AssertionError("a transport does not close sinks");
    }
  }
}
