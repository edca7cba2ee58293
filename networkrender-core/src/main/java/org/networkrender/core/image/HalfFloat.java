package org.networkrender.core.image;

/** Numbers of 16 bits (IEEE 754 binary16), as OpenEXR's half. */
final class HalfFloat {
  private static final int INFINITY = 0x7c00;
  private static final int QUIET_NAN = 0x7e00;
  private static final int FRACTION_BITS = 10;
  private static final int BIAS = 15;
  private static final int MIN_EXPONENT = -14;

  private HalfFloat() {}

  /** Returns the value of 16 bits. */
  static double toDouble(short bits) {
    int exponent = (bits >> FRACTION_BITS) & 0x1f;
    int fraction = bits & 0x3ff;
    double value;
    if (exponent == 0) {
      value = Math.scalb((double) fraction, MIN_EXPONENT - FRACTION_BITS);
    } else if (exponent == 0x1f) {
      value = fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
    } else {
      value = Math.scalb((double) (fraction + 0x400), exponent - BIAS - FRACTION_BITS);
    }
    return Math.copySign(value, bits);
  }

  /** Returns the bits of the nearest value; of two that are equally near, the even one. */
  static short ofDouble(double value) {
    int sign = Double.doubleToRawLongBits(value) < 0 ? 0x8000 : 0;
    double size = Math.abs(value);
    int bits;
    if (Double.isNaN(value)) {
      bits = QUIET_NAN;
    } else if (size >= 65520) {
      // Halfway between the greatest value and the power of two above it.
      bits = INFINITY;
    } else {
      int exponent = Math.max(Math.getExponent(size), MIN_EXPONENT);
      int fraction = (int) Math.rint(Math.scalb(size, FRACTION_BITS - exponent));
      // A fraction that was rounded up to the next power of two carries into the exponent.
      bits = ((exponent + BIAS - 1) << FRACTION_BITS) + fraction;
    }
    return (short) (sign | bits);
  }
}
