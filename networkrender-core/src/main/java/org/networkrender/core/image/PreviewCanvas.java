package org.networkrender.core.image;

import org.networkrender.api.PixelSize;

/** Sums up the pixels of a large canvas in few ones. For one thread at a time. */
final class PreviewCanvas {
  private static final int CHANNELS = 3;

  private final PixelSize canvas;
  private final PixelSize size;
  private final float[] sums;
  private final float[] weights;

  PreviewCanvas(PixelSize canvas, int maxSide) {
    this.canvas = canvas;
    int longer = Math.max(canvas.width(), canvas.height());
    int side = Math.min(maxSide, longer);
    this.size =
        new PixelSize(scaled(canvas.width(), side, longer), scaled(canvas.height(), side, longer));
    this.sums = new float[(int) size.pixels() * CHANNELS];
    this.weights = new float[(int) size.pixels()];
  }

  private static int scaled(int length, int to, int from) {
    return (int) Math.max(1, Math.round((double) length * to / from));
  }

  PixelSize size() {
    return size;
  }

  /** Returns the column that covers the centre of a column of the canvas. */
  int column(int x) {
    return (int) ((2L * x + 1) * size.width() / (2L * canvas.width()));
  }

  /** Returns the row that covers the centre of a row of the canvas. */
  int row(int y) {
    return (int) ((2L * y + 1) * size.height() / (2L * canvas.height()));
  }

  /**
   * Adds pixels of a row.
   *
   * @param x the first column, of the canvas
   * @param y the row, of the canvas
   * @param count how many pixels
   * @param weight what each of them counts
   * @param pixels where the values are
   */
  void add(int x, int y, int count, double weight, Pixels pixels) {
    int start = row(y) * size.width();
    int at = 0;
    while (at < count) {
      int column = column(x + at);
      double red = 0;
      double green = 0;
      double blue = 0;
      int from = at;
      do {
        red += finite(pixels.value(at, 0));
        green += finite(pixels.value(at, 1));
        blue += finite(pixels.value(at, 2));
        at++;
      } while (at < count && column(x + at) == column);
      int place = (start + column) * CHANNELS;
      sums[place] += (float) (red * weight);
      sums[place + 1] += (float) (green * weight);
      sums[place + 2] += (float) (blue * weight);
      weights[start + column] += (float) ((at - from) * weight);
    }
  }

  /** One value that is no number would hide its neighbours. */
  private static double finite(double value) {
    return Double.isFinite(value) ? value : 0;
  }

  boolean isDrawn(int x, int y) {
    return weights[y * size.width() + x] > 0;
  }

  double mean(int x, int y, int channel) {
    int place = y * size.width() + x;
    return sums[place * CHANNELS + channel] / weights[place];
  }

  /** Linear values of a row: the channels are red, green and blue. */
  interface Pixels {
    double value(int x, int channel);
  }
}
