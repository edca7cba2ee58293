package org.networkrender.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "completion",
    description = {
      "Prints the completion script for bash and zsh.",
      "Use it with: source <(networkrender completion)",
      ""
    })
final class CompletionCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Spec private @Nullable CommandSpec spec;

  CompletionCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    if (spec != null) {
      surroundings.out().print(AutoComplete.bash("networkrender", spec.root().commandLine()));
    }
    return ExitCode.COMPLETE;
  }
}
