package org.networkrender.core.image;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Means of values of OpenEXR channels, in double precision. For one thread. */
final class WeightedMean {
  private static final VarHandle INT = view(int[].class);
  private static final VarHandle SHORT = view(short[].class);
  private static final VarHandle FLOAT = view(float[].class);
  private static final double MAX_UINT = 0xffff_ffffL;

  private double[] sums = new double[0];

  private static VarHandle view(Class<?> type) {
    return MethodHandles.byteArrayViewVarHandle(type, ByteOrder.LITTLE_ENDIAN);
  }

  /** Makes room for so many values. */
  void reserve(int values) {
    if (sums.length < values) {
      sums = new double[0];
      sums = new double[values];
    }
  }

  /** Returns a value of a row. */
  static double value(ExrType type, byte[] row, int offset) {
    return switch (type) {
      case UINT -> (int) INT.get(row, offset) & 0xffff_ffffL;
      case HALF -> HalfFloat.toDouble((short) SHORT.get(row, offset));
      case FLOAT -> (float) FLOAT.get(row, offset);
    };
  }

  /**
   * Adds values.
   *
   * @param first whether they are the first ones here; a sum that began with 0 would lose the sign
   *     of a negative zero
   * @param at the number of the first of the sums
   */
  void add(ExrType type, byte[] row, int offset, int count, double weight, boolean first, int at) {
    for (int i = 0; i < count; i++) {
      double term = weight * value(type, row, offset + i * type.bytes());
      sums[at + i] = first ? term : sums[at + i] + term;
    }
  }

  /** Writes the means of values that were added with so much weight in all. */
  void write(ExrType type, byte[] row, int offset, int count, double weight, int at) {
    for (int i = 0; i < count; i++) {
      double mean = sums[at + i] / weight;
      int place = offset + i * type.bytes();
      switch (type) {
        case UINT -> INT.set(row, place, (int) (long) Math.rint(Math.min(mean, MAX_UINT)));
        case HALF -> SHORT.set(row, place, HalfFloat.ofDouble(mean));
        case FLOAT -> FLOAT.set(row, place, (float) mean);
      }
    }
  }
}
