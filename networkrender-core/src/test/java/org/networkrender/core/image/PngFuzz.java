package org.networkrender.core.image;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** What Jazzer runs for PNG files. */
public final class PngFuzz {
  private static final int SIGNATURE_BYTES = 8;
  private static final int CHUNK_BYTES = 12;

  private PngFuzz() {}

  /** Joins the bytes as they are, and again so that no checksum stops what lies behind it. */
  public static void fuzzerTestOneInput(byte[] data) throws IOException, InterruptedException {
    FuzzedPart.join(data, "png");
    FuzzedPart.join(repaired(data, false), "png");
    FuzzedPart.join(repaired(data, true), "png");
  }

  /**
   * Puts right checksums into all chunks.
   *
   * @param packed whether the data of pixel chunks are packed too, as one would pack rows
   */
  private static byte[] repaired(byte[] data, boolean packed) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(data, 0, Math.min(SIGNATURE_BYTES, data.length));
    int at = SIGNATURE_BYTES;
    while (at + CHUNK_BYTES <= data.length) {
      ByteBuffer header = ByteBuffer.wrap(data, at, SIGNATURE_BYTES);
      int length = header.getInt();
      int type = header.getInt();
      if (length < 0 || length > data.length - at - CHUNK_BYTES) {
        break;
      }
      byte[] content = new byte[length];
      System.arraycopy(data, at + SIGNATURE_BYTES, content, 0, length);
      chunk(out, type, packed && type == PngHeader.IDAT ? deflated(content) : content);
      at += CHUNK_BYTES + length;
    }
    out.write(data, Math.min(at, data.length), Math.max(0, data.length - at));
    return out.toByteArray();
  }

  private static void chunk(ByteArrayOutputStream out, int type, byte[] content) {
    ByteBuffer chunk = ByteBuffer.allocate(CHUNK_BYTES + content.length);
    chunk.putInt(content.length).putInt(type).put(content);
    CRC32 checksum = new CRC32();
    checksum.update(chunk.array(), Integer.BYTES, Integer.BYTES + content.length);
    out.writeBytes(chunk.putInt((int) checksum.getValue()).array());
  }

  private static byte[] deflated(byte[] content) {
    Deflater deflater = new Deflater(1);
    deflater.setInput(content);
    deflater.finish();
    byte[] packed = new byte[content.length + content.length / 100 + 64];
    int length = deflater.deflate(packed);
    deflater.end();
    return Arrays.copyOf(packed, length);
  }
}
