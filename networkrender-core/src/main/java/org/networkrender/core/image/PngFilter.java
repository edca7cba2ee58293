package org.networkrender.core.image;

/**
 * The five ways in which PNG writes a row as differences to its neighbours. They work on bytes, not
 * on samples. A row is preceded by the number of its way, and before it stands what the pixels left
 * of the picture are: zeros.
 *
 * <p>Source: "Portable Network Graphics (PNG) Specification (Third Edition)", W3C, section 9.
 */
final class PngFilter {
  static final int KINDS = 5;

  private PngFilter() {}

  /**
   * Turns differences into values, in place.
   *
   * @param kind 0 to 4
   * @param row the row
   * @param above the row above; zeros for the first row
   * @param step bytes of a pixel
   */
  static void undo(int kind, byte[] row, byte[] above, int step) {
    for (int i = 0; kind != 0 && i < row.length; i++) {
      int left = i < step ? 0 : row[i - step] & 0xff;
      int corner = i < step ? 0 : above[i - step] & 0xff;
      row[i] += (byte) predict(kind, left, above[i] & 0xff, corner);
    }
  }

  /** Writes a row as differences behind its kind: {@code target} is longer than it by one. */
  static void apply(int kind, byte[] row, byte[] above, int step, byte[] target) {
    target[0] = (byte) kind;
    for (int i = 0; i < row.length; i++) {
      int left = i < step ? 0 : row[i - step] & 0xff;
      int corner = i < step ? 0 : above[i - step] & 0xff;
      target[i + 1] = (byte) (row[i] - predict(kind, left, above[i] & 0xff, corner));
    }
  }

  /** Returns the sum of the absolute differences: the smaller it is, the better they pack. */
  static long cost(byte[] filtered) {
    long sum = 0;
    for (int i = 1; i < filtered.length; i++) {
      sum += Math.abs(filtered[i]);
    }
    return sum;
  }

  private static int predict(int kind, int left, int up, int corner) {
    return switch (kind) {
      case 1 -> left;
      case 2 -> up;
      case 3 -> (left + up) / 2;
      case 4 -> paeth(left, up, corner);
      default -> 0;
    };
  }

  private static int paeth(int left, int up, int corner) {
    int toLeft = Math.abs(up - corner);
    int toUp = Math.abs(left - corner);
    int toCorner = Math.abs(left + up - 2 * corner);
    if (toLeft <= toUp && toLeft <= toCorner) {
      return left;
    }
    return toUp <= toCorner ? up : corner;
  }
}
