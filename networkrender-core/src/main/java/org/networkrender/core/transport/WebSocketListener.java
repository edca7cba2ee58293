package org.networkrender.core.transport;

import com.google.common.util.concurrent.ThreadFactoryBuilder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.RenderException;
import org.networkrender.api.transport.ConnectionAcceptor;
import org.networkrender.api.transport.ListenRequest;
import org.networkrender.api.transport.Transport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An open door made of a server socket. */
final class WebSocketListener implements Transport.Listener {
  private static final Logger log = LoggerFactory.getLogger(WebSocketListener.class);
  private static final int SWEEP_MILLIS = 20;
  private static final int START_SECONDS = 5;
  private static final int STOP_MILLIS = 1000;

  private final ServerSocketChannel channel;
  private final int port;
  private final SocketWatch watch = new SocketWatch();
  private final WebSocketServerEnd server;
  private final ScheduledExecutorService sweeper =
      Executors.newSingleThreadScheduledExecutor(
          new ThreadFactoryBuilder()
              .setDaemon(true)
              .setNameFormat("networkrender-transport-sweep")
              .build());
  private final AtomicBoolean closed = new AtomicBoolean();
  private final CompletableFuture<Void> empty = new CompletableFuture<>();

  private WebSocketListener(
      ServerSocketChannel channel, ListenRequest request, ConnectionAcceptor acceptor)
      throws IOException {
    this.channel = channel;
    this.port = ((InetSocketAddress) channel.getLocalAddress()).getPort();
    this.server =
        new WebSocketServerEnd(
            channel,
            watch,
            local -> ListenPlace.refusal(request.interfaces(), local),
            request.refusal(),
            acceptor);
  }

  static WebSocketListener start(ListenRequest request, ConnectionAcceptor acceptor)
      throws RenderException {
    ServerSocketChannel channel = ListenPlace.bind(request);
    try {
      WebSocketListener listener = new WebSocketListener(channel, request, acceptor);
      listener.start();
      return listener;
    } catch (IOException | ExecutionException | TimeoutException e) {
      throw closing(
          channel, new RenderException(ErrorKind.RESOURCE, "Cannot listen", PlainLine.of(e), e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw closing(channel, new RenderException(ErrorKind.RESOURCE, "Interrupted", "", e));
    }
  }

  private static RenderException closing(ServerSocketChannel channel, RenderException error) {
    try {
      channel.close();
    } catch (IOException e) {
      error.addSuppressed(e);
    }
    return error;
  }

  private void start() throws ExecutionException, TimeoutException, InterruptedException {
    server.start();
    server.started().get(START_SECONDS, TimeUnit.SECONDS);
    ScheduledFuture<?> unused =
        sweeper.scheduleWithFixedDelay(
            this::sweep, SWEEP_MILLIS, SWEEP_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void sweep() {
    try {
      watch.sweep(server);
      if (closed.get() && watch.isEmpty()) {
        empty.complete(null);
      }
    } catch (RuntimeException e) {
      // A scheduled task that throws is never run again, and without it connections stall.
      log.warn("while looking after the connections", e);
    }
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    try {
      channel.close();
      server.connections().forEach(connection -> connection.close("the worker has stopped"));
      empty.get(STOP_MILLIS, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      log.debug("some connections do not end and are closed by force");
    } catch (IOException | ExecutionException e) {
      log.warn("while closing", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    sweeper.shutdownNow();
    stopServer();
  }

  private void stopServer() {
    try {
      server.stop(STOP_MILLIS);
      watch.closeAll();
    } catch (IOException e) {
      log.warn("while closing", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
