package org.networkrender.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.networkrender.api.RenderException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Picocli's own help command has a {@code --help} that collides with the inherited one. */
@Command(
    name = "help",
    description = {"Prints the help of a command.", ""})
final class HelpCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(arity = "0..1", paramLabel = "COMMAND", description = "The command.")
  private Optional<String> command = Optional.empty();

  HelpCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws RenderException {
    if (spec == null) {
      return ExitCode.FAILED;
    }
    CommandLine root = spec.root().commandLine();
    CommandLine found = command.isEmpty() ? root : root.getSubcommands().get(command.get());
    if (found == null) {
      throw RenderException.user(
          "There is no command '" + command.orElse("") + "'",
          "There is " + String.join(", ", root.getSubcommands().keySet()));
    }
    found.usage(surroundings.out());
    return ExitCode.COMPLETE;
  }
}
