package org.networkrender.api;

/**
 * A rectangle of whole pixels inside a picture. The origin is the picture's top left corner, x goes
 * right, y goes down.
 *
 * @param x the first column, in pixels, 0 or more
 * @param y the first row, in pixels, 0 or more
 * @param width columns, in pixels, 1 or more
 * @param height rows, in pixels, 1 or more
 */
public record PixelRegion(int x, int y, int width, int height) {
  /** Checks that the rectangle lies inside the largest picture there can be. */
  public PixelRegion {
    if (x < 0
        || y < 0
        || width < 1
        || height < 1
        || (long) x + width > PixelSize.MAX_SIDE
        || (long) y + height > PixelSize.MAX_SIDE) {
      throw new IllegalArgumentException(
          "region " + width + "x" + height + " at " + x + "," + y + " is not inside a picture");
    }
  }

  /** Returns the region that covers a whole picture. */
  public static PixelRegion whole(PixelSize size) {
    return new PixelRegion(0, 0, size.width(), size.height());
  }

  /** Returns whether this region lies inside a picture of the given size. */
  public boolean isInside(PixelSize size) {
    return x + width <= size.width() && y + height <= size.height();
  }

  /** Returns whether another region lies inside this one. */
  public boolean contains(PixelRegion other) {
    return other.x >= x
        && other.y >= y
        && other.x + other.width <= x + width
        && other.y + other.height <= y + height;
  }

  /** Returns whether this region and another one have a pixel in common. */
  public boolean overlaps(PixelRegion other) {
    return x < other.x + other.width
        && other.x < x + width
        && y < other.y + other.height
        && other.y < y + height;
  }

  /** Returns the number of pixels. */
  public long pixels() {
    return (long) width * height;
  }

  /** Returns the region's own size. */
  public PixelSize size() {
    return new PixelSize(width, height);
  }
}
