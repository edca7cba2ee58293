package org.networkrender.blender;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A Blender on this machine: its own program, or a Python that has it as the module {@code bpy}.
 * How a script is started is all that differs between them.
 *
 * @param program what is started
 */
record Installation(Path program) {
  private static final Pattern PYTHON = Pattern.compile("(python|pypy)[\\d.]*(\\.exe)?");

  /** Returns whether the program is a Python, judged by its name. */
  boolean isPython() {
    return isPython(program);
  }

  static boolean isPython(Path program) {
    return PYTHON.matcher(program.getFileName().toString().toLowerCase(Locale.ROOT)).matches();
  }

  /**
   * Returns the command that runs a script in the background, without the user's settings and with
   * scripts of scenes disabled. The module does these by itself.
   *
   * @param threads render threads; 0 for one per processor
   */
  List<String> command(Path script, int threads) {
    List<String> command = new ArrayList<>();
    command.add(program.toString());
    if (isPython()) {
      // Isolated from the environment and the user's packages, and with nothing held back in
      // buffers.
      command.addAll(List.of("-I", "-B", "-u", script.toString()));
      return command;
    }
    command.addAll(
        List.of("-b", "--factory-startup", "--disable-autoexec", "--python-exit-code", "7"));
    if (threads > 0) {
      command.addAll(List.of("-t", Integer.toString(threads)));
    }
    command.addAll(List.of("-P", script.toString()));
    return command;
  }

  @Override
  public String toString() {
    return program.toString();
  }
}
