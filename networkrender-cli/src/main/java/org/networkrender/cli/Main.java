package org.networkrender.cli;

import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.time.Clock;
import java.time.ZoneId;
import org.networkrender.core.client.Farm;
import org.networkrender.core.worker.Worker;

/** The program {@code networkrender}. */
public final class Main {
  private Main() {}

  /**
   * Runs a command and ends the process with one of the codes of {@link ExitCode}.
   *
   * @param arguments the command line
   */
  public static void main(String[] arguments) {
    PrintWriter err = writer(System.err);
    Surroundings surroundings =
        new Surroundings(
            writer(System.out),
            err,
            System.in,
            System.getenv(),
            Clock.system(ZoneId.systemDefault()),
            Farm::open,
            Worker::start,
            new SystemTerminal(),
            Interrupts.OF_PROCESS,
            new ProgramLog(err::println));
    System.exit(new Program(surroundings).run(arguments));
  }

  private static PrintWriter writer(OutputStream stream) {
    // Java 18 and later name the terminal's own encoding; before, it was the default one.
    String encoding = System.getProperty("stdout.encoding", Charset.defaultCharset().name());
    return new PrintWriter(stream, true, Charset.forName(encoding));
  }
}
