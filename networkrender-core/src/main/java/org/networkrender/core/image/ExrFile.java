package org.networkrender.core.image;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;

/**
 * A scan line OpenEXR file: its headers, and where its chunks are. It holds no pixels and no open
 * file. Threads may share it.
 */
final class ExrFile {
  private final Path path;
  private final String name;
  private final ImmutableList<ExrHeader> headers;
  private final boolean multipart;
  private final long tables;

  private ExrFile(Path path, String name, List<ExrHeader> headers, boolean multipart, long tables) {
    this.path = path;
    this.name = name;
    this.headers = ImmutableList.copyOf(headers);
    this.multipart = multipart;
    this.tables = tables;
  }

  /**
   * Reads the headers of a file.
   *
   * @param name what the file is called in messages
   * @param keepAttributes whether everything that the headers say is kept
   */
  static ExrFile read(Path path, String name, boolean keepAttributes)
      throws BrokenPictureException, IOException {
    try (FileChannel channel = FileChannel.open(path)) {
      ExrInput in = new ExrInput(channel, name);
      ExrHeaderReader reader = new ExrHeaderReader(in, name, keepAttributes);
      List<ExrHeader> headers = reader.read();
      ExrFile file = new ExrFile(path, name, headers, reader.multipart(), in.position());
      // No table can lie outside the file, however many chunks are claimed.
      if (file.dataStart() > channel.size()) {
        throw in.broken("it ends too early");
      }
      return file;
    }
  }

  /** Returns the same file with headers that say the same in less memory. */
  ExrFile with(List<ExrHeader> smaller) {
    return new ExrFile(path, name, smaller, multipart, tables);
  }

  /** Returns what the file is called in messages. */
  String name() {
    return name;
  }

  ImmutableList<ExrHeader> headers() {
    return headers;
  }

  /** Returns whether the file has the layout of several pictures. */
  boolean multipart() {
    return multipart;
  }

  /** Opens the file, to load chunks from it. */
  FileChannel open() throws IOException {
    return FileChannel.open(path);
  }

  /** Returns the offset of the first byte after the offset tables. */
  private long dataStart() {
    return table(headers.size());
  }

  private long table(int header) {
    long start = tables;
    for (int i = 0; i < header; i++) {
      start += (long) headers.get(i).chunks() * Long.BYTES;
    }
    return start;
  }

  /**
   * Checks that a chunk lies inside the file, and that it is the one it should be.
   *
   * @return where its bytes are
   */
  Extent locate(FileChannel channel, int header, int chunk)
      throws BrokenPictureException, IOException {
    long length = channel.size();
    long start = read(channel, Long.BYTES, table(header) + (long) chunk * Long.BYTES).getLong();
    int prefix = (multipart ? 3 : 2) * Integer.BYTES;
    if (start < dataStart() || start > length - prefix) {
      throw BrokenPictureException.damaged(name, "a part of it was never written");
    }
    ByteBuffer fields = read(channel, prefix, start);
    if (multipart && fields.getInt() != header) {
      throw broken();
    }
    ExrHeader picture = headers.get(header);
    int y = fields.getInt();
    int size = fields.getInt();
    if (y - (long) picture.top() != (long) chunk * picture.compression().rows() || size < 1) {
      throw broken();
    }
    if (size > length - prefix - start) {
      throw BrokenPictureException.cutOff(name);
    }
    return new Extent(start + prefix, size);
  }

  /** Loads a chunk and unpacks it to the beginning of a block. */
  void load(FileChannel channel, int header, int chunk, ExrBlock block)
      throws BrokenPictureException, IOException {
    ExrHeader picture = headers.get(header);
    ExrCompression compression = picture.compression();
    Extent extent = locate(channel, header, chunk);
    long raw = picture.rowBytes() * picture.rows(chunk);
    if (!compression.decodable()) {
      throw undecodable(compression);
    }
    if (extent.size > raw || extent.size * (long) compression.bestRatio() < raw) {
      throw broken();
    }
    if (raw > ExrBlock.limit(Runtime.getRuntime().maxMemory())) {
      throw new BrokenPictureException(name + " has rows that are too long for Java's memory here");
    }
    byte[] data = block.data((int) raw);
    readFully(channel, ByteBuffer.wrap(data, 0, extent.size), extent.start);
    if (!block.unpack(compression, extent.size, (int) raw)) {
      throw broken();
    }
  }

  /** Checks that a chunk of PXR24 unpacks to what it should; its values are not understood. */
  void loadPacked(FileChannel channel, int header, int chunk, ExrBlock block)
      throws BrokenPictureException, IOException {
    ExrHeader picture = headers.get(header);
    Extent extent = locate(channel, header, chunk);
    long raw = picture.rowBytes() * picture.rows(chunk);
    if (extent.size > raw) {
      throw broken();
    }
    readFully(channel, ByteBuffer.wrap(block.data((int) raw), 0, extent.size), extent.start);
    // It keeps three of the four bytes of a float.
    long floats = picture.channels().stream().filter(c -> c.type() == ExrType.FLOAT).count();
    long less = floats * picture.size().width() * picture.rows(chunk);
    if (extent.size < raw && !block.inflates(extent.size, (int) (raw - less))) {
      throw broken();
    }
  }

  /** Returns the error about a packing that cannot be undone. */
  BrokenPictureException undecodable(ExrCompression compression) {
    return new BrokenPictureException(
        name + " is packed with " + compression + ", which is not read: render tiles with ZIP");
  }

  private BrokenPictureException broken() {
    return BrokenPictureException.damaged(name, "some of its rows cannot be unpacked");
  }

  private ByteBuffer read(FileChannel channel, int size, long position)
      throws BrokenPictureException, IOException {
    ByteBuffer buffer = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    readFully(channel, buffer, position);
    return buffer.flip();
  }

  private void readFully(FileChannel channel, ByteBuffer buffer, long position)
      throws BrokenPictureException, IOException {
    long at = position;
    while (buffer.hasRemaining()) {
      int count = channel.read(buffer, at);
      if (count < 0) {
        throw BrokenPictureException.cutOff(name);
      }
      at += count;
    }
  }

  /** A run of bytes in the file. */
  record Extent(long start, int size) {}
}
