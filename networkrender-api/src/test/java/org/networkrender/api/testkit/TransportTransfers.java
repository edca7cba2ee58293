package org.networkrender.api.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.networkrender.api.Sha256;
import org.networkrender.api.transport.Blob;
import org.networkrender.api.transport.Transport;

/** How blobs travel: a part of {@link TransportContract}. */
abstract class TransportTransfers extends TransportFixture {
  private static final int MIB = 1 << 20;
  private static final long BIG = 24L * MIB + 12_345;

  @Test
  void blobsCrossBothWaysAtOnceWithMessagesInBetween() throws Exception {
    Pair pair = connect();
    Sha256 down = pair.far().handler().offer("down", BIG);
    Sha256 up = pair.near().handler().offer("up", BIG);
    CheckingSink downSink = new CheckingSink(0);
    CheckingSink upSink = new CheckingSink(0);

    CompletableFuture<Void> first = pair.near().connection().fetch(down, 0, BIG, downSink);
    CompletableFuture<Void> second = pair.far().connection().fetch(up, 0, BIG, upSink);
    List<String> texts = IntStream.range(0, 500).mapToObj(i -> "between " + i).toList();
    texts.forEach(pair.near().connection()::send);

    first.get(30, TimeUnit.SECONDS);
    second.get(30, TimeUnit.SECONDS);
    assertThat(downSink.written()).isEqualTo(BIG);
    assertThat(upSink.written()).isEqualTo(BIG);
    await().untilAsserted(() -> assertThat(pair.far().handler().messages()).isEqualTo(texts));
  }

  @Test
  void transferGoesOnFromAnOffset() throws Exception {
    Pair pair = connect();
    Sha256 blob = pair.far().handler().offer("blob", BIG);
    long offset = 5L * MIB + 7;
    CheckingSink sink = new CheckingSink(offset);

    pair.near().connection().fetch(blob, offset, BIG, sink).get(30, TimeUnit.SECONDS);

    assertThat(sink.written()).isEqualTo(BIG - offset);
    assertThat(pair.far().handler().read()).isEqualTo(BIG - offset);
  }

  @Test
  void severalBlobsComeOneBehindTheOther() throws Exception {
    Pair pair = connect();
    List<Blob> blobs = new ArrayList<>();
    for (long size : new long[] {0, 3, MIB + 1, 0, 5000, 0}) {
      blobs.add(new Blob(pair.far().handler().offer("blob " + blobs.size(), size), size));
    }
    ByteBuffer all = ByteBuffer.allocate(MIB + 5004);

    pair.near().connection().fetch(blobs, new ForwardingSink(all::put)).get(30, TimeUnit.SECONDS);

    assertThat(all.hasRemaining()).isFalse();
    all.flip();
    for (Blob blob : blobs) {
      CheckingSink sink = new CheckingSink(0);
      sink.write(all.slice(all.position(), (int) blob.bytes()));
      all.position(all.position() + (int) blob.bytes());
    }
  }

  @Test
  void asManyBlobsAsAreAllowedComeAtOnce() throws Exception {
    Pair pair = connect();
    List<Blob> blobs = new ArrayList<>();
    for (int i = 0; i < Transport.MAX_BLOBS_AT_ONCE; i++) {
      blobs.add(new Blob(pair.far().handler().offer("blob " + i, 1), 1));
    }

    // Each of them is the first byte of one.
    pair.near()
        .connection()
        .fetch(blobs, new ForwardingSink(TransportTransfers::checkEach))
        .get(30, TimeUnit.SECONDS);

    assertThat(pair.far().handler().read()).isEqualTo(Transport.MAX_BLOBS_AT_ONCE);
  }

  private static void checkEach(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      new CheckingSink(0).write(bytes.slice(bytes.position(), 1));
      bytes.position(bytes.position() + 1);
    }
  }

  @Test
  void oneMissingBlobOfSeveralFailsThemAndNothingElse() throws Exception {
    Pair pair = connect();
    Blob there = new Blob(pair.far().handler().offer("there", 10), 10);
    Blob shorter = new Blob(pair.far().handler().offer("shorter", 9), 10);

    for (Blob wrong : List.of(new Blob(MISSING, 10), shorter)) {
      assertThatThrownBy(
              () ->
                  pair.near()
                      .connection()
                      .fetch(
                          List.of(there, wrong, there),
                          new ForwardingSink(TransportTransfers::skip))
                      .get(10, TimeUnit.SECONDS))
          .hasCauseInstanceOf(IOException.class);
    }

    CheckingSink good = new CheckingSink(0);
    pair.near().connection().fetch(List.of(there), good).get(10, TimeUnit.SECONDS);
    assertThat(good.written()).isEqualTo(10);
    assertThat(pair.near().handler().closings()).isEmpty();
  }

  private static void skip(ByteBuffer bytes) {
    bytes.position(bytes.limit());
  }

  @Test
  void emptyBlobsAndFullyFetchedOnesEndAtOnce() throws Exception {
    Pair pair = connect();
    Sha256 empty = pair.far().handler().offer("empty", 0);
    Sha256 whole = pair.far().handler().offer("whole", 10);
    CheckingSink sink = new CheckingSink(0);

    pair.near().connection().fetch(empty, 0, 0, sink).get(10, TimeUnit.SECONDS);
    pair.near().connection().fetch(whole, 10, 10, sink).get(10, TimeUnit.SECONDS);

    assertThat(sink.written()).isZero();
  }

  @Test
  void missingBlobFailsWithTheOtherSidesWords() throws Exception {
    Pair pair = connect();

    assertThatThrownBy(
            () ->
                pair.near()
                    .connection()
                    .fetch(MISSING, 0, 10, new CheckingSink(0))
                    .get(10, TimeUnit.SECONDS))
        .hasCauseInstanceOf(IOException.class)
        .hasMessageContaining("no content " + MISSING.abbreviated());
    assertThat(pair.near().handler().closings()).isEmpty();
  }

  @Test
  void wrongSizeFails() throws Exception {
    Pair pair = connect();
    Sha256 blob = pair.far().handler().offer("blob", 1000);

    for (long size : new long[] {999, 1001}) {
      CheckingSink sink = new CheckingSink(0);
      assertThatThrownBy(
              () -> pair.near().connection().fetch(blob, 0, size, sink).get(10, TimeUnit.SECONDS))
          .hasCauseInstanceOf(IOException.class);
      assertThat(sink.written()).isLessThanOrEqualTo(size);
    }
  }

  @Test
  void slowSinkHoldsTheSourceBackAndNoMessage() throws Exception {
    Pair pair = connect();
    Sha256 blob = pair.far().handler().offer("blob", BIG);
    CountDownLatch gate = new CountDownLatch(1);
    CheckingSink sink = new CheckingSink(0, gate);

    CompletableFuture<Void> transfer = pair.near().connection().fetch(blob, 0, BIG, sink);
    await().until(() -> pair.far().handler().read() > 0);
    await()
        .during(Duration.ofMillis(300))
        .until(() -> pair.far().handler().read() <= Transport.MAX_IN_FLIGHT_BYTES);
    pair.far().connection().send("still here");
    await()
        .untilAsserted(
            () -> assertThat(pair.near().handler().messages()).containsExactly("still here"));
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
      Sha256 blob = pair.far().handler().offer("blob " + i, BIG);
      transfers.add(
          pair.near()
              .connection()
              .fetch(
                  blob,
                  0,
                  BIG,
                  new ForwardingSink(
                      bytes -> {
                        // Written is looked at last: what is read meanwhile only lowers the number.
                        long read = pair.far().handler().read();
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
    Sha256 blob = pair.far().handler().offer("blob", BIG);
    CountDownLatch gate = new CountDownLatch(1);
    CheckingSink stuck = new CheckingSink(0, gate);
    CompletableFuture<Void> first = pair.near().connection().fetch(blob, 0, BIG, stuck);
    await().until(() -> pair.far().handler().read() > 0);

    CheckingSink free = new CheckingSink(0);
    pair.near().connection().fetch(blob, 0, BIG, free).get(30, TimeUnit.SECONDS);

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
      Sha256 blob = pair.far().handler().offer("blob " + i, size);
      transfers.add(pair.near().connection().fetch(blob, 0, size, new CheckingSink(0)));
    }

    for (CompletableFuture<Void> transfer : transfers) {
      transfer.get(30, TimeUnit.SECONDS);
    }
  }

  @Test
  void failingSinkFailsItsTransferAlone() throws Exception {
    Pair pair = connect();
    Sha256 blob = pair.far().handler().offer("blob", BIG);
    WritableByteChannel full =
        new ForwardingSink(
            bytes -> {
              throw new IOException("disk full");
            });

    assertThatThrownBy(
            () -> pair.near().connection().fetch(blob, 0, BIG, full).get(10, TimeUnit.SECONDS))
        .hasCauseInstanceOf(IOException.class)
        .hasMessageContaining("disk full");

    CheckingSink good = new CheckingSink(0);
    pair.near().connection().fetch(blob, 0, BIG, good).get(30, TimeUnit.SECONDS);
    assertThat(good.written()).isEqualTo(BIG);
  }

  @Test
  void cancelStopsTheSource() throws Exception {
    Pair pair = connect();
    long endless = 1L << 40;
    Sha256 blob = pair.far().handler().offer("endless", endless);
    for (int i = 0; i < 40; i++) {
      CheckingSink sink = new CheckingSink(0);
      CompletableFuture<Void> transfer = pair.near().connection().fetch(blob, 0, endless, sink);
      await().until(() -> sink.written() > 0);
      transfer.cancel(true);
    }

    long[] before = {-1};
    await()
        .pollInterval(Duration.ofMillis(100))
        .until(
            () -> {
              long now = pair.far().handler().read();
              boolean same = now == before[0];
              before[0] = now;
              return same;
            });
    pair.near().connection().send("alive");
    await()
        .untilAsserted(() -> assertThat(pair.far().handler().messages()).containsExactly("alive"));
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
