package org.networkrender.api.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.transport.Transport;

/** How connections end: a part of {@link TransportContract}. */
abstract class TransportClosings extends TransportTransfers {
  @Test
  void closingTellsBothSidesOnceAfterTheLastMessage() throws Exception {
    Pair pair = connect();
    List<String> texts = IntStream.range(0, 300).mapToObj(i -> "last words " + i).toList();

    texts.forEach(pair.near().connection()::send);
    pair.near().connection().close("done for today");
    pair.near().connection().close("twice");
    pair.near().connection().send("lost");

    awaitClosed(pair.far(), "done for today");
    awaitClosed(pair.near(), "done for today");
    assertThat(pair.far().handler().messages()).isEqualTo(texts);
    assertThat(pair.far().handler().faults()).isEmpty();
  }

  @Test
  void theFarSideClosesTheSameWay() throws Exception {
    Pair pair = connect();

    pair.far().connection().send("bye");
    pair.far().connection().close("ü is a reason");

    awaitClosed(pair.near(), "ü is a reason");
    awaitClosed(pair.far(), "ü is a reason");
    assertThat(pair.near().handler().messages()).containsExactly("bye");
  }

  @Test
  void bothSidesMayCloseAtOnce() throws Exception {
    Pair pair = connect();

    pair.near().connection().close();
    pair.far().connection().close();

    await().untilAsserted(() -> assertThat(pair.near().handler().closings()).hasSize(1));
    await().untilAsserted(() -> assertThat(pair.far().handler().closings()).hasSize(1));
  }

  @Test
  void closingFailsOpenTransfersOfBothSides() throws Exception {
    Pair pair = connect();
    long endless = 1L << 40;
    CompletableFuture<Void> near =
        pair.near()
            .connection()
            .fetch(pair.far().handler().offer("a", endless), 0, endless, new CheckingSink(0));
    CompletableFuture<Void> far =
        pair.far()
            .connection()
            .fetch(pair.near().handler().offer("b", endless), 0, endless, new CheckingSink(0));

    pair.near().connection().close("enough");

    for (CompletableFuture<Void> each : List.of(near, far)) {
      assertThatThrownBy(() -> each.get(10, TimeUnit.SECONDS))
          .hasCauseInstanceOf(IOException.class)
          .hasMessageContaining("enough");
    }
    assertThatThrownBy(
            () ->
                pair.near()
                    .connection()
                    .fetch(MISSING, 0, 1, new CheckingSink(0))
                    .get(10, TimeUnit.SECONDS))
        .hasCauseInstanceOf(IOException.class);
    awaitClosed(pair.far(), "enough");
  }

  @Test
  void listenerThatClosesClosesItsConnections() throws Exception {
    Transport.Listener listener = listen(anyPort());
    Pair one = connect(listener);
    Pair two = connect(listener);

    listener.close();
    listener.close();

    for (Side side : List.of(one.near(), one.far(), two.near(), two.far())) {
      await().untilAsserted(() -> assertThat(side.handler().closings()).hasSize(1));
    }
    assertThat(errorOfConnecting(listener.port()).kind()).isEqualTo(ErrorKind.WORKER);
  }
}
