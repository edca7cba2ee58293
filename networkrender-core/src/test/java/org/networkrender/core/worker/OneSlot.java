package org.networkrender.core.worker;

import java.nio.file.Path;
import java.util.List;
import org.networkrender.api.backend.BackendSettings;
import org.networkrender.api.backend.RenderBackend;
import org.networkrender.api.discovery.DiscoverySettings;
import org.networkrender.core.providers.ChosenProviders;

/** Settings of a worker of one slot that nobody announces, reached in this process alone. */
final class OneSlot {
  private OneSlot() {}

  static WorkerSettings in(Path directory, RenderBackend backend) {
    return in(directory, backend, "inprocess", WorkerLimits.defaults());
  }

  static WorkerSettings in(
      Path directory, RenderBackend backend, String transport, WorkerLimits limits) {
    return new WorkerSettings(
        "worker",
        1,
        transport,
        0,
        List.of(),
        List.of(),
        List.of(),
        DiscoverySettings.defaults(),
        List.of(),
        new BackendSettings(List.of(), 0, directory),
        directory.resolve("workers"),
        1 << 30,
        ChosenProviders.rendering(backend),
        limits);
  }
}
