package org.networkrender.cli;

import java.lang.module.ModuleDescriptor;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

@Command(
    name = "networkrender",
    description = {
      "Renders Blender scenes on all machines of a network.",
      "",
      "Start 'networkrender worker' on each machine, then 'networkrender render SCENE' on yours.",
      ""
    },
    versionProvider = RootCommand.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "  0:everything is done",
      "  1:networkrender has a defect",
      "  2:the command or the scene is wrong",
      "  3:no worker or renderer can be used, or room is lacking",
      "  4:some frames are missing; the same command renders just those",
      "130:stopped by Ctrl-C"
    })
final class RootCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--verbose",
      scope = ScopeType.INHERIT,
      description = "Print the log and, with errors, all that is known.")
  private boolean verbose;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Print this help.")
  @SuppressWarnings("UnusedVariable") // picocli itself acts on it
  private boolean help;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Print the version.")
  @SuppressWarnings("UnusedVariable") // picocli itself acts on it
  private boolean version;

  RootCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  boolean verbose() {
    return verbose;
  }

  @Override
  public Integer call() {
    if (spec != null) {
      spec.commandLine().usage(surroundings.err());
    }
    return ExitCode.USAGE;
  }

  /** The version that the build wrote into the jar. */
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"networkrender " + version().orElse("(not packaged)")};
    }

    /** On a module path the manifest says nothing, on a class path the module. */
    private static Optional<String> version() {
      ModuleDescriptor module = Version.class.getModule().getDescriptor();
      return module == null
          ? Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
          : module.rawVersion();
    }
  }
}
