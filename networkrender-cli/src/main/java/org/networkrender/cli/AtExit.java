package org.networkrender.cli;

/** Closes something when the process is told to end before it was closed in the ordinary way. */
final class AtExit implements AutoCloseable {
  private final Thread hook;

  private AtExit(Runnable action) {
    hook = new Thread(action, "at-exit");
  }

  static AtExit run(Runnable action) {
    AtExit atExit = new AtExit(action);
    Runtime.getRuntime().addShutdownHook(atExit.hook);
    return atExit;
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending already, and the hook runs.
      return;
    }
  }
}
