package org.networkrender.core.discovery;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.networkrender.api.ProviderContext;
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
  private final Executor threads;

  /** Creates the provider. */
  public FixedListDiscovery() {
    this(OwnThread::run);
  }

  private FixedListDiscovery(Executor threads) {
    this.threads = threads;
  }

  @Override
  public String name() {
    return "list";
  }

  @Override
  public String description() {
    return "Knows the workers that are named in the settings";
  }

  @Override
  public Discovery configure(ProviderContext context) {
    return new FixedListDiscovery(context.executor());
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
    ListWatch watch = new ListWatch();
    Set<Endpoint> workers = new LinkedHashSet<>(settings.workers());
    threads.execute(() -> watch.tell(workers, new GuardedListener(listener)));
    return watch;
  }

  private static final class ListWatch implements Watch {
    private final CompletableFuture<Void> told = new CompletableFuture<>();
    private volatile @Nullable Thread thread;
    private volatile boolean closed;

    void tell(Set<Endpoint> workers, DiscoveryListener listener) {
      thread = Thread.currentThread();
      try {
        for (Endpoint worker : workers) {
          if (!closed) {
            listener.found(new DiscoveredWorker(worker, Optional.empty()));
          }
        }
      } finally {
        told.complete(null);
      }
    }

    @Override
    public void query() {}

    @Override
    public void close() {
      closed = true;
      if (Thread.currentThread() != thread) {
        told.join();
      }
    }
  }
}
