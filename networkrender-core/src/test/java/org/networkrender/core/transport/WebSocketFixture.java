package org.networkrender.core.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.networkrender.api.Sha256;
import org.networkrender.api.testkit.RecordingHandler;
import org.networkrender.api.transport.Blob;
import org.networkrender.api.transport.Connection;
import org.networkrender.api.transport.Endpoint;
import org.networkrender.api.transport.ListenRequest;
import org.networkrender.api.transport.Transport;

/**
 * A listener to which rules are broken. That hurts the connection of who does it and nothing else:
 * a healthy one is still served after each test.
 */
@Timeout(60)
abstract class WebSocketFixture {
  static final int MIB = 1 << 20;
  static final Sha256 BLOB = Sha256.of(new byte[] {7});

  final BlockingQueue<Arrived> arrived = new LinkedBlockingQueue<>();

  /** The far side of a connection that came in. */
  record Arrived(Connection connection, RecordingHandler handler) {}

  final WebSocketTransport transport = new WebSocketTransport();
  Transport.Listener listener;
  Connection healthy;
  RecordingHandler healthyFar;

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
    healthyFar = take().handler();
  }

  @AfterEach
  void othersAreStillServed() throws Exception {
    healthy.send("still served");
    await().untilAsserted(() -> assertThat(healthyFar.messages()).endsWith("still served"));
    healthy.close();
    listener.close();
  }

  final Endpoint endpoint() {
    return new Endpoint("127.0.0.1", listener.port());
  }

  static AskedBlobs asked(Sha256 blob, long offset, long bytes) {
    return new AskedBlobs(List.of(new Blob(blob, bytes)), offset);
  }

  final Arrived take() throws InterruptedException {
    Arrived next = arrived.poll(10, TimeUnit.SECONDS);
    assertThat(next).isNotNull();
    return next;
  }

  final void assertEnded() throws InterruptedException {
    RecordingHandler handler = take().handler();
    await().untilAsserted(() -> assertThat(handler.closings()).hasSize(1));
  }
}
