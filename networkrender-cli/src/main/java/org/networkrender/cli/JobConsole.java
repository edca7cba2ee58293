package org.networkrender.cli;

import org.networkrender.core.order.JobListener;

/** Shows how a job goes. Methods may be called from any thread. */
interface JobConsole extends JobListener, AutoCloseable {
  /** Prints a line for good. */
  void print(String line);

  /** Ends the showing; what was printed for good stays. */
  @Override
  void close();
}
