package org.networkrender.core.image;

/** The transfer function of sRGB. Source: IEC 61966-2-1. */
final class TransferCurve {
  private TransferCurve() {}

  /** Returns what is stored for a linear value; both 0 to 1, and anything else is cut off. */
  static double encode(double linear) {
    // What is not a number is black.
    double value = linear > 0 ? Math.min(1, linear) : 0;
    return value <= 0.0031308 ? 12.92 * value : 1.055 * Math.pow(value, 1 / 2.4) - 0.055;
  }

  /** Returns the linear value that is stored as 0 to 1. */
  static double decode(double stored) {
    return stored <= 0.04045 ? stored / 12.92 : Math.pow((stored + 0.055) / 1.055, 2.4);
  }
}
