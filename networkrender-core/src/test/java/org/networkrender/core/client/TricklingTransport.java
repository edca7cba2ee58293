package org.networkrender.core.client;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import org.networkrender.api.RenderException;
import org.networkrender.api.Sha256;
import org.networkrender.api.backend.RenderBackend;
import org.networkrender.api.discovery.Discovery;
import org.networkrender.api.split.JobSplitter;
import org.networkrender.api.transport.Connection;
import org.networkrender.api.transport.ConnectionAcceptor;
import org.networkrender.api.transport.ConnectionHandler;
import org.networkrender.api.transport.Endpoint;
import org.networkrender.api.transport.ListenRequest;
import org.networkrender.api.transport.Transport;
import org.networkrender.core.providers.ProviderListing;
import org.networkrender.core.providers.Providers;

/** A transport by which what one worker gives comes a byte at a time, when a test says so. */
final class TricklingTransport implements Transport, AutoCloseable {
  private final Transport real;
  private final int port;
  private final Semaphore bytes = new Semaphore(0);
  private volatile boolean over;

  /** Slows what comes from the worker at a port. */
  TricklingTransport(int port) throws RenderException {
    this.real = Providers.load().transport("websocket");
    this.port = port;
  }

  /** One byte more may come. */
  void letOneCome() {
    bytes.release();
  }

  @Override
  public void close() {
    over = true;
    bytes.release(1000);
  }

  @Override
  public String name() {
    return real.name();
  }

  @Override
  public String description() {
    return real.description();
  }

  @Override
  public Listener listen(ListenRequest request, ConnectionAcceptor acceptor)
      throws RenderException {
    return real.listen(request, acceptor);
  }

  @Override
  public Connection connect(Endpoint endpoint, ConnectionHandler handler) throws RenderException {
    Connection connection = real.connect(endpoint, handler);
    return endpoint.port() == port ? new Slowed(connection) : connection;
  }

  /** Returns providers that have this transport, and no other. */
  Providers among(Providers others) {
    return new With(others, this);
  }

  private final class Slowed implements Connection {
    private final Connection connection;

    Slowed(Connection connection) {
      this.connection = connection;
    }

    @Override
    public String remote() {
      return connection.remote();
    }

    @Override
    public void send(String message) {
      connection.send(message);
    }

    @Override
    public CompletableFuture<Void> fetch(
        Sha256 blob, long offset, long size, WritableByteChannel sink) {
      return connection.fetch(blob, offset, size, new SlowSink(sink));
    }

    @Override
    public Optional<Path> file(Sha256 blob) {
      return connection.file(blob);
    }

    @Override
    public void close(String reason) {
      connection.close(reason);
    }
  }

  private final class SlowSink implements WritableByteChannel {
    private final WritableByteChannel sink;

    SlowSink(WritableByteChannel sink) {
      this.sink = sink;
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
      bytes.acquireUninterruptibly();
      if (over) {
        throw new IOException("the test has ended");
      }
      return sink.write(ByteBuffer.wrap(new byte[] {source.get()}));
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

  private record With(Providers others, Transport only) implements Providers {
    @Override
    public RenderBackend backend(String name) throws RenderException {
      return others.backend(name);
    }

    @Override
    public Discovery discovery(String name) throws RenderException {
      return others.discovery(name);
    }

    @Override
    public Transport transport(String name) {
      return only;
    }

    @Override
    public JobSplitter splitter(String name) throws RenderException {
      return others.splitter(name);
    }

    @Override
    public List<RenderBackend> backends() {
      return others.backends();
    }

    @Override
    public List<ProviderListing> listings() {
      return others.listings();
    }
  }
}
