package org.networkrender.cli;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** The command as a person typed it. */
final class CommandText {
  private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9_@%+=:,./\\\\-]+");

  private CommandText() {}

  static String of(@Nullable CommandSpec spec) {
    return spec == null
        ? "networkrender"
        : of(spec.root().commandLine().getParseResult().originalArgs());
  }

  static String of(List<String> arguments) {
    return "networkrender "
        + arguments.stream().map(CommandText::quote).collect(Collectors.joining(" "));
  }

  private static String quote(String argument) {
    return HARMLESS.matcher(argument).matches()
        ? argument
        : "'" + argument.replace("'", "'\\''") + "'";
  }
}
