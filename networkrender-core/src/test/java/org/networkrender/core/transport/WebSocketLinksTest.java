package org.networkrender.core.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.networkrender.api.Sha256;
import org.networkrender.api.testkit.CheckingSink;
import org.networkrender.api.testkit.RecordingHandler;
import org.networkrender.api.transport.Connection;
import org.networkrender.api.transport.Transport;

/** Peers that take nothing, say much, or are gone. */
final class WebSocketLinksTest extends WebSocketFixture {
  @Test
  void peerThatTakesNothingIsGivenUpAndOthersAreServed() throws Exception {
    try (RawPeer stalled = RawPeer.shaken(listener.port())) {
      Arrived far = take();
      RecordingHandler handler = far.handler();
      Connection towards = far.connection();
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
      Connection far = take().connection();
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
      handler = take().handler();
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
      RecordingHandler handler = take().handler();
      await()
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(1))
          .until(() -> handler.closings().equals(List.of("the connection broke")));
    }
  }
}
