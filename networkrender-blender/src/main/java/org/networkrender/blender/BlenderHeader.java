package org.networkrender.blender;

import io.airlift.compress.MalformedInputException;
import io.airlift.compress.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * The first bytes of a scene file.
 *
 * @param kind how the file begins
 * @param version the version that saved it, where it can be read without a Blender
 */
record BlenderHeader(Kind kind, Optional<BlenderVersion> version) {
  /** How a file begins. */
  enum Kind {
    PLAIN,
    GZIP,
    ZSTD,
    EMPTY,
    OTHER
  }

  private static final int HEADER_BYTES = 17;

  /** Up to Blender 4: BLENDER, pointer size, byte order, version. */
  private static final Pattern CLASSIC = Pattern.compile("BLENDER[-_][vV](\\d{3}).*");

  /** Since Blender 5: BLENDER, header length, -, format version, v, version in four digits. */
  private static final Pattern LONG = Pattern.compile("BLENDER\\d\\d-\\d\\dv(\\d{4}).*");

  /** Reads the start of a file. */
  static BlenderHeader read(Path file) throws IOException {
    byte[] start;
    try (InputStream in = Files.newInputStream(file)) {
      start = in.readNBytes(4096);
    }
    if (start.length == 0) {
      return new BlenderHeader(Kind.EMPTY, Optional.empty());
    }
    if (startsWith(start, 0x28, 0xB5, 0x2F, 0xFD)) {
      return new BlenderHeader(Kind.ZSTD, version(unpacked(file)));
    }
    if (startsWith(start, 0x1F, 0x8B)) {
      return new BlenderHeader(Kind.GZIP, version(gunzip(start)));
    }
    String text = text(start);
    if (text.startsWith("BLENDER")) {
      return new BlenderHeader(Kind.PLAIN, version(text));
    }
    return new BlenderHeader(Kind.OTHER, Optional.empty());
  }

  /** Opens a scene file as it is when nothing packs it. */
  static InputStream open(Path file) throws IOException {
    Kind kind = read(file).kind();
    return switch (kind) {
      case ZSTD -> ZstandardContent.open(file);
      case GZIP -> new GZIPInputStream(Files.newInputStream(file), 1 << 16);
      case PLAIN, EMPTY, OTHER -> Files.newInputStream(file);
    };
  }

  private static Optional<BlenderVersion> version(String text) {
    for (Pattern pattern : new Pattern[] {CLASSIC, LONG}) {
      Matcher matcher = pattern.matcher(text);
      if (matcher.matches()) {
        return Optional.of(BlenderVersion.ofHeader(Integer.parseInt(matcher.group(1))));
      }
    }
    return Optional.empty();
  }

  private static String gunzip(byte[] start) {
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(start))) {
      return text(in.readNBytes(HEADER_BYTES));
    } catch (IOException e) {
      // Not a whole gzip header: Blender's own answer decides what the file is.
      return "";
    }
  }

  /** The start of what Zstandard packed: its first block may be longer than what was read yet. */
  private static String unpacked(Path file) {
    try (InputStream packed = Files.newInputStream(file);
        InputStream in = new ZstdInputStream(packed)) {
      return text(in.readNBytes(HEADER_BYTES));
    } catch (IOException | MalformedInputException | IndexOutOfBoundsException e) {
      // Damaged or cut off: Blender's own answer decides what the file is.
      return "";
    }
  }

  private static String text(byte[] bytes) {
    return new String(bytes, 0, Math.min(bytes.length, HEADER_BYTES), StandardCharsets.ISO_8859_1);
  }

  private static boolean startsWith(byte[] bytes, int... magic) {
    if (bytes.length < magic.length) {
      return false;
    }
    for (int i = 0; i < magic.length; i++) {
      if ((bytes[i] & 0xFF) != magic[i]) {
        return false;
      }
    }
    return true;
  }
}
