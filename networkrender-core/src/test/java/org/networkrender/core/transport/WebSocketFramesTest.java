package org.networkrender.core.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.networkrender.api.Sha256;
import org.networkrender.api.testkit.CheckingSink;
import org.networkrender.api.transport.Transport;
import org.networkrender.core.transport.Frame.Kind;

/** Frames that break the rules close the connection that they come by. */
final class WebSocketFramesTest extends WebSocketFixture {
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
      Sha256 blob = take().handler().offer("blob", 100L * MIB);
      peer.frame(Frame.get(1, asked(blob, 0, 100L * MIB)));
      peer.readFrame(RawPeer.BINARY);
      peer.frame(Frame.of(Kind.ACK, 1, 99L * MIB));

      assertThat(peer.readCloseReason()).contains("never owed");
    }
  }

  @Test
  void tooManyOpenTransfersClose() throws Exception {
    try (RawPeer peer = RawPeer.shaken(listener.port())) {
      Sha256 blob = take().handler().offer("blob", 100L * MIB);
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
      CompletableFuture<Void> transfer = take().connection().fetch(BLOB, 0, 100, sink);
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
      CompletableFuture<Void> transfer = take().connection().fetch(BLOB, 0, 1, new CheckingSink(0));
      peer.readFrame(RawPeer.BINARY);
      ByteBuffer data = Frame.sealed(Kind.DATA, 1, 0, ByteBuffer.allocate(Frame.HEADER_BYTES + 1));
      peer.frame(data.put(Frame.HEADER_BYTES, (byte) 1));

      assertThatThrownBy(() -> transfer.get(10, TimeUnit.SECONDS)).hasMessageContaining("damaged");
    }
  }
}
