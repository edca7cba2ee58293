package org.networkrender.core.transport;

import java.util.List;
import org.networkrender.api.transport.Blob;
import org.networkrender.api.transport.Transport;

/**
 * What one transfer asks for: a blob from an offset on, or several whole ones, one behind the
 * other.
 *
 * @param blobs at least one
 * @param offset the first byte that is wanted
 * @param bytes how many bytes all of them have
 */
record AskedBlobs(List<Blob> blobs, long offset, long bytes) {

  /**
   * Checks what is asked for.
   *
   * @throws IllegalArgumentException if that cannot be
   */
  AskedBlobs(List<Blob> blobs, long offset) {
    this(List.copyOf(blobs), offset, sum(blobs));
    if (blobs.isEmpty() || blobs.size() > Transport.MAX_BLOBS_AT_ONCE) {
      throw new IllegalArgumentException(blobs.size() + " blobs at once");
    }
    if (offset > bytes || (offset > 0 && blobs.size() > 1)) {
      throw new IllegalArgumentException("an offset that is not within one blob");
    }
  }

  private static long sum(List<Blob> blobs) {
    long sum = 0;
    for (Blob blob : blobs) {
      sum += blob.bytes();
      if (sum < 0) {
        throw new IllegalArgumentException("blobs that are too large for a number");
      }
    }
    return sum;
  }
}
