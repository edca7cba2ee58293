package org.networkrender.blender;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.networkrender.api.PixelSize;

/** A first look at a picture: whether it is whole, by its start and its end. */
final class PictureCheck {
  private static final byte[] PNG = HexFormat.of().parseHex("89504e470d0a1a0a");
  private static final byte[] PNG_END = HexFormat.of().parseHex("0000000049454e44ae426082");
  private static final byte[] EXR = HexFormat.of().parseHex("762f3101");
  private static final byte[] JPEG = HexFormat.of().parseHex("ffd8ff");
  private static final byte[] JPEG_END = HexFormat.of().parseHex("ffd9");
  private static final int HEAD_BYTES = 24;

  private PictureCheck() {}

  /**
   * Returns what is wrong with a file, or empty.
   *
   * @param expected the size that a PNG or OpenEXR must have, or empty for any
   */
  static Optional<String> fault(Path file, Optional<PixelSize> expected) throws IOException {
    if (!Files.isRegularFile(file)) {
      return Optional.of("is not there");
    }
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      if (in.length() == 0) {
        return Optional.of("is empty");
      }
      byte[] head = new byte[(int) Math.min(HEAD_BYTES, in.length())];
      in.readFully(head);
      if (startsWith(head, PNG)) {
        return endsWith(in, PNG_END) ? sizeFault(head, expected) : Optional.of("is cut off");
      }
      if (startsWith(head, EXR)) {
        return ExrFile.fault(in, expected);
      }
      if (startsWith(head, JPEG) && !endsWith(in, JPEG_END)) {
        return Optional.of("is cut off");
      }
      return Optional.empty();
    }
  }

  private static Optional<String> sizeFault(byte[] head, Optional<PixelSize> expected) {
    String size = number(head, 16) + "x" + number(head, 20);
    return expected.isEmpty() || expected.get().toString().equals(size)
        ? Optional.empty()
        : Optional.of("is " + size + " pixels and not " + expected.get());
  }

  private static int number(byte[] head, int at) {
    return ByteBuffer.wrap(head).getInt(at);
  }

  private static boolean startsWith(byte[] head, byte[] magic) {
    return head.length >= magic.length
        && Arrays.equals(head, 0, magic.length, magic, 0, magic.length);
  }

  private static boolean endsWith(RandomAccessFile in, byte[] end) throws IOException {
    if (in.length() < HEAD_BYTES + end.length) {
      return false;
    }
    byte[] tail = new byte[end.length];
    in.seek(in.length() - end.length);
    in.readFully(tail);
    return Arrays.equals(tail, end);
  }
}
