package org.networkrender.cli.hosts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;

/** The Blender that the tests run on: a program, or a Python that has the module. */
final class RendererUnderTest {
  private RendererUnderTest() {}

  /** Returns what a worker starts when nobody tells it otherwise. */
  static Path program() {
    String named = System.getenv("NETWORKRENDER_BLENDER");
    return named != null
        ? Path.of(named)
        : Stream.of(System.getenv("PATH").split(":", -1))
            .map(place -> Path.of(place, "blender"))
            .filter(Files::isExecutable)
            .findFirst()
            .orElseThrow();
  }

  static boolean isPython() {
    return !program().endsWith("blender");
  }

  /**
   * Makes a program of the same name in a directory, which does something before it becomes that
   * Blender.
   *
   * @param before lines of a shell
   * @param arguments what comes before the arguments of the worker
   */
  static Path wrapped(Path directory, String before, String arguments) throws IOException {
    Path wrapper = Files.createDirectories(directory).resolve(program().getFileName());
    Files.writeString(
        wrapper, "#!/bin/sh\n%s\nexec %s %s \"$@\"\n".formatted(before, program(), arguments));
    return Files.setPosixFilePermissions(wrapper, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
