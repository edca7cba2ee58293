package org.networkrender.core.worker;

import java.util.ArrayList;
import java.util.List;
import org.networkrender.api.backend.Capabilities;
import org.networkrender.core.events.Renderer;
import org.networkrender.core.events.WorkerOffer;

/** What a worker says at its start. */
final class WorkerOffers {
  private static final List<String> ACCESS =
      List.of(
          "Everybody in these networks can make this machine render, and a scene can run programs.",
          "Nothing is encrypted yet. Run a worker only in a network that you trust.");

  private WorkerOffers() {}

  static WorkerOffer of(
      WorkerSettings settings, int slots, int port, List<Capabilities> renderers) {
    List<String> networks = new ArrayList<>(OwnNetworks.of(settings.interfaces()));
    networks.addAll(settings.allow());
    return new WorkerOffer(
        settings.name(),
        slots,
        settings.slotPerDevice(),
        port,
        settings.port(),
        OwnNetworks.addresses(settings.interfaces()),
        settings.interfaces(),
        settings.discoveries(),
        settings.discovery().broadcast(),
        settings.discovery().port(),
        networks,
        settings.limits().scripts(),
        ACCESS,
        renderers.stream().map(Renderer::of).toList(),
        settings.directory().toString(),
        settings.cacheBytes(),
        settings.limits().yields(),
        settings.backend().lowPriority() ? WorkerOffer.Priority.LOW : WorkerOffer.Priority.NORMAL);
  }
}
