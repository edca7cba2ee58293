package org.networkrender.core.image;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.networkrender.api.PixelSize;

/**
 * Reads the headers of an OpenEXR file and checks all of their fields before they are used.
 *
 * <p>Source: "OpenEXR File Layout", openexr.com (magic 20000630, version 2; little endian).
 */
final class ExrHeaderReader {
  static final int MAGIC = 20000630;
  static final int VERSION = 2;
  static final int LONG_NAMES = 0x400;
  static final int MULTIPART = 0x1000;
  private static final int NOT_SCAN_LINES = 0x200 | 0x800;

  private static final int MAX_HEADERS = 4096;
  private static final int MAX_ATTRIBUTES = 8192;
  private static final int MAX_CHANNELS = 16_384;

  private final ExrInput in;
  private final String file;
  private final boolean keepAttributes;
  private boolean multipart;

  ExrHeaderReader(ExrInput in, String file, boolean keepAttributes) {
    this.in = in;
    this.file = file;
    this.keepAttributes = keepAttributes;
  }

  /** Reads all headers of the file, at least one. */
  ImmutableList<ExrHeader> read() throws BrokenPictureException, IOException {
    int magic = in.readInt();
    int version = in.readInt();
    int flags = LONG_NAMES | MULTIPART | NOT_SCAN_LINES;
    if (magic != MAGIC || (version & ~flags) != VERSION) {
      throw new BrokenPictureException(file + " is not an OpenEXR file of version 2");
    }
    if ((version & NOT_SCAN_LINES) != 0) {
      throw new BrokenPictureException(
          file + " is not a scan line OpenEXR file: tiled and deep ones are not read");
    }
    multipart = (version & MULTIPART) != 0;
    List<ExrHeader> headers = new ArrayList<>();
    Set<String> names = new HashSet<>();
    do {
      String first = in.readText();
      if (multipart && first.isEmpty()) {
        break;
      }
      ExrHeader header = new Fields().read(first);
      if (headers.size() == MAX_HEADERS || !names.add(header.name())) {
        throw in.broken("it has too many pictures, or two of the same name");
      }
      headers.add(header);
    } while (multipart);
    if (headers.isEmpty()) {
      throw new BrokenPictureException(file + " has no picture in it");
    }
    return ImmutableList.copyOf(headers);
  }

  /** Returns whether the file has the layout of several pictures. */
  boolean multipart() {
    return multipart;
  }

  /** What has been read of one header. */
  private final class Fields {
    private final List<ExrAttribute> attributes = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();
    private @Nullable ImmutableList<ExrChannel> channels;
    private @Nullable ExrCompression compression;
    private @Nullable PixelSize size;
    private String name = "";
    private int top;
    private int chunkCount = -1;
    private boolean ordered;

    private ExrHeader read(String firstName) throws BrokenPictureException, IOException {
      for (String next = firstName; !next.isEmpty(); next = in.readText()) {
        String type = in.readText();
        int length = in.readInt();
        in.checkRemaining(length);
        if (seen.size() == MAX_ATTRIBUTES || !seen.add(next)) {
          throw in.broken("its header has too many attributes, or two of the same name");
        }
        attribute(next, type, length);
      }
      return complete();
    }

    private void attribute(String attribute, String type, int length)
        throws BrokenPictureException, IOException {
      String expected =
          switch (attribute) {
            case "channels" -> "chlist";
            case "compression", "lineOrder" -> attribute;
            case "dataWindow", "displayWindow" -> "box2i";
            case "chunkCount" -> "int";
            case "name", "type" -> "string";
            default -> "";
          };
      if (expected.isEmpty() && !keepAttributes) {
        in.skip(length);
        return;
      }
      if (!expected.isEmpty() && !expected.equals(type)) {
        throw in.broken(attribute + " is of the wrong type");
      }
      byte[] value = in.readBytes(length);
      if (keepAttributes) {
        attributes.add(new ExrAttribute(attribute, type, value));
      }
      ByteBuffer buffer = ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN);
      switch (attribute) {
        case "channels" -> channels = channels(buffer);
        case "compression" -> compression = compression(exactly(buffer, 1).get());
        case "lineOrder" -> {
          ordered = true;
          if ((exactly(buffer, 1).get() & ~1) != 0) {
            throw in.broken("its rows are in no known order");
          }
        }
        case "dataWindow" -> window(exactly(buffer, 4 * Integer.BYTES));
        case "displayWindow" -> exactly(buffer, 4 * Integer.BYTES);
        case "chunkCount" -> chunkCount = exactly(buffer, Integer.BYTES).getInt();
        case "name" -> name = text(buffer);
        case "type" -> type(text(buffer));
        default -> {
          // Kept, and not looked at.
        }
      }
    }

    private void type(String text) throws BrokenPictureException {
      if (multipart && !text.equals("scanlineimage")) {
        throw new BrokenPictureException(
            file + " is not a scan line OpenEXR file: tiled and deep ones are not read");
      }
    }

    private String text(ByteBuffer value) throws BrokenPictureException {
      if (value.remaining() > ExrInput.MAX_NAME) {
        throw in.broken("a name in its header is too long");
      }
      byte[] text = new byte[value.remaining()];
      value.get(text);
      return new String(text, StandardCharsets.ISO_8859_1);
    }

    private ByteBuffer exactly(ByteBuffer value, int size) throws BrokenPictureException {
      if (value.remaining() != size) {
        throw in.broken("an attribute of its header has the wrong length");
      }
      return value;
    }

    private ExrCompression compression(int code) throws BrokenPictureException {
      return ExrCompression.of(code).orElseThrow(() -> in.broken("its compression is not known"));
    }

    private void window(ByteBuffer box) throws BrokenPictureException {
      long left = box.getInt();
      top = box.getInt();
      long width = box.getInt() - left + 1;
      long height = (long) box.getInt() - top + 1;
      if (width < 1
          || width > PixelSize.MAX_SIDE
          || height < 1
          || height > PixelSize.MAX_SIDE
          || (long) top + PixelSize.MAX_SIDE > Integer.MAX_VALUE) {
        throw in.broken("its size makes no sense");
      }
      size = new PixelSize((int) width, (int) height);
    }

    private ImmutableList<ExrChannel> channels(ByteBuffer list) throws BrokenPictureException {
      List<ExrChannel> found = new ArrayList<>();
      String previous = "";
      for (String next = channelName(list); !next.isEmpty(); next = channelName(list)) {
        if (list.remaining() < 4 * Integer.BYTES || found.size() == MAX_CHANNELS) {
          throw in.broken("its list of channels has no end");
        }
        ExrType type =
            ExrType.of(list.getInt())
                .orElseThrow(() -> in.broken("its list of channels makes no sense"));
        list.getInt();
        int stepX = list.getInt();
        int stepY = list.getInt();
        if (previous.compareTo(next) >= 0) {
          throw in.broken("its list of channels makes no sense");
        }
        if (stepX != 1 || stepY != 1) {
          throw new BrokenPictureException(
              file + " has a channel of another size than the picture, which is not read");
        }
        found.add(new ExrChannel(next, type));
        previous = next;
      }
      if (found.isEmpty() || list.hasRemaining()) {
        throw in.broken("its list of channels makes no sense");
      }
      return ImmutableList.copyOf(found);
    }

    private String channelName(ByteBuffer list) throws BrokenPictureException {
      byte[] text = new byte[ExrInput.MAX_NAME];
      int length = 0;
      while (list.hasRemaining()) {
        byte next = list.get();
        if (next == 0) {
          return new String(text, 0, length, StandardCharsets.ISO_8859_1);
        }
        if (length == text.length) {
          throw in.broken("a name in its header is too long");
        }
        text[length++] = next;
      }
      throw in.broken("its list of channels has no end");
    }

    private ExrHeader complete() throws BrokenPictureException {
      if (channels == null || compression == null || size == null || !ordered) {
        throw in.broken("its header is not complete");
      }
      if (multipart && (name.isEmpty() || chunkCount < 0)) {
        throw in.broken("a picture in it has no name or no number of chunks");
      }
      ExrHeader header =
          new ExrHeader(name, ImmutableList.copyOf(attributes), channels, top, size, compression);
      if (chunkCount >= 0 && chunkCount != header.chunks()) {
        throw in.broken("its number of chunks is not that of its size");
      }
      return header;
    }
  }
}
