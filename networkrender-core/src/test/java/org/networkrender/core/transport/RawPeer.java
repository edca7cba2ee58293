package org.networkrender.core.transport;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A peer that speaks WebSocket by hand, and so can break every rule. */
final class RawPeer implements AutoCloseable {
  static final int TEXT = 1;
  static final int BINARY = 2;
  static final int CLOSE = 8;
  private static final int READ_MILLIS = 15_000;

  private final Socket socket;
  private final DataInputStream in;

  RawPeer(int port) throws IOException {
    socket = new Socket(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
    socket.setSoTimeout(READ_MILLIS);
    in = new DataInputStream(socket.getInputStream());
  }

  /** Returns a peer whose handshake went well. */
  static RawPeer shaken(int port) throws IOException {
    RawPeer peer = new RawPeer(port);
    peer.write(handshake(""));
    String head = peer.readHead();
    if (!head.startsWith("HTTP/1.1 101 ")) {
      throw new IOException(head);
    }
    return peer;
  }

  static String handshake(String moreHeaders) {
    return "GET "
        + WebSocketServerEnd.PATH
        + " HTTP/1.1\r\nHost: worker\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n"
        + moreHeaders
        + "\r\n";
  }

  void write(String text) throws IOException {
    write(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  void write(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
  }

  /** Writes a frame with a mask of zeros. */
  void frame(int opcode, boolean last, byte[] payload) throws IOException {
    ByteBuffer frame = ByteBuffer.allocate(14 + payload.length);
    frame.put((byte) ((last ? 0x80 : 0) | opcode));
    frame.put((byte) 0xff).putLong(payload.length).putInt(0).put(payload);
    write(frame.array());
  }

  void frame(ByteBuffer payload) throws IOException {
    byte[] bytes = new byte[payload.remaining()];
    payload.duplicate().get(bytes);
    frame(BINARY, true, bytes);
  }

  String readHead() throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
      head.write(in.readUnsignedByte());
    }
    return head.toString(StandardCharsets.ISO_8859_1);
  }

  /** Returns the payload of the next frame of that kind; skips others. */
  byte[] readFrame(int opcode) throws IOException {
    while (true) {
      int kind = in.readUnsignedByte() & 0x0f;
      int length = in.readUnsignedByte() & 0x7f;
      long size = length == 127 ? in.readLong() : length == 126 ? in.readUnsignedShort() : length;
      byte[] payload = new byte[Math.toIntExact(size)];
      in.readFully(payload);
      if (kind == opcode) {
        return payload;
      }
    }
  }

  /** Waits for the close frame and returns its reason. */
  String readCloseReason() throws IOException {
    byte[] payload = readFrame(CLOSE);
    return new String(payload, 2, payload.length - 2, StandardCharsets.UTF_8);
  }

  /** Reads to the end of the stream; false if it does not come in time. */
  boolean isEnded() throws IOException {
    try {
      while (true) {
        in.readUnsignedByte();
      }
    } catch (EOFException | SocketException e) {
      return true;
    } catch (SocketTimeoutException e) {
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
