package org.networkrender.core.image;

import com.google.common.collect.ImmutableMap;
import java.nio.ByteBuffer;
import org.networkrender.api.PixelSize;

/**
 * How the pixels of a picture lie in its rows: interleaved samples of 8 bits, or of 16 bits with
 * the high byte first.
 *
 * @param size the picture's size, in pixels
 * @param channels 1 gray, 2 gray and alpha, 3 RGB, 4 RGB and alpha
 * @param sampleBytes 1 or 2
 * @param alpha what the format says about the alpha channel, in the format's own number
 * @param notes what the file says about its colours and resolution, by the format's own numbers;
 *     pictures with other notes look different although their values are the same
 */
record RasterLayout(
    PixelSize size,
    int channels,
    int sampleBytes,
    int alpha,
    ImmutableMap<Integer, ByteBuffer> notes) {

  int pixelBytes() {
    return channels * sampleBytes;
  }

  /** At most 512 KiB, since a side is at most {@link PixelSize#MAX_SIDE}. */
  int rowBytes() {
    return size.width() * pixelBytes();
  }

  boolean hasAlpha() {
    return channels % 2 == 0;
  }

  RasterLayout withSize(PixelSize other) {
    return new RasterLayout(other, channels, sampleBytes, alpha, notes);
  }

  @Override
  public String toString() {
    String[] kinds = {"gray", "gray with alpha", "RGB", "RGB with alpha"};
    return kinds[channels - 1] + " of " + 8 * sampleBytes + " bits";
  }
}
