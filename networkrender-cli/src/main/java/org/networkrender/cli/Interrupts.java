package org.networkrender.cli;

import org.jline.utils.Signals;

/** Ctrl-C. */
@FunctionalInterface
interface Interrupts {
  /** Those of this process: SIGINT. */
  Interrupts OF_PROCESS =
      action -> {
        Object before = Signals.register("INT", action);
        return () -> Signals.unregister("INT", before);
      };

  /** Runs an action, on a thread of its own, at each Ctrl-C until the registration is closed. */
  Registration onInterrupt(Runnable action);

  /** Ends with its closing. */
  @FunctionalInterface
  interface Registration extends AutoCloseable {
    @Override
    void close();
  }
}
