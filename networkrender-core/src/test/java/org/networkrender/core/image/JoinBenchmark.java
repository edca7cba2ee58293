package org.networkrender.core.image;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.networkrender.api.PixelRegion;
import org.networkrender.api.PixelSize;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Measures how long 64 tiles of 2048 x 2048 float RGBA take to become a picture of 16384 x 16384,
 * and how much memory; then the same with oiiotool. {@code ./networkrender bench join} runs it,
 * with {@code -Xmx256m}. Its argument is a directory that has 12 GB of room; a second one is the
 * side of a tile if it is not 2048. No part of the tests.
 */
final class JoinBenchmark {
  private static final Logger log = LoggerFactory.getLogger(JoinBenchmark.class);
  private static final int TILES = 8;
  private static final ImmutableList<ExrChannel> CHANNELS =
      ImmutableList.of(
          new ExrChannel("A", ExrType.FLOAT),
          new ExrChannel("B", ExrType.FLOAT),
          new ExrChannel("G", ExrType.FLOAT),
          new ExrChannel("R", ExrType.FLOAT));

  private JoinBenchmark() {}

  /** Makes the tiles, joins them with each program, and logs what both took. */
  public static void main(String[] arguments) throws Exception {
    Path directory = Files.createDirectories(Path.of(arguments[0]));
    int side = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 2048;
    PixelSize canvas = new PixelSize(side * TILES, side * TILES);
    List<JoinRequest.Part> parts = new ArrayList<>();
    for (int i = 0; i < TILES * TILES; i++) {
      PixelRegion region = new PixelRegion(i % TILES * side, i / TILES * side, side, side);
      Path file = directory.resolve("tile" + i + ".exr");
      write(file, region);
      parts.add(new JoinRequest.Part(file, region, region, 0, 1));
    }
    Path ours = directory.resolve("ours.exr");
    int threads = Runtime.getRuntime().availableProcessors();
    long start = System.nanoTime();
    new TileCompositor(threads).join(new JoinRequest(canvas, parts, List.of(), ours));
    double seconds = (System.nanoTime() - start) / 1e9;
    report("networkrender", seconds, peakHeap(), peakOf("/proc/self/status"), ours);

    Path theirs = directory.resolve("theirs.exr");
    List<String> command = new ArrayList<>(List.of("oiiotool"));
    for (JoinRequest.Part part : parts) {
      command.add(part.file().toString());
    }
    command.addAll(List.of("--mosaic", TILES + "x" + TILES, "--compression", "zip"));
    command.addAll(List.of("-o", theirs.toString()));
    start = System.nanoTime();
    long resident = run(command);
    double others = (System.nanoTime() - start) / 1e9;
    report("oiiotool", others, -1, resident, theirs);
    log.info("time of networkrender to that of oiiotool: {}", format(seconds / others));
  }

  private static void report(String who, double seconds, long heap, long resident, Path file)
      throws IOException {
    log.info(
        "{}: {} s, peak heap {} MiB, peak resident {} MiB, {} MiB written",
        who,
        format(seconds),
        heap < 0 ? "-" : heap >> 20,
        resident >> 10,
        Files.size(file) >> 20);
  }

  private static String format(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }

  /** Half of the rows are noisy as a render of few samples is, half are smooth. */
  private static void write(Path file, PixelRegion region) throws IOException {
    ExrHeader header = TestPicture.header("", CHANNELS, 0, region.size(), ExrCompression.ZIP);
    SplittableRandom random = new SplittableRandom(region.x() * 31L + region.y());
    try (ExrWriter writer = ExrWriter.create(file, List.of(header), false);
        ExrBlock block = new ExrBlock()) {
      for (int chunk = 0; chunk < header.chunks(); chunk++) {
        int rows = header.rows(chunk);
        int size = (int) (rows * header.rowBytes());
        ByteBuffer out = ByteBuffer.wrap(block.data(size)).order(ByteOrder.LITTLE_ENDIAN);
        for (int y = 0; y < rows; y++) {
          int row = region.y() + chunk * 16 + y;
          double noise = row / 256 % 2 == 0 ? 0 : 0.05;
          for (int channel = 0; channel < 4; channel++) {
            for (int x = 0; x < region.width(); x++) {
              double smooth =
                  0.5 + 0.4 * Math.sin((region.x() + x) / 900.0 + channel + row / 700.0);
              out.putFloat(
                  channel == 0 ? 1 : (float) (smooth * (1 + noise * random.nextDouble(-1, 1))));
            }
          }
        }
        writer.write(block.data(), 0, block.pack(header.compression(), 0, size));
      }
    }
  }

  private static long peakHeap() {
    long peak = 0;
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      if (pool.getType() == MemoryType.HEAP) {
        peak += pool.getPeakUsage().getUsed();
      }
    }
    return peak;
  }

  /** Returns the most memory that a process has ever had, in KiB. */
  private static long peakOf(String status) throws IOException {
    return Files.readAllLines(Path.of(status)).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
        .findFirst()
        .orElse(0);
  }

  private static long run(List<String> command) throws Exception {
    Process process = new ProcessBuilder(command).inheritIO().start();
    long peak = 0;
    while (!process.waitFor(200, TimeUnit.MILLISECONDS)) {
      peak = Math.max(peak, readPeak(process.pid(), peak));
    }
    if (process.exitValue() != 0) {
      throw new IOException("oiiotool ended with " + process.exitValue());
    }
    return peak;
  }

  private static long readPeak(long pid, long before) {
    try {
      return peakOf("/proc/" + pid + "/status");
    } catch (IOException e) {
      // It has just ended.
      return before;
    }
  }
}
