package org.networkrender.core.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.java_websocket.enums.Role;
import org.java_websocket.framing.BinaryFrame;
import org.java_websocket.framing.Framedata;
import org.java_websocket.framing.TextFrame;
import org.junit.jupiter.api.Test;

/** Frames as the client masks them, cut at random places, come out as they went in. */
class FrameCutterTest {
  private static final int[] LENGTHS = {
    0, 1, 2, 3, 7, 8, 9, 125, 126, 127, 65_535, 65_536, 262_168
  };

  private final Random random = new Random(7);

  @Test
  void whatTheClientSendsComesAtTheServerWhateverThePieces() throws Exception {
    Consumer<String> nowhere = head -> assertThat(head).isNotNull();
    StrictDraft client = StrictDraft.ofClient(nowhere);
    client.setParseMode(Role.CLIENT);
    List<byte[]> sent = new ArrayList<>();
    ByteBuffer wire = ByteBuffer.allocate(4 << 20);
    for (int round = 0; round < 3; round++) {
      for (int length : LENGTHS) {
        byte[] payload = new byte[length];
        random.nextBytes(payload);
        BinaryFrame frame = new BinaryFrame();
        frame.setPayload(ByteBuffer.wrap(payload));
        wire.put(client.createBinaryFrame(frame));
        sent.add(payload);
        TextFrame text = new TextFrame();
        text.setPayload(ByteBuffer.wrap("text".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        wire.put(client.createBinaryFrame(text));
        sent.add("text".getBytes(java.nio.charset.StandardCharsets.UTF_8));
      }
    }
    wire.flip();
    for (int most : new int[] {1 << 22, 16_384, 100, 3}) {
      assertThat(cut(wire.duplicate(), most)).containsExactlyElementsOf(sent);
    }
  }

  private List<byte[]> cut(ByteBuffer wire, int most) throws Exception {
    StrictDraft server = StrictDraft.ofServer();
    server.setParseMode(Role.SERVER);
    List<byte[]> come = new ArrayList<>();
    while (wire.hasRemaining()) {
      byte[] piece = new byte[Math.min(wire.remaining(), 1 + random.nextInt(most))];
      wire.get(piece);
      for (Framedata frame : server.translateFrame(ByteBuffer.wrap(piece))) {
        byte[] payload = new byte[frame.getPayloadData().remaining()];
        frame.getPayloadData().get(payload);
        come.add(payload);
      }
    }
    return come;
  }
}
