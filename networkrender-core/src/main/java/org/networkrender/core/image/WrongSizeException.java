package org.networkrender.core.image;

import org.networkrender.api.PixelSize;

/** A file says that it is a picture of another size than it should be. */
public final class WrongSizeException extends BrokenPictureException {
  private static final long serialVersionUID = 1L;
  private final int width;
  private final int height;

  WrongSizeException(String name, PixelSize actual, PixelSize wanted) {
    super(name + " is " + actual + " pixels, not " + wanted);
    this.width = actual.width();
    this.height = actual.height();
  }

  /**
   * Makes one of numbers that a file gives.
   *
   * @return what is wrong with the picture: just broken if no picture has such a size
   */
  static BrokenPictureException of(String name, long width, long height, PixelSize wanted) {
    boolean sensible =
        Math.min(width, height) >= 1 && Math.max(width, height) <= PixelSize.MAX_SIDE;
    return sensible
        ? new WrongSizeException(name, new PixelSize((int) width, (int) height), wanted)
        : new BrokenPictureException(
            "%s is %dx%d pixels, not %s".formatted(name, width, height, wanted));
  }

  /** Returns the size that the file says it has, in pixels. */
  public PixelSize actual() {
    return new PixelSize(width, height);
  }
}
