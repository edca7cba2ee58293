package org.networkrender.core.image;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import org.networkrender.api.PixelSize;

/**
 * The header of a picture in an OpenEXR file; a multi-part file has several.
 *
 * @param name the picture's name, empty in a file of a single one
 * @param attributes everything the header says; empty when it was not asked for
 * @param channels the channels in the order of their values in a row
 * @param top the number of the first row in the file
 * @param size the size of the data window, in pixels
 * @param compression how its chunks are packed
 */
record ExrHeader(
    String name,
    ImmutableList<ExrAttribute> attributes,
    ImmutableList<ExrChannel> channels,
    int top,
    PixelSize size,
    ExrCompression compression) {

  /** Returns how many chunks the picture has. */
  int chunks() {
    return (size.height() + compression.rows() - 1) / compression.rows();
  }

  /** Returns how many rows a chunk has. */
  int rows(int chunk) {
    return Math.min(compression.rows(), size.height() - chunk * compression.rows());
  }

  /** Returns the bytes of the channels of one pixel. */
  long pixelBytes() {
    return channels.stream().mapToLong(channel -> channel.type().bytes()).sum();
  }

  /** Returns the bytes of a row, unpacked. */
  long rowBytes() {
    return pixelBytes() * size.width();
  }

  /** Returns the bytes of a whole chunk, unpacked. */
  long chunkBytes() {
    return rowBytes() * Math.min(compression.rows(), size.height());
  }

  /** Returns whether the channels have the same names and types as those of another header. */
  boolean hasChannelsOf(ExrHeader other) {
    return name.equals(other.name) && channels.equals(other.channels);
  }

  /** Returns a header without attributes that shares its channels with one that has the same. */
  ExrHeader sharing(ExrHeader other) {
    return new ExrHeader(other.name, ImmutableList.of(), other.channels, top, size, compression);
  }

  /**
   * Returns the header of a picture of another size at 0,0 that is packed in another way and keeps
   * all else.
   */
  ExrHeader resized(PixelSize newSize, ExrCompression newCompression) {
    List<ExrAttribute> kept = new ArrayList<>();
    for (ExrAttribute attribute : attributes) {
      kept.add(
          switch (attribute.name()) {
            case "dataWindow", "displayWindow" -> ExrAttribute.ofWindow(attribute.name(), newSize);
            case "compression" ->
                ExrAttribute.ofByte("compression", "compression", newCompression.code());
            // Chunks are always written from top to bottom.
            case "lineOrder" -> ExrAttribute.ofByte("lineOrder", "lineOrder", 0);
            case "chunkCount" ->
                ExrAttribute.ofInt(
                    "chunkCount",
                    (newSize.height() + newCompression.rows() - 1) / newCompression.rows());
            default -> attribute;
          });
    }
    return new ExrHeader(name, ImmutableList.copyOf(kept), channels, 0, newSize, newCompression);
  }
}
