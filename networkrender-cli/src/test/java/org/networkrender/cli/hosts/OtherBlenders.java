package org.networkrender.cli.hosts;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The Blenders that {@code ./networkrender blenders} makes. */
final class OtherBlenders {
  private OtherBlenders() {}

  private static Path directory() {
    return Optional.ofNullable(System.getenv("NETWORKRENDER_BLENDERS"))
        .map(Path::of)
        .orElseGet(
            () -> Path.of(System.getProperty("user.home"), ".cache", "networkrender-blenders"));
  }

  /** Returns what {@code --blender} takes to use one; the test is skipped where it is not there. */
  static Path program(String name) {
    Path bin = directory().resolve(name).resolve("bin");
    Path program = bin.resolve(name.startsWith("bpy") ? "python" : "blender");
    assumeTrue(
        Files.isExecutable(program), "Blender " + name + " is made by './networkrender blenders'");
    return program;
  }

  /** Returns what understands Blender's own command line. */
  static Path command(String name) {
    return program(name).resolveSibling("blender");
  }
}
