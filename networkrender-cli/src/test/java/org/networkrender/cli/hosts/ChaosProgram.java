package org.networkrender.cli.hosts;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** A chaos run of any length: {@code ./networkrender chaos [FAULTS] [SEED]}. */
final class ChaosProgram {
  private static final int FAULTS = 100;
  private static final int SEEDS = 1_000_000;

  private ChaosProgram() {}

  public static void main(String[] arguments) throws Exception {
    if (!String.join("", arguments).matches("\\d{0,15}") || arguments.length > 2) {
      System.err.println("Two numbers can be given: how many faults, and the seed.");
      System.exit(2);
    }
    int faults = arguments.length > 0 ? Integer.parseInt(arguments[0]) : FAULTS;
    long seed =
        arguments.length > 1
            ? Long.parseLong(arguments[1])
            : Math.floorMod(Instant.now().toEpochMilli(), SEEDS);
    Path directory = Files.createTempDirectory("networkrender-chaos-");
    ChaosRun.run(faults, seed, directory, System.out::println);
    Directory.remove(directory);
  }
}
