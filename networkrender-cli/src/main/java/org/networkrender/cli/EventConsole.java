package org.networkrender.cli;

import java.io.PrintWriter;

/** Shows nothing of a job, whose events are printed for a program; keeps lines apart from them. */
final class EventConsole implements JobConsole {
  private final PrintWriter err;

  EventConsole(PrintWriter err) {
    this.err = err;
  }

  @Override
  public void print(String line) {
    err.println(line);
  }

  @Override
  public void close() {
    err.flush();
  }
}
