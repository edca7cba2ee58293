package org.networkrender.core.image;

import java.io.EOFException;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.networkrender.api.PixelSize;

/**
 * The outer structure of a scan line OpenEXR file: header, offset table, and that every chunk ends
 * inside the file. A full disk leaves files whose last chunks are missing.
 *
 * <p>Source: "OpenEXR File Layout", openexr.com (magic 20000630, version 2; little endian).
 */
final class ExrStructure {
  private static final int MAGIC = 20000630;
  private static final int MULTIPART = 0x1000;
  private static final int NOT_SCAN_LINES = 0x200 | 0x800;
  private static final int MAX_HEADER_BYTES = 16 << 20;

  private final FileChannel channel;
  private final String name;
  private final ByteBuffer header;

  private ExrStructure(FileChannel channel, String name) throws IOException {
    this.channel = channel;
    this.name = name;
    int size = (int) Math.min(channel.size(), MAX_HEADER_BYTES);
    this.header = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    readFully(header, 0);
  }

  /**
   * Reads the structure.
   *
   * @return the size of the first part's data window, in pixels
   */
  static PixelSize read(Path file, String name) throws BrokenPictureException, IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      return new ExrStructure(channel, name).read();
    } catch (EOFException
        | BufferUnderflowException
        | IllegalArgumentException
        | ArithmeticException e) {
      throw new BrokenPictureException(name + " is damaged: it ends too early");
    }
  }

  private PixelSize read() throws BrokenPictureException, IOException {
    int magic = header.getInt();
    int version = header.getInt();
    if (magic != MAGIC || (version & 0xff) != 2 || (version & NOT_SCAN_LINES) != 0) {
      throw new BrokenPictureException(name + " is not a scan line OpenEXR file");
    }
    boolean multipart = (version & MULTIPART) != 0;
    PixelSize first = null;
    long chunks = 0;
    do {
      Part part = readPart();
      if (part == null) {
        break;
      }
      first = first == null ? part.size : first;
      chunks += part.chunks;
    } while (multipart);
    if (first == null) {
      throw new BrokenPictureException(name + " has no picture in it");
    }
    checkChunks(header.position(), chunks, multipart);
    return first;
  }

  private @Nullable Part readPart() throws BrokenPictureException {
    String attribute = readString();
    if (attribute.isEmpty()) {
      return null;
    }
    Part part = new Part();
    while (!attribute.isEmpty()) {
      String type = readString();
      int size = header.getInt();
      int end = header.position() + size;
      if (size < 0 || end > header.limit()) {
        throw new BrokenPictureException(name + " is damaged: its header has no end");
      }
      if (attribute.equals("dataWindow") && type.equals("box2i")) {
        int left = header.getInt();
        int top = header.getInt();
        part.size =
            new PixelSize(
                Math.addExact(Math.subtractExact(header.getInt(), left), 1),
                Math.addExact(Math.subtractExact(header.getInt(), top), 1));
      } else if (attribute.equals("compression")) {
        part.compression = header.get();
      }
      header.position(end);
      attribute = readString();
    }
    return part.complete(name);
  }

  private String readString() {
    int start = header.position();
    while (header.get() != 0) {
      // Looks for the end of the text.
    }
    return new String(
        header.array(), start, header.position() - 1 - start, StandardCharsets.ISO_8859_1);
  }

  private void checkChunks(long table, long chunks, boolean multipart)
      throws BrokenPictureException, IOException {
    long dataStart = table + chunks * Long.BYTES;
    int prefix = (multipart ? 2 : 1) * Integer.BYTES;
    ByteBuffer offset = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    ByteBuffer chunk = ByteBuffer.allocate(prefix + Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (long i = 0; i < chunks; i++) {
      readFully(offset.clear(), table + i * Long.BYTES);
      long start = offset.getLong(0);
      if (start < dataStart || start > channel.size()) {
        throw new BrokenPictureException(name + " is damaged: a part of it was never written");
      }
      readFully(chunk.clear(), start);
      int size = chunk.getInt(prefix);
      if (size < 0 || start + chunk.capacity() + size > channel.size()) {
        throw new BrokenPictureException(name + " is damaged: it ends too early");
      }
    }
  }

  private void readFully(ByteBuffer buffer, long position) throws IOException {
    long at = position;
    while (buffer.hasRemaining()) {
      int count = channel.read(buffer, at);
      if (count < 0) {
        throw new EOFException();
      }
      at += count;
    }
    buffer.flip();
  }

  private static final class Part {
    private @Nullable PixelSize size;
    private int compression = -1;
    private long chunks;

    private Part complete(String name) throws BrokenPictureException {
      if (size == null || compression < 0) {
        throw new BrokenPictureException(name + " is damaged: its header is not complete");
      }
      int rows = rowsPerChunk(compression);
      chunks = (size.height() + rows - 1L) / rows;
      return this;
    }

    /**
     * In the order of the format's list: NONE, RLE, ZIPS, ZIP, PIZ, PXR24, B44, B44A, DWAA, DWAB.
     */
    private static int rowsPerChunk(int compression) {
      return switch (compression) {
        case 0, 1, 2 -> 1;
        case 3, 5 -> 16;
        case 4, 6, 7, 8 -> 32;
        default -> 256;
      };
    }
  }
}
