package org.networkrender.api;

/**
 * A part of the samples of every pixel, for renderers that can resume a sample sequence.
 *
 * @param first the first sample, 0 or more
 * @param count how many samples, 1 or more
 */
public record SampleRange(int first, int count) {
  /** Checks the range. */
  public SampleRange {
    if (first < 0 || count < 1 || (long) first + count > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("sample range " + first + "+" + count + " is not valid");
    }
  }
}
