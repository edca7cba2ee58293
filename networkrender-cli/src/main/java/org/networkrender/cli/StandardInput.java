package org.networkrender.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** The thread that ties a process to the one that started it. */
final class StandardInput {
  private StandardInput() {}

  /** Runs an action once when the stream ends; what comes before is skipped. */
  static void onEnd(InputStream in, Runnable action) {
    Thread thread =
        new Thread(
            () -> {
              try {
                in.transferTo(OutputStream.nullOutputStream());
              } catch (IOException e) {
                // A stream that breaks has ended too.
                action.run();
                return;
              }
              action.run();
            },
            "standard-input");
    thread.setDaemon(true);
    thread.start();
  }
}
