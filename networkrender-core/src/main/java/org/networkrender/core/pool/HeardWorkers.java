package org.networkrender.core.pool;

import org.networkrender.api.discovery.DiscoveredWorker;
import org.networkrender.api.discovery.DiscoveryListener;
import org.networkrender.api.transport.Transport;
import org.networkrender.core.thread.FarmThread;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns what discovery tells into links.
 *
 * @param thread the farm's
 * @param links belong to that thread
 * @param transport connects to who is heard of
 */
public record HeardWorkers(FarmThread thread, FarmLinks links, Transport transport)
    implements DiscoveryListener {
  private static final Logger log = LoggerFactory.getLogger(HeardWorkers.class);

  @Override
  public void found(DiscoveredWorker worker) {
    changed(worker);
  }

  @Override
  public void changed(DiscoveredWorker worker) {
    thread.execute(() -> links.heard(worker, transport));
  }

  @Override
  public void gone(DiscoveredWorker worker) {
    thread.execute(() -> links.lost(worker));
  }

  @Override
  public void ignored(String from, String reason) {
    log.info("a message from {} is ignored: {}", from, reason);
  }
}
