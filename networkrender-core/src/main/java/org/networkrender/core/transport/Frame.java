package org.networkrender.core.transport;

import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32C;
import org.networkrender.api.Sha256;
import org.networkrender.api.transport.Blob;
import org.networkrender.api.transport.Transport;

/**
 * One binary frame of the blob protocol. Texts are messages; everything about blobs is binary:
 *
 * <pre>
 *  0  kind, 1 byte          4  CRC32C of the body, 4 bytes     body: the rest
 *  1  zero, 3 bytes         8  transfer, 8 bytes
 *                          16  offset, 8 bytes                 all big-endian
 * </pre>
 *
 * <p>The side that wants a blob counts its transfers from 1 and sends GET; the other side sends
 * DATA and at last, whatever happened, one END or FAIL. Each DATA is acknowledged when its bytes
 * are in the sink, or dropped.
 */
record Frame(Kind kind, long transfer, long offset, int checksum, ByteBuffer body) {
  static final int HEADER_BYTES = 24;
  static final int CHUNK_BYTES = 256 * 1024;
  static final int MAX_BYTES = HEADER_BYTES + CHUNK_BYTES;
  private static final int DIGEST_BYTES = 32;
  private static final int GET_BYTES = DIGEST_BYTES + Long.BYTES;
  private static final int MAX_TEXT_BYTES = 1024;

  /** What a frame says: its number, and how long its body is at least and at most. */
  enum Kind {
    /**
     * Send the blob from the offset on; the body is its SHA-256 and its size. Or several blobs
     * whole, one behind the other as if they were one; the body is that of each.
     */
    GET(1, GET_BYTES, GET_BYTES * Transport.MAX_BLOBS_AT_ONCE),
    /** The bytes from the offset on. */
    DATA(2, 1, CHUNK_BYTES),
    /** All bytes before the offset are in the sink, or dropped. */
    ACK(3, 0, 0),
    /** All was sent. */
    END(4, 0, 0),
    /** No more is sent; the body says why. */
    FAIL(5, 0, MAX_TEXT_BYTES),
    /** Send no more. */
    CANCEL(6, 0, 0),
    /** Nothing comes after this; the body says why. The side that gets it closes the link. */
    BYE(7, 0, MAX_TEXT_BYTES);

    private static final Kind[] ALL = values();
    private final int number;
    private final int least;
    private final int most;

    Kind(int number, int least, int most) {
      this.number = number;
      this.least = least;
      this.most = most;
    }

    static Kind of(int number) throws ProtocolException {
      for (Kind kind : ALL) {
        if (kind.number == number) {
          return kind;
        }
      }
      throw new ProtocolException("a frame of unknown kind " + number);
    }
  }

  /**
   * Reads a frame that came in; its body shares the bytes.
   *
   * @throws ProtocolException if it is not one
   */
  static Frame parse(ByteBuffer bytes) throws ProtocolException {
    if (bytes.remaining() < HEADER_BYTES) {
      throw new ProtocolException("a frame of " + bytes.remaining() + " bytes");
    }
    ByteBuffer header = bytes.slice();
    Kind known = Kind.of(header.getInt() >>> 24);
    int checksum = header.getInt();
    long transfer = header.getLong();
    long offset = header.getLong();
    if (header.remaining() < known.least || header.remaining() > known.most) {
      throw new ProtocolException("a frame " + known + " of wrong length");
    }
    if (offset < 0 || transfer < 0) {
      throw new ProtocolException("a negative offset or transfer");
    }
    return new Frame(known, transfer, offset, checksum, header.slice());
  }

  /** Returns the bytes of a frame without a body. */
  static ByteBuffer of(Kind kind, long transfer, long offset) {
    return sealed(kind, transfer, offset, ByteBuffer.allocate(HEADER_BYTES));
  }

  /** Returns the bytes of a frame whose body is a text, cut if it is too long. */
  static ByteBuffer text(Kind kind, long transfer, String text) {
    byte[] body = PlainLine.of(text).getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes = ByteBuffer.allocate(HEADER_BYTES + body.length);
    bytes.put(HEADER_BYTES, body);
    return sealed(kind, transfer, 0, bytes);
  }

  static ByteBuffer get(long transfer, AskedBlobs asked) {
    ByteBuffer bytes = ByteBuffer.allocate(HEADER_BYTES + GET_BYTES * asked.blobs().size());
    bytes.position(HEADER_BYTES);
    for (Blob blob : asked.blobs()) {
      bytes.put(HexFormat.of().parseHex(blob.content().hex())).putLong(blob.bytes());
    }
    return sealed(Kind.GET, transfer, asked.offset(), bytes);
  }

  /** Writes the header in front of a body that already lies behind {@link #HEADER_BYTES}. */
  static ByteBuffer sealed(Kind kind, long transfer, long offset, ByteBuffer bytes) {
    bytes.clear();
    bytes.putInt(0, kind.number << 24);
    bytes.putInt(4, checksumOf(bytes.slice(HEADER_BYTES, bytes.limit() - HEADER_BYTES)));
    bytes.putLong(8, transfer).putLong(16, offset);
    return bytes;
  }

  /**
   * Returns what a GET asks for.
   *
   * @throws ProtocolException if that cannot be
   */
  AskedBlobs asked() throws ProtocolException {
    if (body.remaining() % GET_BYTES != 0) {
      throw new ProtocolException("a frame GET of wrong length");
    }
    ByteBuffer bytes = body.duplicate();
    List<Blob> blobs = new ArrayList<>();
    byte[] digest = new byte[DIGEST_BYTES];
    try {
      while (bytes.hasRemaining()) {
        bytes.get(digest);
        blobs.add(new Blob(Sha256.ofDigest(digest), bytes.getLong()));
      }
      return new AskedBlobs(blobs, offset);
    } catch (IllegalArgumentException e) {
      throw new ProtocolException(String.valueOf(e.getMessage()));
    }
  }

  String text() {
    return PlainLine.of(StandardCharsets.UTF_8.decode(body.duplicate()).toString());
  }

  /** Tells whether the body is what was sent; costs a pass over it. */
  boolean intact() {
    return checksum == checksumOf(body.duplicate());
  }

  private static int checksumOf(ByteBuffer body) {
    CRC32C checksum = new CRC32C();
    checksum.update(body);
    return (int) checksum.getValue();
  }
}
