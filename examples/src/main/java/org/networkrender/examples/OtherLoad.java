package org.networkrender.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * How much of this machine others took, while something was measured: processes that are neither
 * this one nor its descendants, and other guests of the same host. Known on Linux only.
 */
final class OtherLoad {
  private static final Path MACHINE = Path.of("/proc/stat");

  private final long start = System.nanoTime();
  private final double before;

  private OtherLoad(double before) {
    this.before = before;
  }

  /** Begins to count. */
  static OtherLoad begin() throws IOException {
    return new OtherLoad(seconds());
  }

  /**
   * Returns how many processors others kept busy since the beginning, as a mean, for example 0.1;
   * empty where that is not known.
   */
  OptionalDouble processors() throws IOException {
    double elapsed = (System.nanoTime() - start) / 1e9;
    return Files.isReadable(MACHINE)
        ? OptionalDouble.of(Math.max(0, (seconds() - before) / elapsed))
        : OptionalDouble.empty();
  }

  /** All processor time of the machine without that of this process and its descendants. */
  private static double seconds() throws IOException {
    if (!Files.isReadable(MACHINE)) {
      return 0;
    }
    try (Stream<String> lines = Files.lines(MACHINE)) {
      String[] all = lines.findFirst().orElse("").trim().split("\\s+", -1);
      // user nice system idle iowait irq softirq steal; what follows is in user already.
      long busy =
          LongStream.of(1, 2, 3, 6, 7, 8).map(place -> Long.parseLong(all[(int) place])).sum();
      ProcessHandle self = ProcessHandle.current();
      double own =
          Stream.concat(Stream.of(self), self.descendants())
              .mapToDouble(process -> ProcessorTime.of(process.pid()).all())
              .sum();
      return busy / ProcessorTime.TICKS_A_SECOND - own;
    }
  }
}
