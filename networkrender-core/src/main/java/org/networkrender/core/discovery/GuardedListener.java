package org.networkrender.core.discovery;

import org.networkrender.api.discovery.DiscoveredWorker;
import org.networkrender.api.discovery.DiscoveryListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Passes calls on; a listener that throws hurts one call, and not the watch. */
record GuardedListener(DiscoveryListener listener) implements DiscoveryListener {
  private static final Logger LOG = LoggerFactory.getLogger(GuardedListener.class);

  @Override
  public void found(DiscoveredWorker worker) {
    guard(() -> listener.found(worker));
  }

  @Override
  public void changed(DiscoveredWorker worker) {
    guard(() -> listener.changed(worker));
  }

  @Override
  public void gone(DiscoveredWorker worker) {
    guard(() -> listener.gone(worker));
  }

  @Override
  public void ignored(String from, String reason) {
    guard(() -> listener.ignored(from, reason));
  }

  private static void guard(Runnable call) {
    try {
      call.run();
    } catch (RuntimeException e) {
      // Foreign code: what it throws is its own defect, and must not end the watch.
      LOG.error("A discovery listener failed", e);
    }
  }
}
