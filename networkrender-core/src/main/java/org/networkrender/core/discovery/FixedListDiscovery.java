package org.networkrender.core.discovery;

import com.google.common.util.concurrent.Uninterruptibles;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.networkrender.api.discovery.Advertisement;
import org.networkrender.api.discovery.DiscoveredWorker;
import org.networkrender.api.discovery.Discovery;
import org.networkrender.api.discovery.DiscoveryListener;
import org.networkrender.api.discovery.DiscoverySettings;
import org.networkrender.api.transport.Endpoint;

/**
 * Finds exactly the workers that a person named, each once, whether they are there or not.
 * Announces nothing, since nobody listens.
 */
public final class FixedListDiscovery implements Discovery {

  @Override
  public String name() {
    return "list";
  }

  @Override
  public String description() {
    return "Knows the workers that are named in the settings";
  }

  @Override
  public Announcement announce(DiscoverySettings settings, Advertisement advertisement) {
    return new Announcement() {
      @Override
      public void update(Advertisement replacement) {}

      @Override
      public void close() {}
    };
  }

  @Override
  public Watch watch(DiscoverySettings settings, DiscoveryListener listener) {
    return new ListWatch(new LinkedHashSet<>(settings.workers()), new GuardedListener(listener));
  }

  private static final class ListWatch implements Watch {
    private final Thread thread;
    private volatile boolean closed;

    ListWatch(Set<Endpoint> workers, DiscoveryListener listener) {
      thread = new Thread(() -> tell(workers, listener), "networkrender-list");
      thread.setDaemon(true);
      thread.start();
    }

    private void tell(Set<Endpoint> workers, DiscoveryListener listener) {
      for (Endpoint worker : workers) {
        if (!closed) {
          listener.found(new DiscoveredWorker(worker, Optional.empty()));
        }
      }
    }

    @Override
    public void query() {}

    @Override
    public void close() {
      closed = true;
      if (Thread.currentThread() != thread) {
        Uninterruptibles.joinUninterruptibly(thread);
      }
    }
  }
}
