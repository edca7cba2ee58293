package org.networkrender.core.transport;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.java_websocket.WebSocketImpl;
import org.java_websocket.drafts.Draft;
import org.java_websocket.drafts.Draft_6455;
import org.java_websocket.enums.Opcode;
import org.java_websocket.exceptions.InvalidDataException;
import org.java_websocket.exceptions.InvalidHandshakeException;
import org.java_websocket.framing.CloseFrame;
import org.java_websocket.framing.Framedata;
import org.java_websocket.handshake.Handshakedata;

/**
 * RFC 6455 without what could make memory grow: frames are bounded, fragments are refused (the
 * library does not count them), a handshake is bounded too, and there are no extensions.
 */
final class StrictDraft extends Draft_6455 {
  private static final int MAX_HANDSHAKE_BYTES = 8 * 1024;

  private final Consumer<String> head;

  private StrictDraft(Consumer<String> head) {
    super(List.of(), Frame.MAX_BYTES);
    this.head = head;
  }

  static StrictDraft ofServer() {
    return new StrictDraft(ignored -> {});
  }

  /** Returns a draft that shows what the server answered, even when it is no handshake. */
  static StrictDraft ofClient(Consumer<String> head) {
    return new StrictDraft(head);
  }

  // Without this the library would go on with its own, lax draft.
  @Override
  public Draft copyInstance() {
    return new StrictDraft(head);
  }

  @Override
  public Handshakedata translateHandshake(ByteBuffer bytes) throws InvalidHandshakeException {
    int length = Math.min(MAX_HANDSHAKE_BYTES, bytes.remaining());
    head.accept(
        StandardCharsets.ISO_8859_1.decode(bytes.slice(bytes.position(), length)).toString());
    Handshakedata handshake = super.translateHandshake(bytes);
    if (bytes.position() > MAX_HANDSHAKE_BYTES) {
      throw new InvalidHandshakeException("the handshake is too long");
    }
    return handshake;
  }

  @Override
  public void processFrame(WebSocketImpl socket, Framedata frame) throws InvalidDataException {
    if (!frame.isFin() || frame.getOpcode() == Opcode.CONTINUOUS) {
      throw new InvalidDataException(CloseFrame.REFUSE, "fragmented messages are not accepted");
    }
    super.processFrame(socket, frame);
  }
}
