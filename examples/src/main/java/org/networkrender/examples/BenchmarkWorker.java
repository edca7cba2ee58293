package org.networkrender.examples;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.networkrender.api.backend.BackendSettings;
import org.networkrender.api.discovery.DiscoverySettings;
import org.networkrender.core.providers.Providers;
import org.networkrender.core.worker.Worker;
import org.networkrender.core.worker.WorkerLimits;
import org.networkrender.core.worker.WorkerListener;
import org.networkrender.core.worker.WorkerSettings;

/**
 * A worker of one slot and one thread on the loopback, in a process of its own. Says its port on
 * the standard output, and ends when its standard input ends: with the benchmark, however that
 * ends.
 */
public final class BenchmarkWorker {
  private BenchmarkWorker() {}

  /** Arguments: the worker's name, the port to try first, a directory of its own. */
  public static void main(String[] args) throws Exception {
    Path directory = Path.of(args[2]);
    String loopback = Loopback.name();
    WorkerSettings settings =
        new WorkerSettings(
            args[0],
            1,
            "websocket",
            Integer.parseInt(args[1]),
            List.of(loopback),
            List.of(),
            List.of(),
            new DiscoverySettings(
                DiscoverySettings.DEFAULT_PORT, false, List.of(loopback), List.of()),
            List.of("blender"),
            new BackendSettings(
                List.of(), 1, Files.createDirectories(directory.resolve("temporary"))),
            Files.createDirectories(directory.resolve("worker")),
            WorkerSettings.DEFAULT_CACHE_BYTES,
            Providers.load(),
            WorkerLimits.defaults());
    try (Worker worker = Worker.start(settings, WorkerListener.NONE)) {
      System.out.println(worker.port());
      while (System.in.read() >= 0) {
        // Nothing is ever written there: the end of it is what counts.
      }
    }
  }
}
