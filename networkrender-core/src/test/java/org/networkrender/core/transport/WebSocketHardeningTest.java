package org.networkrender.core.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.RenderException;
import org.networkrender.api.Sha256;
import org.networkrender.api.testkit.CheckingSink;
import org.networkrender.api.testkit.RecordingHandler;
import org.networkrender.api.transport.Blob;
import org.networkrender.api.transport.Connection;
import org.networkrender.api.transport.Endpoint;
import org.networkrender.api.transport.ListenRequest;
import org.networkrender.api.transport.Transport;
import org.networkrender.core.transport.Frame.Kind;

/** Peers that break the rules hurt their own connection and nothing else. */
@Timeout(60)
final class WebSocketHardeningTest {
  private static final int MIB = 1 << 20;
  private static final Sha256 BLOB = Sha256.of(new byte[] {7});

  private final BlockingQueue<Arrived> arrived = new LinkedBlockingQueue<>();

  /** The far side of a connection that came in. */
  private record Arrived(Connection connection, RecordingHandler handler) {}

  private final WebSocketTransport transport = new WebSocketTransport();
  private Transport.Listener listener;
  private Connection healthy;
  private RecordingHandler healthyFar;

  @BeforeEach
  void listen() throws Exception {
    listener =
        transport.listen(
            new ListenRequest(0, 1, List.of("lo"), address -> Optional.empty()),
            connection -> {
              RecordingHandler handler = new RecordingHandler();
              arrived.add(new Arrived(connection, handler));
              return handler;
            });
    healthy = transport.connect(endpoint(), new RecordingHandler());
    healthyFar = take().handler;
  }

  @AfterEach
  void othersAreStillServed() throws Exception {
    healthy.send("still served");
    await().untilAsserted(() -> assertThat(healthyFar.messages()).endsWith("still served"));
    healthy.close();
    listener.close();
  }

  private Endpoint endpoint() {
    return new Endpoint("127.0.0.1", listener.port());
  }

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
  void declaredGiantIsNotAllocated() throws Exception {
    try (RawPeer peer = RawPeer.shaken(listener.port())) {
      peer.write(
          ByteBuffer.allocate(14)
              .put((byte) 0x82)
              .put((byte) 0xff)
              .putLong(Integer.MAX_VALUE - 16)
              .array());

      peer.readCloseReason();
      assertThat(peer.isEnded()).isTrue();
    }
    assertEnded();
  }

  @Test
  void fragmentsAreRefused() throws Exception {
    try (RawPeer peer = RawPeer.shaken(listener.port())) {
      peer.frame(RawPeer.TEXT, false, "part".getBytes(StandardCharsets.UTF_8));

      assertThat(peer.readCloseReason()).contains("fragmented");
    }
    assertEnded();
  }

  @Test
  void tooLongMessageCloses() throws Exception {
    try (RawPeer peer = RawPeer.shaken(listener.port())) {
      peer.frame(RawPeer.TEXT, true, new byte[Transport.MAX_MESSAGE_BYTES + 1]);

      assertThat(peer.readCloseReason()).contains("longer than");
    }
    assertEnded();
  }

  @Test
  void brokenFramesClose() throws Exception {
    ByteBuffer unknown = Frame.of(Kind.END, 1, 0).put(0, (byte) 99);
    ByteBuffer negative = Frame.get(1, asked(BLOB, 0, 10)).putLong(16, -1);
    List<ByteBuffer> broken =
        List.of(
            unknown,
            negative,
            ByteBuffer.allocate(3),
            ByteBuffer.allocate(Frame.HEADER_BYTES),
            Frame.get(1, asked(BLOB, 0, 10)).putLong(16, 11),
            several(10, -1),
            several(Long.MAX_VALUE, 1),
            several(10, 10).putLong(16, 5),
            Frame.sealed(Kind.GET, 1, 0, ByteBuffer.allocate(Frame.HEADER_BYTES + 41)),
            several(new long[Transport.MAX_BLOBS_AT_ONCE + 1]),
            Frame.get(0, asked(BLOB, 0, 10)),
            Frame.of(Kind.ACK, 1, 5),
            Frame.of(Kind.CANCEL, 1, 0),
            Frame.of(Kind.END, 1, 0),
            Frame.of(Kind.GET, 1, 0),
            Frame.sealed(Kind.DATA, 1, 0, ByteBuffer.allocate(Frame.HEADER_BYTES + 1)));
    for (ByteBuffer each : broken) {
      try (RawPeer peer = RawPeer.shaken(listener.port())) {
        peer.frame(each);

        assertThat(peer.readCloseReason()).startsWith("broken rule: ");
      }
      assertEnded();
    }
  }

  private static AskedBlobs asked(Sha256 blob, long offset, long bytes) {
    return new AskedBlobs(List.of(new Blob(blob, bytes)), offset);
  }

  /** Asks for several blobs at once, whatever their sizes are. */
  private static ByteBuffer several(long... sizes) {
    ByteBuffer bytes = ByteBuffer.allocate(Frame.HEADER_BYTES + 40 * sizes.length);
    bytes.position(Frame.HEADER_BYTES);
    for (long size : sizes) {
      bytes.put(new byte[32]).putLong(size);
    }
    return Frame.sealed(Kind.GET, 1, 0, bytes);
  }

  @Test
  void acknowledgementOfMoreThanWasSentCloses() throws Exception {
    try (RawPeer peer = RawPeer.shaken(listener.port())) {
      Sha256 blob = take().handler.offer("blob", 100L * MIB);
      peer.frame(Frame.get(1, asked(blob, 0, 100L * MIB)));
      peer.readFrame(RawPeer.BINARY);
      peer.frame(Frame.of(Kind.ACK, 1, 99L * MIB));

      assertThat(peer.readCloseReason()).contains("never owed");
    }
  }

  @Test
  void tooManyOpenTransfersClose() throws Exception {
    try (RawPeer peer = RawPeer.shaken(listener.port())) {
      Sha256 blob = take().handler.offer("blob", 100L * MIB);
      for (int i = 1; i <= Uploads.MAX_OPEN + 1; i++) {
        peer.frame(Frame.get(i, asked(blob, 0, 100L * MIB)));
      }

      assertThat(peer.readCloseReason()).contains("open transfers");
    }
  }

  @Test
  void dataBeyondTheDeclaredSizeCloses() throws Exception {
    try (RawPeer peer = RawPeer.shaken(listener.port())) {
      CheckingSink sink = new CheckingSink(0);
      CompletableFuture<Void> transfer = take().connection.fetch(BLOB, 0, 100, sink);
      peer.readFrame(RawPeer.BINARY);
      peer.frame(Frame.sealed(Kind.DATA, 1, 0, ByteBuffer.allocate(Frame.HEADER_BYTES + 101)));

      assertThat(peer.readCloseReason()).contains("more data than asked for");
      assertThatThrownBy(() -> transfer.get(10, TimeUnit.SECONDS))
          .hasCauseInstanceOf(IOException.class);
      assertThat(sink.written()).isZero();
    }
  }

  @Test
  void damagedDataFailsItsTransfer() throws Exception {
    try (RawPeer peer = RawPeer.shaken(listener.port())) {
      CompletableFuture<Void> transfer = take().connection.fetch(BLOB, 0, 1, new CheckingSink(0));
      peer.readFrame(RawPeer.BINARY);
      ByteBuffer data = Frame.sealed(Kind.DATA, 1, 0, ByteBuffer.allocate(Frame.HEADER_BYTES + 1));
      peer.frame(data.put(Frame.HEADER_BYTES, (byte) 1));

      assertThatThrownBy(() -> transfer.get(10, TimeUnit.SECONDS)).hasMessageContaining("damaged");
    }
  }

  @Test
  void peerThatTakesNothingIsGivenUpAndOthersAreServed() throws Exception {
    try (RawPeer stalled = RawPeer.shaken(listener.port())) {
      Arrived far = take();
      RecordingHandler handler = far.handler;
      Connection towards = far.connection;
      Sha256 blob = handler.offer("blob", 100L * MIB);
      stalled.frame(Frame.get(1, asked(blob, 0, 100L * MIB)));
      await().until(() -> handler.read() > 0);
      Sha256 other = healthyFar.offer("other", 20L * MIB);

      healthy.fetch(other, 0, 20L * MIB, new CheckingSink(0)).get(30, TimeUnit.SECONDS);
      assertThat(handler.read()).isLessThanOrEqualTo(Transport.MAX_IN_FLIGHT_BYTES);
      String message = "x".repeat(Transport.MAX_MESSAGE_BYTES);
      IntStream.range(0, 1000).forEach(i -> towards.send(message));

      await()
          .untilAsserted(
              () ->
                  assertThat(handler.closings())
                      .containsExactly("the other side does not take what is sent"));
    }
  }

  @Test
  void manySmallMessagesOfSeveralThreadsAllArrive() throws Exception {
    RecordingHandler near = new RecordingHandler();
    try (Connection connection = transport.connect(endpoint(), near)) {
      Connection far = take().connection;
      int each = 10_000;
      List<Thread> threads = new ArrayList<>();
      for (int t = 0; t < 3; t++) {
        Thread thread = new Thread(() -> IntStream.range(0, each).forEach(i -> far.send("" + i)));
        thread.start();
        threads.add(thread);
      }
      for (Thread thread : threads) {
        thread.join();
      }

      await().untilAsserted(() -> assertThat(near.messages()).hasSize(threads.size() * each));
      assertThat(near.faults()).isEmpty();
      assertThat(connection.remote()).contains("127.0.0.1");
    }
  }

  @Test
  void brokenLinkIsNoticedAtOnce() throws Exception {
    RecordingHandler handler;
    try (RawPeer peer = RawPeer.shaken(listener.port())) {
      assertThat(peer).isNotNull();
      handler = take().handler;
    }

    await()
        .untilAsserted(
            () -> assertThat(handler.closings()).containsExactly("the connection broke"));
  }

  /** Who goes at once may be gone before anything here has heard that he came. */
  @Test
  void everyPeerThatGoesAtOnceIsNoticed() throws Exception {
    for (int i = 0; i < 500; i++) {
      RawPeer.shaken(listener.port()).close();
      RecordingHandler handler = take().handler;
      await()
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(1))
          .until(() -> handler.closings().equals(List.of("the connection broke")));
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

  private Arrived take() throws InterruptedException {
    Arrived next = arrived.poll(10, TimeUnit.SECONDS);
    assertThat(next).isNotNull();
    return next;
  }

  private void assertEnded() throws InterruptedException {
    RecordingHandler handler = take().handler;
    await().untilAsserted(() -> assertThat(handler.closings()).hasSize(1));
  }
}
