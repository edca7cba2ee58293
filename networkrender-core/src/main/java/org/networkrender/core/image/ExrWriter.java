package org.networkrender.core.image;

import com.google.common.collect.ImmutableList;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * Writes an OpenEXR file chunk by chunk, picture by picture, from top to bottom. Until it is
 * finished the offset tables are zero, so a reader knows that the file is not whole. For one
 * thread.
 */
final class ExrWriter implements Closeable {
  private final FileChannel channel;
  private final ImmutableList<ExrHeader> headers;
  private final boolean multipart;
  private long table;
  private long end;
  private int header;
  private ByteBuffer offsets;

  private ExrWriter(FileChannel channel, List<ExrHeader> headers, boolean multipart) {
    this.channel = channel;
    this.headers = ImmutableList.copyOf(headers);
    this.multipart = multipart;
    this.offsets = tableOf(0);
  }

  /**
   * Creates or replaces a file and writes its headers.
   *
   * @param headers the headers, with all their attributes
   * @param multipart whether the file gets the layout of several pictures
   */
  static ExrWriter create(Path target, List<ExrHeader> headers, boolean multipart)
      throws IOException {
    FileChannel channel =
        FileChannel.open(
            target,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE);
    ExrWriter writer = new ExrWriter(channel, headers, multipart);
    try {
      writer.begin();
    } catch (IOException | RuntimeException | Error e) {
      channel.close();
      throw e;
    }
    return writer;
  }

  private void begin() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    boolean longNames = headers.stream().anyMatch(ExrWriter::hasLongNames);
    int version =
        ExrHeaderReader.VERSION
            | (longNames ? ExrHeaderReader.LONG_NAMES : 0)
            | (multipart ? ExrHeaderReader.MULTIPART : 0);
    number(out, ExrHeaderReader.MAGIC);
    number(out, version);
    for (ExrHeader each : headers) {
      for (ExrAttribute attribute : each.attributes()) {
        text(out, attribute.name());
        text(out, attribute.type());
        number(out, attribute.value().length);
        out.write(attribute.value());
      }
      out.write(0);
    }
    if (multipart) {
      out.write(0);
    }
    table = out.size();
    long chunks = headers.stream().mapToLong(ExrHeader::chunks).sum();
    end = table + chunks * Long.BYTES;
    writeFully(ByteBuffer.wrap(out.toByteArray()), 0);
  }

  private static boolean hasLongNames(ExrHeader header) {
    return header.channels().stream().anyMatch(channel -> isLong(channel.name()))
        || header.attributes().stream()
            .anyMatch(attribute -> isLong(attribute.name()) || isLong(attribute.type()));
  }

  private static boolean isLong(String name) {
    return name.length() > 31;
  }

  private static void text(ByteArrayOutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    out.write(0);
  }

  private static void number(ByteArrayOutputStream out, int value) {
    for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
      out.write(value >> shift);
    }
  }

  /** Writes the next chunk, which is packed already. */
  void write(byte[] data, int offset, int size) throws IOException {
    ExrHeader picture = headers.get(header);
    int chunk = offsets.position() / Long.BYTES;
    ByteBuffer prefix = little(12);
    if (multipart) {
      prefix.putInt(header);
    }
    prefix.putInt(picture.top() + chunk * picture.compression().rows()).putInt(size).flip();
    int prefixSize = prefix.remaining();
    writeFully(prefix, end);
    writeFully(ByteBuffer.wrap(data, offset, size), end + prefixSize);
    offsets.putLong(end);
    end += prefixSize + size;
    if (!offsets.hasRemaining()) {
      writeFully(offsets.flip(), table);
      table += offsets.limit();
      header++;
      offsets = tableOf(header);
    }
  }

  /** Waits until all is on the disk. To be called when every chunk is written. */
  void force() throws IOException {
    if (header != headers.size()) {
      throw new IllegalStateException("chunks are missing");
    }
    channel.force(true);
  }

  private ByteBuffer tableOf(int number) {
    return little(number < headers.size() ? headers.get(number).chunks() * Long.BYTES : 0);
  }

  private void writeFully(ByteBuffer buffer, long position) throws IOException {
    long at = position;
    while (buffer.hasRemaining()) {
      at += channel.write(buffer, at);
    }
  }

  private static ByteBuffer little(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
