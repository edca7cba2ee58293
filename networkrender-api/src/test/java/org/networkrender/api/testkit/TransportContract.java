package org.networkrender.api.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.RenderException;
import org.networkrender.api.Sha256;
import org.networkrender.api.transport.Connection;
import org.networkrender.api.transport.Endpoint;
import org.networkrender.api.transport.ListenRequest;
import org.networkrender.api.transport.Peer;
import org.networkrender.api.transport.Transport;

/** What every {@link Transport} has to pass. Uses the loopback interface only. */
@Timeout(60)
public abstract class TransportContract {
  private static final int MIB = 1 << 20;
  private static final long BIG = 24L * MIB + 12_345;
  private static final Sha256 MISSING = Sha256.of(new byte[] {1});

  private final List<AutoCloseable> opened = new ArrayList<>();
  private final List<TestContext> contexts = new ArrayList<>();
  private final BlockingQueue<Side> arrived = new LinkedBlockingQueue<>();

  /** Returns a new transport. */
  protected abstract Transport transport();

  /** Returns the name of the loopback interface, and no other. */
  protected List<String> interfaces() {
    return List.of("lo");
  }

  /**
   * Returns a value for each option of the scope {@code PROVIDER} that the provider has, under
   * which it works here; none unless it has some.
   *
   * @param number 0 or 1: another value for each option
   */
  protected Map<String, String> choice(int number) {
    return Map.of();
  }

  private Transport configured(Transport provider, int number) throws RenderException {
    TestContext context = new TestContext("transport." + provider.name(), choice(number));
    contexts.add(context);
    return provider.configure(context);
  }

  private Transport configured() throws RenderException {
    return configured(transport(), 0);
  }

  /** One side of a connection and what it heard. */
  private record Side(Connection connection, RecordingHandler handler) {}

  private record Pair(Side near, Side far) {}

  @AfterEach
  void closeAll() throws Exception {
    for (AutoCloseable each : opened) {
      each.close();
    }
    contexts.forEach(TestContext::close);
  }

  private Transport.Listener listen(ListenRequest request) throws RenderException {
    return listen(configured(), request);
  }

  private Transport.Listener listen(Transport transport, ListenRequest request)
      throws RenderException {
    Transport.Listener listener =
        transport.listen(
            request,
            connection -> {
              RecordingHandler handler = new RecordingHandler();
              arrived.add(new Side(connection, handler));
              return handler;
            });
    opened.add(listener);
    return listener;
  }

  private ListenRequest anyPort() {
    return new ListenRequest(0, 1, interfaces(), address -> Optional.empty());
  }

  private Pair connect(Transport.Listener listener) throws Exception {
    return connect(configured(), listener);
  }

  private Pair connect(Transport transport, Transport.Listener listener) throws Exception {
    RecordingHandler handler = new RecordingHandler();
    Connection near = transport.connect(at(listener.port()), handler);
    opened.add(near);
    Side far = arrived.poll(10, TimeUnit.SECONDS);
    assertThat(far).as("the other side").isNotNull();
    return new Pair(new Side(near, handler), far);
  }

  private Pair connect() throws Exception {
    return connect(listen(anyPort()));
  }

  private static Endpoint at(int port) {
    return new Endpoint("127.0.0.1", port);
  }

  private static void awaitClosed(Side side, String reason) {
    await().untilAsserted(() -> assertThat(side.handler.closings()).containsExactly(reason));
  }

  @Test
  void theNameAndTheOptionsKeepToTheRulesOfAllProviders() throws Exception {
    ProviderRules.check("transport", transport(), choice(0), choice(1));
  }

  @Test
  void oneThatIsConfiguredTwiceWorksSideBySide() throws Exception {
    Transport provider = transport();
    Transport one = configured(provider, 0);
    Transport other = configured(provider, 1);

    Pair pair = connect(other, listen(one, anyPort()));
    Pair back = connect(one, listen(other, anyPort()));

    pair.near.connection.send("there");
    back.near.connection.send("and back");
    await().untilAsserted(() -> assertThat(pair.far.handler.messages()).containsExactly("there"));
    await()
        .untilAsserted(() -> assertThat(back.far.handler.messages()).containsExactly("and back"));
  }

  @Test
  void eachSideKnowsWhereTheOtherOneIs() throws Exception {
    Pair pair = connect();
    Peer near = pair.far.connection.peer();
    Peer far = pair.near.connection.peer();

    assertThat(List.of(near, far))
        .allSatisfy(
            peer -> {
              assertThat(peer.address()).isNotBlank().isNotEqualTo("unknown");
              assertThat(peer.address()).startsWith(peer.host());
              assertThat(peer.identity()).isEmpty();
            });
    pair.near.connection.close("done");
    awaitClosed(pair.far, "done");
    assertThat(pair.far.connection.peer()).isEqualTo(near);
    assertThat(pair.near.connection.peer()).isEqualTo(far);
  }

  @Test
  void messagesArriveInOrderBothWays() throws Exception {
    Pair pair = connect();
    List<String> texts = IntStream.range(0, 2000).mapToObj(i -> "message ü " + i).toList();

    texts.forEach(
        text -> {
          pair.near.connection.send(text);
          pair.far.connection.send(text);
        });

    await().untilAsserted(() -> assertThat(pair.far.handler.messages()).isEqualTo(texts));
    await().untilAsserted(() -> assertThat(pair.near.handler.messages()).isEqualTo(texts));
    assertThat(pair.near.handler.faults()).isEmpty();
    assertThat(pair.far.handler.faults()).isEmpty();
  }

  @Test
  void longestMessagePassesAndLongerOneIsRefused() throws Exception {
    Pair pair = connect();
    String longest = "ü".repeat(Transport.MAX_MESSAGE_BYTES / 2);

    pair.near.connection.send(longest);

    await().untilAsserted(() -> assertThat(pair.far.handler.messages()).containsExactly(longest));
    assertThatThrownBy(() -> pair.near.connection.send(longest + "x"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(pair.near.handler.closings()).isEmpty();
  }

  @Test
  void handlersAreNotCalledOnTheSendersStack() throws Exception {
    CountDownLatch sent = new CountDownLatch(1);
    CompletableFuture<Boolean> free = new CompletableFuture<>();
    Transport.Listener listener =
        configured()
            .listen(
                anyPort(),
                connection ->
                    new ForwardingHandler(
                        message -> {
                          try {
                            free.complete(sent.await(10, TimeUnit.SECONDS));
                          } catch (InterruptedException e) {
                            free.completeExceptionally(e);
                          }
                        }));
    opened.add(listener);
    Connection near = configured().connect(at(listener.port()), new RecordingHandler());
    opened.add(near);

    near.send("hello");
    sent.countDown();

    assertThat(free.get(20, TimeUnit.SECONDS)).isTrue();
  }

  /** A message may be too much for whoever reads it: memory, or the depth of a stack. */
  @Test
  void whatAHandlerThrowsEndsItsOwnConnectionAlone() throws Exception {
    Transport.Listener listener =
        configured()
            .listen(
                anyPort(),
                connection ->
                    new ForwardingHandler(
                        message -> {
                          if (message.equals("fatal")) {
                            throw new StackOverflowError("as a test wants it");
                          }
                          connection.send("heard " + message);
                        }));
    opened.add(listener);
    RecordingHandler first = new RecordingHandler();
    RecordingHandler second = new RecordingHandler();
    Connection unlucky = configured().connect(at(listener.port()), first);
    Connection other = configured().connect(at(listener.port()), second);
    opened.add(unlucky);
    opened.add(other);

    unlucky.send("fatal");

    await().untilAsserted(() -> assertThat(first.closings()).hasSize(1));
    other.send("hello");
    await().untilAsserted(() -> assertThat(second.messages()).containsExactly("heard hello"));
  }

  @Test
  void blobsCrossBothWaysAtOnceWithMessagesInBetween() throws Exception {
    Pair pair = connect();
    Sha256 down = pair.far.handler.offer("down", BIG);
    Sha256 up = pair.near.handler.offer("up", BIG);
    CheckingSink downSink = new CheckingSink(0);
    CheckingSink upSink = new CheckingSink(0);

    CompletableFuture<Void> first = pair.near.connection.fetch(down, 0, BIG, downSink);
    CompletableFuture<Void> second = pair.far.connection.fetch(up, 0, BIG, upSink);
    List<String> texts = IntStream.range(0, 500).mapToObj(i -> "between " + i).toList();
    texts.forEach(pair.near.connection::send);

    first.get(30, TimeUnit.SECONDS);
    second.get(30, TimeUnit.SECONDS);
    assertThat(downSink.written()).isEqualTo(BIG);
    assertThat(upSink.written()).isEqualTo(BIG);
    await().untilAsserted(() -> assertThat(pair.far.handler.messages()).isEqualTo(texts));
  }

  @Test
  void transferGoesOnFromAnOffset() throws Exception {
    Pair pair = connect();
    Sha256 blob = pair.far.handler.offer("blob", BIG);
    long offset = 5L * MIB + 7;
    CheckingSink sink = new CheckingSink(offset);

    pair.near.connection.fetch(blob, offset, BIG, sink).get(30, TimeUnit.SECONDS);

    assertThat(sink.written()).isEqualTo(BIG - offset);
    assertThat(pair.far.handler.read()).isEqualTo(BIG - offset);
  }

  @Test
  void emptyBlobsAndFullyFetchedOnesEndAtOnce() throws Exception {
    Pair pair = connect();
    Sha256 empty = pair.far.handler.offer("empty", 0);
    Sha256 whole = pair.far.handler.offer("whole", 10);
    CheckingSink sink = new CheckingSink(0);

    pair.near.connection.fetch(empty, 0, 0, sink).get(10, TimeUnit.SECONDS);
    pair.near.connection.fetch(whole, 10, 10, sink).get(10, TimeUnit.SECONDS);

    assertThat(sink.written()).isZero();
  }

  @Test
  void missingBlobFailsWithTheOtherSidesWords() throws Exception {
    Pair pair = connect();

    assertThatThrownBy(
            () ->
                pair.near
                    .connection
                    .fetch(MISSING, 0, 10, new CheckingSink(0))
                    .get(10, TimeUnit.SECONDS))
        .hasCauseInstanceOf(IOException.class)
        .hasMessageContaining("no content " + MISSING.abbreviated());
    assertThat(pair.near.handler.closings()).isEmpty();
  }

  @Test
  void wrongSizeFails() throws Exception {
    Pair pair = connect();
    Sha256 blob = pair.far.handler.offer("blob", 1000);

    for (long size : new long[] {999, 1001}) {
      CheckingSink sink = new CheckingSink(0);
      assertThatThrownBy(
              () -> pair.near.connection.fetch(blob, 0, size, sink).get(10, TimeUnit.SECONDS))
          .hasCauseInstanceOf(IOException.class);
      assertThat(sink.written()).isLessThanOrEqualTo(size);
    }
  }

  @Test
  void slowSinkHoldsTheSourceBackAndNoMessage() throws Exception {
    Pair pair = connect();
    Sha256 blob = pair.far.handler.offer("blob", BIG);
    CountDownLatch gate = new CountDownLatch(1);
    CheckingSink sink = new CheckingSink(0, gate);

    CompletableFuture<Void> transfer = pair.near.connection.fetch(blob, 0, BIG, sink);
    await().until(() -> pair.far.handler.read() > 0);
    await()
        .during(Duration.ofMillis(300))
        .until(() -> pair.far.handler.read() <= Transport.MAX_IN_FLIGHT_BYTES);
    pair.far.connection.send("still here");
    await()
        .untilAsserted(
            () -> assertThat(pair.near.handler.messages()).containsExactly("still here"));
    assertThat(transfer).isNotDone();
    gate.countDown();

    transfer.get(30, TimeUnit.SECONDS);
    assertThat(sink.written()).isEqualTo(BIG);
  }

  @Test
  void neverMoreIsUnderWayThanAllowed() throws Exception {
    Pair pair = connect();
    CheckingSink[] sinks = {new CheckingSink(0), new CheckingSink(0), new CheckingSink(0)};
    List<Long> tooMuch = new ArrayList<>();
    List<CompletableFuture<Void>> transfers = new ArrayList<>();
    for (int i = 0; i < sinks.length; i++) {
      CheckingSink sink = sinks[i];
      Sha256 blob = pair.far.handler.offer("blob " + i, BIG);
      transfers.add(
          pair.near.connection.fetch(
              blob,
              0,
              BIG,
              new ForwardingSink(
                  bytes -> {
                    // Written is looked at last: what is read meanwhile only lowers the number.
                    long read = pair.far.handler.read();
                    long written = 0;
                    for (CheckingSink each : sinks) {
                      written += each.written();
                    }
                    if (read - written > Transport.MAX_IN_FLIGHT_BYTES) {
                      synchronized (tooMuch) {
                        tooMuch.add(read - written);
                      }
                    }
                    sink.write(bytes);
                  })));
    }

    for (CompletableFuture<Void> transfer : transfers) {
      transfer.get(30, TimeUnit.SECONDS);
    }
    synchronized (tooMuch) {
      assertThat(tooMuch).isEmpty();
    }
  }

  @Test
  void sinkThatStandsStillDoesNotStopOtherTransfers() throws Exception {
    Pair pair = connect();
    Sha256 blob = pair.far.handler.offer("blob", BIG);
    CountDownLatch gate = new CountDownLatch(1);
    CheckingSink stuck = new CheckingSink(0, gate);
    CompletableFuture<Void> first = pair.near.connection.fetch(blob, 0, BIG, stuck);
    await().until(() -> pair.far.handler.read() > 0);

    CheckingSink free = new CheckingSink(0);
    pair.near.connection.fetch(blob, 0, BIG, free).get(30, TimeUnit.SECONDS);

    assertThat(free.written()).isEqualTo(BIG);
    assertThat(first).isNotDone();
    gate.countDown();
    first.get(30, TimeUnit.SECONDS);
  }

  @Test
  void manyTransfersAtOnceAllFinish() throws Exception {
    Pair pair = connect();
    long size = MIB + 1;
    List<CompletableFuture<Void>> transfers = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      Sha256 blob = pair.far.handler.offer("blob " + i, size);
      transfers.add(pair.near.connection.fetch(blob, 0, size, new CheckingSink(0)));
    }

    for (CompletableFuture<Void> transfer : transfers) {
      transfer.get(30, TimeUnit.SECONDS);
    }
  }

  @Test
  void failingSinkFailsItsTransferAlone() throws Exception {
    Pair pair = connect();
    Sha256 blob = pair.far.handler.offer("blob", BIG);
    WritableByteChannel full =
        new ForwardingSink(
            bytes -> {
              throw new IOException("disk full");
            });

    assertThatThrownBy(
            () -> pair.near.connection.fetch(blob, 0, BIG, full).get(10, TimeUnit.SECONDS))
        .hasCauseInstanceOf(IOException.class)
        .hasMessageContaining("disk full");

    CheckingSink good = new CheckingSink(0);
    pair.near.connection.fetch(blob, 0, BIG, good).get(30, TimeUnit.SECONDS);
    assertThat(good.written()).isEqualTo(BIG);
  }

  @Test
  void cancelStopsTheSource() throws Exception {
    Pair pair = connect();
    long endless = 1L << 40;
    Sha256 blob = pair.far.handler.offer("endless", endless);
    for (int i = 0; i < 40; i++) {
      CheckingSink sink = new CheckingSink(0);
      CompletableFuture<Void> transfer = pair.near.connection.fetch(blob, 0, endless, sink);
      await().until(() -> sink.written() > 0);
      transfer.cancel(true);
    }

    long[] before = {-1};
    await()
        .pollInterval(Duration.ofMillis(100))
        .until(
            () -> {
              long now = pair.far.handler.read();
              boolean same = now == before[0];
              before[0] = now;
              return same;
            });
    pair.near.connection.send("alive");
    await().untilAsserted(() -> assertThat(pair.far.handler.messages()).containsExactly("alive"));
  }

  @Test
  void closingTellsBothSidesOnceAfterTheLastMessage() throws Exception {
    Pair pair = connect();
    List<String> texts = IntStream.range(0, 300).mapToObj(i -> "last words " + i).toList();

    texts.forEach(pair.near.connection::send);
    pair.near.connection.close("done for today");
    pair.near.connection.close("twice");
    pair.near.connection.send("lost");

    awaitClosed(pair.far, "done for today");
    awaitClosed(pair.near, "done for today");
    assertThat(pair.far.handler.messages()).isEqualTo(texts);
    assertThat(pair.far.handler.faults()).isEmpty();
  }

  @Test
  void theFarSideClosesTheSameWay() throws Exception {
    Pair pair = connect();

    pair.far.connection.send("bye");
    pair.far.connection.close("ü is a reason");

    awaitClosed(pair.near, "ü is a reason");
    awaitClosed(pair.far, "ü is a reason");
    assertThat(pair.near.handler.messages()).containsExactly("bye");
  }

  @Test
  void bothSidesMayCloseAtOnce() throws Exception {
    Pair pair = connect();

    pair.near.connection.close();
    pair.far.connection.close();

    await().untilAsserted(() -> assertThat(pair.near.handler.closings()).hasSize(1));
    await().untilAsserted(() -> assertThat(pair.far.handler.closings()).hasSize(1));
  }

  @Test
  void closingFailsOpenTransfersOfBothSides() throws Exception {
    Pair pair = connect();
    long endless = 1L << 40;
    CompletableFuture<Void> near =
        pair.near.connection.fetch(
            pair.far.handler.offer("a", endless), 0, endless, new CheckingSink(0));
    CompletableFuture<Void> far =
        pair.far.connection.fetch(
            pair.near.handler.offer("b", endless), 0, endless, new CheckingSink(0));

    pair.near.connection.close("enough");

    for (CompletableFuture<Void> each : List.of(near, far)) {
      assertThatThrownBy(() -> each.get(10, TimeUnit.SECONDS))
          .hasCauseInstanceOf(IOException.class)
          .hasMessageContaining("enough");
    }
    assertThatThrownBy(
            () ->
                pair.near
                    .connection
                    .fetch(MISSING, 0, 1, new CheckingSink(0))
                    .get(10, TimeUnit.SECONDS))
        .hasCauseInstanceOf(IOException.class);
    awaitClosed(pair.far, "enough");
  }

  @Test
  void oneListenerServesSeveralConnectionsApart() throws Exception {
    Transport.Listener listener = listen(anyPort());
    List<Pair> pairs = List.of(connect(listener), connect(listener), connect(listener));

    for (int i = 0; i < pairs.size(); i++) {
      pairs.get(i).near.connection.send("to " + i);
    }
    pairs.get(0).near.connection.close("only this one");

    awaitClosed(pairs.get(0).far, "only this one");
    for (int i = 0; i < pairs.size(); i++) {
      Pair pair = pairs.get(i);
      String text = "to " + i;
      await().untilAsserted(() -> assertThat(pair.far.handler.messages()).containsExactly(text));
    }
    assertThat(pairs.get(1).far.handler.closings()).isEmpty();
    assertThat(pairs.get(2).near.handler.closings()).isEmpty();
  }

  @Test
  void listenerThatClosesClosesItsConnections() throws Exception {
    Transport.Listener listener = listen(anyPort());
    Pair one = connect(listener);
    Pair two = connect(listener);

    listener.close();
    listener.close();

    for (Side side : List.of(one.near, one.far, two.near, two.far)) {
      await().untilAsserted(() -> assertThat(side.handler.closings()).hasSize(1));
    }
    assertThat(errorOfConnecting(listener.port()).kind()).isEqualTo(ErrorKind.WORKER);
  }

  @Test
  void nobodyThereIsAnErrorOfTheWorker() throws Exception {
    Transport.Listener listener = listen(anyPort());
    listener.close();

    RenderException error = errorOfConnecting(listener.port());

    assertThat(error.kind()).isEqualTo(ErrorKind.WORKER);
    assertThat(error.line()).contains("Nobody answers at 127.0.0.1:" + listener.port());
  }

  @Test
  void refusalIsReadWhereItMatters() throws Exception {
    Transport.Listener listener =
        listen(
            new ListenRequest(
                0, 1, interfaces(), address -> Optional.of("you are not on the list")));

    RenderException error = errorOfConnecting(listener.port());

    assertThat(error.kind()).isEqualTo(ErrorKind.WORKER);
    assertThat(error.line()).contains("refuses").contains("you are not on the list");
    assertThat(arrived).isEmpty();
  }

  @Test
  void takenPortLeadsToTheNext() throws Exception {
    int first = listen(anyPort()).port();
    ListenRequest same = new ListenRequest(first, 1, interfaces(), address -> Optional.empty());
    ListenRequest range = new ListenRequest(first, 50, interfaces(), address -> Optional.empty());

    RenderException error =
        catchThrowableOfType(
            RenderException.class,
            () ->
                configured()
                    .listen(
                        same,
                        ignored -> {
                          throw new AssertionError("nobody connects");
                        }));
    Transport.Listener next = listen(range);

    assertThat(error.kind()).isEqualTo(ErrorKind.RESOURCE);
    assertThat(next.port()).isGreaterThan(first).isLessThan(first + 50);
    Pair pair = connect(next);
    pair.near.connection.send("in");
    await().untilAsserted(() -> assertThat(pair.far.handler.messages()).containsExactly("in"));
  }

  private RenderException errorOfConnecting(int port) {
    RenderException error =
        catchThrowableOfType(
            RenderException.class, () -> configured().connect(at(port), new RecordingHandler()));
    assertThat(error).as("what connecting throws").isNotNull();
    return error;
  }

  /** Takes bytes by a function. */
  private record ForwardingSink(Taking taking) implements WritableByteChannel {
    @FunctionalInterface
    interface Taking {
      void take(ByteBuffer bytes) throws IOException;
    }

    @Override
    public int write(ByteBuffer bytes) throws IOException {
      int before = bytes.remaining();
      taking.take(bytes);
      return before - bytes.remaining();
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
