package org.networkrender.cli.stills;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Runs a program of another project. */
final class Tool {
  private Tool() {}

  /** Runs it, asserts that it succeeds within the time, and returns what it printed. */
  static String run(long seconds, String... command) throws Exception {
    Path log = Files.createTempFile("tool", ".log");
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      assertThat(process.waitFor(seconds, TimeUnit.SECONDS)).as("%s ends", command[0]).isTrue();
      String output = Files.readString(log);
      assertThat(process.exitValue()).as("%s: %s", String.join(" ", command), output).isZero();
      return output;
    } finally {
      Files.delete(log);
    }
  }
}
