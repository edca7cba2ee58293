package org.networkrender.cli;

import java.io.InputStream;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.jline.terminal.Terminal;
import org.networkrender.api.RenderException;
import org.networkrender.core.client.Farm;
import org.networkrender.core.client.FarmSettings;
import org.networkrender.core.events.WorkerEvents;
import org.networkrender.core.worker.Worker;
import org.networkrender.core.worker.WorkerSettings;

/** All that a command touches outside itself. */
record Surroundings(
    PrintWriter out,
    PrintWriter err,
    InputStream in,
    Map<String, String> environment,
    Clock clock,
    Farms farms,
    Workers workers,
    Terminals terminals,
    Interrupts interrupts,
    ProgramLog log) {

  /** Opens farms. */
  @FunctionalInterface
  interface Farms {
    Farm open(FarmSettings settings) throws RenderException;
  }

  /** Starts workers. */
  @FunctionalInterface
  interface Workers {
    Worker start(WorkerSettings settings, WorkerEvents events) throws RenderException;
  }

  /** Opens the terminal that the standard output is, if it is one that can redraw lines. */
  @FunctionalInterface
  interface Terminals {
    Optional<Terminal> open();

    /** Returns whether a person sits there who can be asked: input and output are terminals. */
    default boolean canAsk() {
      return false;
    }
  }
}
