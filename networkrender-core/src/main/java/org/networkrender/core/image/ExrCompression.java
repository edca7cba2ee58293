package org.networkrender.core.image;

import com.google.common.collect.ImmutableList;
import java.util.Optional;

/**
 * How the chunks of an OpenEXR file are packed.
 *
 * <p>Source: "OpenEXR File Layout", openexr.com; the last two came with OpenEXR 3.4.
 */
enum ExrCompression {
  NONE(0, 1, true),
  RLE(1, 1, true),
  ZIPS(2, 1, true),
  ZIP(3, 16, true),
  PIZ(4, 32, false),
  PXR24(5, 16, false),
  B44(6, 32, false),
  B44A(7, 32, false),
  DWAA(8, 32, false),
  DWAB(9, 256, false),
  HTJ2K256(10, 256, false),
  HTJ2K32(11, 32, false);

  private static final ImmutableList<ExrCompression> ALL = ImmutableList.copyOf(values());

  private final int code;
  private final int rows;
  private final boolean decodable;

  ExrCompression(int code, int rows, boolean decodable) {
    this.code = code;
    this.rows = rows;
    this.decodable = decodable;
  }

  /** Returns what a number of the format stands for, if it is known. */
  static Optional<ExrCompression> of(int code) {
    return ALL.stream().filter(each -> each.code == code).findFirst();
  }

  /** Returns the format's number for it. */
  int code() {
    return code;
  }

  /** Returns how many rows a chunk has; the last one of a picture may have less. */
  int rows() {
    return rows;
  }

  /** Returns whether this package can pack and unpack it. */
  boolean decodable() {
    return decodable;
  }

  /** Returns the most bytes that one packed byte can become; it bounds what a file can claim. */
  int bestRatio() {
    return switch (this) {
      case NONE -> 1;
      case RLE -> 64;
      // 258 bytes in two bits, and some room for the block headers.
      default -> 1100;
    };
  }
}
