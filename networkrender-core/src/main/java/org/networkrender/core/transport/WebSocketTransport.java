package org.networkrender.core.transport;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.ProviderContext;
import org.networkrender.api.ProviderOption;
import org.networkrender.api.RenderException;
import org.networkrender.api.transport.Connection;
import org.networkrender.api.transport.ConnectionAcceptor;
import org.networkrender.api.transport.ConnectionHandler;
import org.networkrender.api.transport.Endpoint;
import org.networkrender.api.transport.ListenRequest;
import org.networkrender.api.transport.Transport;

/** Messages and blobs over one WebSocket (RFC 6455) for each connection. */
public final class WebSocketTransport implements Transport {
  private static final Duration CONNECT_TIME = Duration.ofSeconds(5);
  private static final ProviderOption CONNECT_TIMEOUT =
      ProviderOption.of(
          "connect-timeout",
          "how long a client waits for a worker that does not answer: 5s unless given, 100ms to"
              + " 1m");

  private final int connectMillis;

  /** Made by the service loader. */
  public WebSocketTransport() {
    this((int) CONNECT_TIME.toMillis());
  }

  /**
   * Creates one.
   *
   * @param connectMillis how long is waited for whoever does not answer
   */
  WebSocketTransport(int connectMillis) {
    this.connectMillis = connectMillis;
  }

  @Override
  public String name() {
    return "websocket";
  }

  @Override
  public String description() {
    return "Talks to workers over the network, one WebSocket for each.";
  }

  @Override
  public List<ProviderOption> options() {
    return List.of(CONNECT_TIMEOUT);
  }

  @Override
  public Transport configure(ProviderContext context) throws RenderException {
    Duration time =
        context
            .option(CONNECT_TIMEOUT.key())
            .duration(CONNECT_TIME, Duration.ofMillis(100), Duration.ofMinutes(1));
    return new WebSocketTransport((int) time.toMillis());
  }

  @Override
  public Listener listen(ListenRequest request, ConnectionAcceptor acceptor)
      throws RenderException {
    return WebSocketListener.start(request, acceptor);
  }

  @Override
  public Connection connect(Endpoint endpoint, ConnectionHandler handler) throws RenderException {
    WebSocketClientEnd client =
        new WebSocketClientEnd(endpoint, handler, new AtomicReference<>(""), connectMillis);
    client.connect();
    try {
      return client.opened().get(connectMillis + 100L, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw given(client, new RenderException(ErrorKind.WORKER, "Interrupted", "", e));
    } catch (TimeoutException e) {
      throw given(client, silent(endpoint, client, e));
    } catch (ExecutionException e) {
      throw given(client, failed(endpoint, client, e.getCause() == null ? e : e.getCause()));
    }
  }

  private static RenderException given(WebSocketClientEnd client, RenderException error) {
    client.opened().completeExceptionally(error);
    client.abort();
    return error;
  }

  private static RenderException silent(
      Endpoint endpoint, WebSocketClientEnd client, Throwable cause) {
    if (!client.head().isEmpty()) {
      return notWorker(endpoint, cause);
    }
    if (!isConnected(client)) {
      return swallowed(endpoint, cause);
    }
    return new RenderException(
        ErrorKind.WORKER,
        "Nobody answers at " + endpoint,
        "Is the worker frozen, or is something else running there?",
        cause);
  }

  private static RenderException failed(
      Endpoint endpoint, WebSocketClientEnd client, Throwable cause) {
    String head = client.head();
    if (cause instanceof UnknownHostException) {
      return new RenderException(
          ErrorKind.WORKER, "There is no machine named " + endpoint.host(), "", cause);
    }
    if (head.isEmpty() && cause instanceof SocketTimeoutException && !isConnected(client)) {
      return swallowed(endpoint, cause);
    }
    if (head.isEmpty()
        && cause instanceof IOException
        && client.getSocket() != null
        && !isConnected(client)) {
      return new RenderException(
          ErrorKind.WORKER,
          "Nobody answers at " + endpoint,
          "Is a worker running there, and does its firewall let port "
              + endpoint.port()
              + " through? ("
              + PlainLine.of(cause)
              + ")",
          cause);
    }
    String status = head.lines().findFirst().orElse("");
    if (WebSocketClientEnd.isOfWorker(head)
        && status.toUpperCase(Locale.ROOT).startsWith("HTTP/1.1 403 ")) {
      return new RenderException(
          ErrorKind.WORKER,
          "The worker at " + endpoint + " refuses: " + PlainLine.of(status.substring(13)),
          "",
          cause);
    }
    return notWorker(endpoint, cause);
  }

  private static boolean isConnected(WebSocketClientEnd client) {
    Socket socket = client.getSocket();
    return socket != null && socket.isConnected();
  }

  /** A machine without a worker says so at once: here something swallows what is sent. */
  private static RenderException swallowed(Endpoint endpoint, Throwable cause) {
    return new RenderException(
        ErrorKind.WORKER,
        "its port " + endpoint.port() + " does not answer: a firewall?",
        "Let TCP port " + endpoint.port() + " of " + endpoint.host() + " through its firewall",
        cause);
  }

  private static RenderException notWorker(Endpoint endpoint, Throwable cause) {
    return new RenderException(
        ErrorKind.WORKER,
        "What answers at " + endpoint + " is not a networkrender worker",
        "Check the address and the port",
        cause);
  }
}
