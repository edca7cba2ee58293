package org.networkrender.blender;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Tells a Blender that a person runs from those that this program starts, its own and those of
 * other networkrender programs on this machine.
 */
final class UsersBlender {
  /** Also {@code blender-4.2} and {@code Blender}; not what makes thumbnails or starts Blender. */
  private static final Pattern BLENDER = Pattern.compile("blender([-_.]?[\\d.]+)?(\\.exe)?");

  private static final Pattern JAVA = Pattern.compile("javaw?(\\.exe)?");

  private UsersBlender() {}

  /** Returns whether a process is one; of what the system does not tell it is none. */
  static boolean is(ProcessHandle process) {
    ProcessHandle.Info info = process.info();
    Optional<Path> program = info.command().flatMap(UsersBlender::path);
    return program.isPresent()
        && (isNamed(program.get(), BLENDER)
            || (Installation.isPython(program.get()) && hasModule(process)))
        && !isOfThisProgram(process, info);
  }

  private static boolean isNamed(Path program, Pattern name) {
    return name.matcher(program.getFileName().toString().toLowerCase(Locale.ROOT)).matches();
  }

  private static Optional<Path> path(String text) {
    try {
      return Optional.of(Path.of(text)).filter(path -> path.getFileName() != null);
    } catch (InvalidPathException e) {
      // No program of this machine can have this name.
      return Optional.empty();
    }
  }

  /** Whether a Python has loaded Blender as a module; only Linux tells. */
  private static boolean hasModule(ProcessHandle process) {
    Path maps = Path.of("/proc", Long.toString(process.pid()), "maps");
    // Whatever bytes the names of files have.
    try (Stream<String> lines = Files.lines(maps, StandardCharsets.ISO_8859_1)) {
      return lines.anyMatch(line -> line.contains("/bpy/"));
    } catch (IOException | UncheckedIOException e) {
      // It has ended, is another user's, or this is no Linux.
      return false;
    }
  }

  /**
   * Whether it runs a script in a directory of a session. Where the system does not tell arguments:
   * whether a Java has started it.
   */
  private static boolean isOfThisProgram(ProcessHandle process, ProcessHandle.Info info) {
    Optional<String[]> arguments = info.arguments();
    if (arguments.isPresent()) {
      return Arrays.stream(arguments.get())
          .filter(text -> text.endsWith(".py"))
          .map(UsersBlender::path)
          .flatMap(Optional::stream)
          .anyMatch(SessionDirectory::holds);
    }
    return process
        .parent()
        .flatMap(parent -> parent.info().command())
        .flatMap(UsersBlender::path)
        .filter(program -> isNamed(program, JAVA))
        .isPresent();
  }
}
