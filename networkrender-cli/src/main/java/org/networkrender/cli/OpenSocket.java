package org.networkrender.cli;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import org.networkrender.core.events.JobSockets;
import org.networkrender.core.order.RenderJob;

/** The socket that other programs of the user attach to while a job runs. */
final class OpenSocket {
  private OpenSocket() {}

  /** Opens it; a job goes on without where that is not possible, and the console is told. */
  static Closeable of(RenderJob job, Surroundings surroundings, Path cache, JobConsole console) {
    try {
      return JobSockets.ofUser(surroundings.environment(), cache).serve(job, job);
    } catch (IOException | UnsupportedOperationException e) {
      console.print("Other programs cannot attach to this job: " + e.getMessage());
      return () -> {};
    }
  }

  /** Closes it. */
  static void close(Closeable socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // A connection is gone in any case. The file of a socket stays, and the next program that
      // looks for jobs removes it.
      return;
    }
  }
}
