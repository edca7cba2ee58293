package org.networkrender.core.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.RenderException;
import org.networkrender.api.testkit.RecordingHandler;
import org.networkrender.api.transport.Endpoint;
import org.networkrender.api.transport.ListenRequest;

/** Handshakes that are none, of those who come in and of those who are gone to. */
final class WebSocketHandshakesTest extends WebSocketFixture {
  @Test
  void junkInsteadOfHandshakeIsDropped() throws Exception {
    try (RawPeer peer = new RawPeer(listener.port())) {
      peer.write("\u0001\u0002junk without end\r\n\r\n".repeat(100));

      assertThat(peer.isEnded()).isTrue();
    }
    assertThat(arrived).isEmpty();
  }

  @Test
  void endlessHandshakeIsDropped() throws Exception {
    try (RawPeer peer = new RawPeer(listener.port())) {
      assertThatThrownBy(
              () -> {
                peer.write("GET /networkrender HTTP/1.1\r\n");
                for (int i = 0; i < 2000; i++) {
                  peer.write("X-Header-" + i + ": " + "x".repeat(1000) + "\r\n");
                }
                peer.write("\r\n");
                peer.readHead();
                assertThat(peer.isEnded()).isTrue();
                throw new IOException("ended");
              })
          .isInstanceOf(IOException.class);
    }
    assertThat(arrived).isEmpty();
  }

  @Test
  void halfHandshakeAndSilenceEndAfterFiveSeconds() throws Exception {
    try (RawPeer half = new RawPeer(listener.port());
        RawPeer silent = new RawPeer(listener.port())) {
      half.write("GET /networkrender HTTP/1.1\r\nHost: ");

      assertThat(half.isEnded()).isTrue();
      assertThat(silent.isEnded()).isTrue();
    }
  }

  @Test
  void browsersAreRefused() throws Exception {
    try (RawPeer peer = new RawPeer(listener.port())) {
      peer.write(RawPeer.handshake("Origin: http://example.org\r\n"));

      assertThat(peer.readHead()).startsWith("HTTP/1.1 403 web pages may not come in");
      assertThat(peer.isEnded()).isTrue();
    }
    assertThat(arrived).isEmpty();
  }

  @Test
  void otherResourceIsRefused() throws Exception {
    try (RawPeer peer = new RawPeer(listener.port())) {
      peer.write(RawPeer.handshake("").replace(WebSocketServerEnd.PATH, "/other"));

      assertThat(peer.readHead()).startsWith("HTTP/1.1 403 ");
    }
  }

  @Test
  void plainWebServerIsNoWorker() throws Exception {
    try (ServerSocket server =
        new ServerSocket(0, 5, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
      Thread answering =
          new Thread(
              () -> {
                try (var socket = server.accept()) {
                  socket
                      .getOutputStream()
                      .write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.UTF_8));
                  socket.getInputStream().readAllBytes();
                } catch (IOException e) {
                  throw new AssertionError(e);
                }
              });
      answering.start();

      RenderException error =
          catchThrowableOfType(
              RenderException.class,
              () ->
                  transport.connect(
                      new Endpoint("127.0.0.1", server.getLocalPort()), new RecordingHandler()));

      assertThat(error.kind()).isEqualTo(ErrorKind.WORKER);
      assertThat(error.line()).contains("not a networkrender worker");
      answering.join();
    }
  }

  @Test
  void silentServerIsGivenUp() throws Exception {
    try (ServerSocket server =
        new ServerSocket(0, 5, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
      RenderException error =
          catchThrowableOfType(
              RenderException.class,
              () ->
                  transport.connect(
                      new Endpoint("127.0.0.1", server.getLocalPort()), new RecordingHandler()));

      assertThat(error.line()).contains("Nobody answers").contains("frozen");
    }
  }

  @Test
  void unknownInterfaceNamesThoseThatExist() {
    RenderException error =
        catchThrowableOfType(
            RenderException.class,
            () ->
                transport.listen(
                    new ListenRequest(0, 1, List.of("nosuch0"), address -> Optional.empty()),
                    connection -> new RecordingHandler()));

    assertThat(error.kind()).isEqualTo(ErrorKind.USER);
    assertThat(error.line()).contains("'nosuch0'").contains("lo");
  }
}
