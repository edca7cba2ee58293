package org.networkrender.core.image;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.nio.file.Path;

/**
 * How many rows are made at once, and how many bands of them, so that they fit into memory.
 *
 * @param rows how many rows a band has at most, unless a single chunk has more
 * @param inFlight how many bands may be under way at once
 */
record BandPlan(int rows, int inFlight) {
  /**
   * A chunk of a part that lies across the edge of two bands is unpacked for both, so high bands
   * are better than low ones.
   */
  private static final int MOST_ROWS = 64;

  /**
   * Plans.
   *
   * @param target what is written, for messages
   * @param threads how many threads there are
   * @param memory how much memory Java may use, in bytes; half of it is planned for
   */
  static BandPlan of(
      Path target, ExrSources sources, ImmutableList<KeptGroup> groups, int threads, long memory)
      throws IOException {
    // One more than there are threads, so that none waits for the disk.
    int wanted = threads + 1;
    int meanWidth =
        groups.stream()
            .filter(group -> group.parts().size() > 1)
            .mapToInt(group -> group.kept().width())
            .max()
            .orElse(0);
    for (int rows = MOST_ROWS; rows > 1; rows /= 2) {
      BandPlan plan = new BandPlan(rows, wanted);
      if (plan.longest(sources) <= ExrBlock.limit(memory)
          && plan.bytes(sources, meanWidth) * wanted <= memory / 2) {
        return plan;
      }
    }
    BandPlan single = new BandPlan(1, 1);
    long bytes = single.bytes(sources, meanWidth);
    if (single.longest(sources) > ExrBlock.limit(memory) || bytes > memory / 2) {
      throw new IOException(target + " has rows that are too long for Java's memory: raise -Xmx");
    }
    return new BandPlan(1, (int) Math.min(wanted, memory / 2 / bytes));
  }

  /** Returns how many rows the bands of a picture have; the last one may have less. */
  int rowsOf(ExrHeader target) {
    int chunk = target.compression().rows();
    return Math.min(Math.max(chunk, rows / chunk * chunk), target.size().height());
  }

  private long longest(ExrSources sources) {
    return sources.target().stream()
        .mapToLong(header -> header.rowBytes() * rowsOf(header))
        .max()
        .orElse(0);
  }

  /** Returns what a band takes: its rows, two chunks of a part, one of its own, and the means. */
  private long bytes(ExrSources sources, int meanWidth) {
    long most = 0;
    for (int i = 0; i < sources.target().size(); i++) {
      ExrHeader target = sources.target().get(i);
      long part = 0;
      for (ExrFile file : sources.files()) {
        part = Math.max(part, file.headers().get(i).chunkBytes());
      }
      long values = (long) meanWidth * target.channels().size() * rowsOf(target);
      long rowBytes = target.rowBytes() * rowsOf(target) + target.chunkBytes();
      most = Math.max(most, rowBytes + 2 * part + values * Double.BYTES);
    }
    return most;
  }
}
