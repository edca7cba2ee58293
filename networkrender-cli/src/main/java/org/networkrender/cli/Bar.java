package org.networkrender.cli;

/** A bar that fills from the left. */
final class Bar {
  /** The characters of a drawn bar: full, half, empty. */
  static final String DRAWN = "━╸─";

  private static final String TYPED = "#+-";

  private Bar() {}

  /** Returns how many characters of a bar are not empty. */
  static int filled(double fraction, int width) {
    return (halves(fraction, width) + 1) / 2;
  }

  /** Returns a bar of exactly the given width. */
  static String of(double fraction, int width, boolean unicode) {
    String characters = unicode ? DRAWN : TYPED;
    int halves = halves(fraction, width);
    String full = characters.substring(0, 1).repeat(halves / 2);
    String half = characters.substring(1, 2).repeat(halves % 2);
    return full + half + characters.substring(2).repeat(width - filled(fraction, width));
  }

  private static int halves(double fraction, int width) {
    double within = Double.isNaN(fraction) ? 0 : Math.min(1, Math.max(0, fraction));
    return (int) (within * 2 * width);
  }
}
