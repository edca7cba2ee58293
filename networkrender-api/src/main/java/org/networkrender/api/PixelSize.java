package org.networkrender.api;

/**
 * The size of a picture.
 *
 * @param width pixels, 1 to 65536
 * @param height pixels, 1 to 65536
 */
public record PixelSize(int width, int height) {
  /** The longest side that is accepted, in pixels: what Blender itself allows. */
  public static final int MAX_SIDE = 65_536;

  /** Checks both sides. */
  public PixelSize {
    if (width < 1 || width > MAX_SIDE || height < 1 || height > MAX_SIDE) {
      throw new IllegalArgumentException(
          "picture size " + width + "x" + height + " is outside 1 to " + MAX_SIDE);
    }
  }

  /** Returns the number of pixels. */
  public long pixels() {
    return (long) width * height;
  }

  @Override
  public String toString() {
    return width + "x" + height;
  }
}
