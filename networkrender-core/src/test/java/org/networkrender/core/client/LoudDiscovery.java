package org.networkrender.core.client;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.networkrender.api.RenderException;
import org.networkrender.api.backend.RenderBackend;
import org.networkrender.api.discovery.Advertisement;
import org.networkrender.api.discovery.DiscoveredWorker;
import org.networkrender.api.discovery.Discovery;
import org.networkrender.api.discovery.DiscoveryListener;
import org.networkrender.api.discovery.DiscoverySettings;
import org.networkrender.api.split.JobSplitter;
import org.networkrender.api.transport.Transport;
import org.networkrender.core.providers.ProviderListing;
import org.networkrender.core.providers.Providers;

/** Tells of each worker of a list again and again, without a pause that is worth mentioning. */
final class LoudDiscovery implements Discovery {
  private static final Duration PAUSE = Duration.ofMillis(2);

  private final AtomicInteger announcements = new AtomicInteger();

  /** Returns settings of a client that hears this discovery alone. */
  FarmSettings heardBy(FarmSettings settings) {
    return new FarmSettings(
        settings.name(),
        settings.local(),
        settings.discoveries(),
        settings.discovery(),
        settings.transport(),
        settings.backend(),
        settings.directory(),
        new Loud(settings.providers(), this));
  }

  int announcements() {
    return announcements.get();
  }

  @Override
  public String name() {
    return "loud";
  }

  @Override
  public Announcement announce(DiscoverySettings settings, Advertisement advertisement) {
    throw new UnsupportedOperationException("only clients hear it");
  }

  @Override
  public Watch watch(DiscoverySettings settings, DiscoveryListener listener) {
    List<DiscoveredWorker> workers =
        settings.workers().stream()
            .map(place -> new DiscoveredWorker(place, Optional.empty()))
            .toList();
    Thread thread = new Thread(() -> tell(workers, listener), "loud-discovery");
    thread.setDaemon(true);
    thread.start();
    return new LoudWatch(thread);
  }

  private void tell(List<DiscoveredWorker> workers, DiscoveryListener listener) {
    workers.forEach(listener::found);
    while (!Thread.currentThread().isInterrupted()) {
      workers.forEach(listener::changed);
      announcements.incrementAndGet();
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  private record LoudWatch(Thread thread) implements Watch {
    @Override
    public void query() {}

    @Override
    public void close() {
      thread.interrupt();
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private record Loud(Providers others, Discovery discovery) implements Providers {
    @Override
    public RenderBackend backend(String name) throws RenderException {
      return others.backend(name);
    }

    @Override
    public List<RenderBackend> backends() {
      return others.backends();
    }

    @Override
    public Discovery discovery(String name) {
      return discovery;
    }

    @Override
    public Transport transport(String name) throws RenderException {
      return others.transport(name);
    }

    @Override
    public JobSplitter splitter(String name) throws RenderException {
      return others.splitter(name);
    }

    @Override
    public List<ProviderListing> listings() {
      return others.listings();
    }
  }
}
