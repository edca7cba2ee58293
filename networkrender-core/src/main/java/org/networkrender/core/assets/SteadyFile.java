package org.networkrender.core.assets;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;

/** Reads files into which nobody writes meanwhile. */
final class SteadyFile {
  /** A program that saves is done within as many readings. */
  private static final int TRIES = 3;

  private SteadyFile() {}

  /** Reads a file, and returns what was in it. */
  @FunctionalInterface
  interface Reading {
    FileIntake.Taken read() throws IOException;
  }

  /**
   * Reads a file, and reads it again if somebody wrote into it meanwhile.
   *
   * @param known learns what is in it
   * @param clock tells whether it was at rest before it was read
   * @throws FileChangedException if that does not end
   */
  static FileIntake.Taken read(Path file, KnownHashes known, InstantSource clock, Reading reading)
      throws IOException {
    for (int i = 0; i < TRIES; i++) {
      Instant start = clock.instant();
      Stamp before = Stamp.of(file);
      FileIntake.Taken taken = reading.read();
      if (before.equals(Stamp.of(file)) && taken.bytes() == before.bytes()) {
        if (before.isOlderThan(start)) {
          known.remember(file, before, taken.content());
        } else {
          known.forget(file);
        }
        return taken;
      }
    }
    throw new FileChangedException();
  }
}
