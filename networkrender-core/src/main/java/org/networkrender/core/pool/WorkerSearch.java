package org.networkrender.core.pool;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.networkrender.api.RenderException;
import org.networkrender.api.discovery.Discovery;
import org.networkrender.api.discovery.DiscoveryListener;
import org.networkrender.api.discovery.DiscoverySettings;
import org.networkrender.core.providers.ProviderFaultException;
import org.networkrender.core.providers.Providers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A farm's look-out for workers, by every discovery that it was told to use. */
public final class WorkerSearch implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(WorkerSearch.class);

  private final List<Discovery.Watch> watches = new ArrayList<>();

  /** Begins; where it throws, what had begun goes on until this is closed. */
  public void begin(
      Providers providers,
      List<String> names,
      DiscoverySettings settings,
      Supplier<DiscoveryListener> listeners)
      throws RenderException {
    for (String name : names) {
      watches.add(providers.discovery(name).watch(settings, listeners.get()));
    }
  }

  @Override
  public void close() {
    for (Discovery.Watch watch : watches) {
      try {
        watch.close();
      } catch (ProviderFaultException e) {
        // The others are still to be closed.
        log.warn("{}", e.getMessage(), e);
      }
    }
  }
}
