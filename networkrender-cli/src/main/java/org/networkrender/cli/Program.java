package org.networkrender.cli;

import java.io.PrintWriter;
import java.util.List;
import org.networkrender.api.PlainText;
import org.networkrender.api.RenderException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line as a whole: finds the command, runs it, and puts errors into one line. */
final class Program {
  private static final int HELP_WIDTH = 96;
  private static final long LONGEST_FLUSH_MILLIS = 2000;

  private final Surroundings surroundings;
  private final RootCommand root;
  private final CommandLine commandLine;

  Program(Surroundings surroundings) {
    this.surroundings = surroundings;
    root = new RootCommand(surroundings);
    commandLine = new CommandLine(root);
    List.of(
            new RenderCommand(surroundings),
            new WorkerCommand(surroundings),
            new WorkersCommand(surroundings),
            new InspectCommand(surroundings),
            new AttachCommand(surroundings),
            new ProvidersCommand(surroundings),
            new DemoCommand(surroundings),
            new CompletionCommand(surroundings),
            new HelpCommand(surroundings))
        .forEach(commandLine::addSubcommand);
    Converters.register(commandLine);
    commandLine
        .setOut(surroundings.out())
        .setErr(surroundings.err())
        .setUsageHelpWidth(HELP_WIDTH)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(this::misused)
        .setExecutionExceptionHandler(this::failed)
        .setExecutionStrategy(this::execute);
  }

  /** Runs a command and returns the exit code. */
  int run(String... arguments) {
    int code = commandLine.execute(arguments);
    flush(surroundings.out());
    flush(surroundings.err());
    return code;
  }

  /** Whoever reads nothing must not keep this program. */
  private static void flush(PrintWriter writer) {
    Thread flushing = new Thread(writer::flush, "flush");
    flushing.setDaemon(true);
    flushing.start();
    try {
      flushing.join(LONGEST_FLUSH_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private int execute(ParseResult parsed) {
    surroundings.log().install(root.verbose());
    return new CommandLine.RunLast().execute(parsed);
  }

  private int misused(ParameterException e, String[] arguments) {
    String message = PlainText.line(String.valueOf(e.getMessage()));
    if (e instanceof UnmatchedArgumentException unmatched
        && !unmatched.getSuggestions().isEmpty()) {
      message += ". Did you mean " + String.join(" or ", unmatched.getSuggestions()) + "?";
    } else {
      message += ". See '" + e.getCommandLine().getCommandSpec().qualifiedName() + " --help'";
    }
    error(message);
    if (JsonFailure.isWanted(e.getCommandLine().getCommandName(), arguments)) {
      tell(e.getCommandLine().getCommandName(), RenderException.user(message, ""));
    }
    return ExitCode.USAGE;
  }

  private void tell(String command, RenderException cause) {
    try {
      JsonFailure.print(surroundings, command, cause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private int failed(Exception e, CommandLine command, ParseResult parsed) {
    if (e instanceof RenderException known) {
      error(PlainText.line(known.line()));
      trace(e);
      return ExitCode.of(known.kind());
    }
    if (e instanceof InterruptedException) {
      error("Interrupted");
      return ExitCode.CANCELLED;
    }
    error(
        "Something unexpected went wrong: "
            + PlainText.line(e.toString())
            + (root.verbose() ? "" : ". Run it again with --verbose to see all of it"));
    trace(e);
    return ExitCode.FAILED;
  }

  private void error(String line) {
    surroundings.err().println("networkrender: " + line);
  }

  private void trace(Exception e) {
    if (root.verbose()) {
      surroundings.err().println(ProgramLog.trace(e));
    }
  }
}
