package org.networkrender.cli.hosts;

import java.nio.file.Files;
import java.nio.file.Path;

/** A chaos run of any length: {@code ./networkrender chaos [FAULTS] [SEED]}. */
final class ChaosProgram {
  private static final int FAULTS = 100;

  private ChaosProgram() {}

  public static void main(String[] arguments) throws Exception {
    int faults = arguments.length > 0 ? Integer.parseInt(arguments[0]) : FAULTS;
    long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : Math.floorMod(System.nanoTime(), 1_000_000L);
    Path directory = Files.createTempDirectory("networkrender-chaos-");
    ChaosRun.run(faults, seed, directory, System.out::println);
  }
}
