package org.networkrender.core.transport;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.java_websocket.WebSocketImpl;
import org.java_websocket.drafts.Draft;
import org.java_websocket.drafts.Draft_6455;
import org.java_websocket.enums.Opcode;
import org.java_websocket.enums.Role;
import org.java_websocket.exceptions.InvalidDataException;
import org.java_websocket.exceptions.InvalidHandshakeException;
import org.java_websocket.framing.BinaryFrame;
import org.java_websocket.framing.CloseFrame;
import org.java_websocket.framing.Framedata;
import org.java_websocket.handshake.Handshakedata;

/**
 * RFC 6455 without what could make memory grow: frames are bounded, fragments are refused (the
 * library does not count them), a handshake is bounded too, and there are no extensions.
 */
final class StrictDraft extends Draft_6455 {
  private static final int MAX_HANDSHAKE_BYTES = 8 * 1024;

  /** The first byte of a binary frame that is the whole message and uses no extension. */
  private static final byte WHOLE_BINARY = (byte) 0x82;

  private static final int MASKED = 0x80;
  private static final int MOST_HEADER_BYTES = 14;

  private final Consumer<String> head;
  private final FrameCutter cutter = new FrameCutter(Frame.MAX_BYTES);

  /** Nobody may guess what stands on the wire (RFC 6455, 10.3). */
  private final SecureRandom keys = new SecureRandom();

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
  public List<Framedata> translateFrame(ByteBuffer in) throws InvalidDataException {
    List<Framedata> frames = new ArrayList<>();
    for (ByteBuffer frame = cutter.next(in); frame != null; frame = cutter.next(in)) {
      if (isMaskedBinary(frame)) {
        frames.add(unmasked(frame));
      } else {
        // The library reads the backing array from its start.
        frames.addAll(super.translateFrame(copy(frame)));
      }
    }
    return frames;
  }

  private static boolean isMaskedBinary(ByteBuffer frame) {
    return frame.get(0) == WHOLE_BINARY
        && (frame.get(1) & MASKED) != 0
        && frame.remaining() >= payloadAt(frame);
  }

  private static int payloadAt(ByteBuffer frame) {
    int length = frame.get(1) & 0x7f;
    return (length == 127 ? 10 : length == 126 ? 4 : 2) + Integer.BYTES;
  }

  private static Framedata unmasked(ByteBuffer frame) {
    int at = payloadAt(frame);
    ByteBuffer payload = ByteBuffer.allocate(frame.remaining() - at);
    Masking.apply(frame.getInt(at - Integer.BYTES), frame.position(at), payload);
    BinaryFrame binary = new BinaryFrame();
    binary.setPayload(payload.flip());
    return binary;
  }

  private static ByteBuffer copy(ByteBuffer frame) {
    return ByteBuffer.allocate(frame.remaining()).put(frame).flip();
  }

  @Override
  public ByteBuffer createBinaryFrame(Framedata frame) {
    if (role != Role.CLIENT || frame.getOpcode() != Opcode.BINARY) {
      return super.createBinaryFrame(frame);
    }
    ByteBuffer payload = frame.getPayloadData().duplicate();
    int length = payload.remaining();
    ByteBuffer bytes = ByteBuffer.allocate(length + MOST_HEADER_BYTES);
    bytes.put(WHOLE_BINARY);
    if (length < 126) {
      bytes.put((byte) (MASKED | length));
    } else if (length <= 0xffff) {
      bytes.put((byte) (MASKED | 126)).putShort((short) length);
    } else {
      bytes.put((byte) (MASKED | 127)).putLong(length);
    }
    int key = keys.nextInt();
    bytes.putInt(key);
    Masking.apply(key, payload, bytes);
    return bytes.flip();
  }

  @Override
  public void processFrame(WebSocketImpl socket, Framedata frame) throws InvalidDataException {
    if (!frame.isFin() || frame.getOpcode() == Opcode.CONTINUOUS) {
      throw new InvalidDataException(CloseFrame.REFUSE, "fragmented messages are not accepted");
    }
    super.processFrame(socket, frame);
  }
}
