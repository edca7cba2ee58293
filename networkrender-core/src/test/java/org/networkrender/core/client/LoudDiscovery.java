package org.networkrender.core.client;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.networkrender.api.discovery.Advertisement;
import org.networkrender.api.discovery.DiscoveredWorker;
import org.networkrender.api.discovery.Discovery;
import org.networkrender.api.discovery.DiscoveryListener;
import org.networkrender.api.discovery.DiscoverySettings;
import org.networkrender.core.providers.ChosenProviders;

/** Tells of each worker of a list again and again, without a pause that is worth mentioning. */
final class LoudDiscovery implements Discovery {
  private static final Duration PAUSE = Duration.ofMillis(2);

  private final AtomicInteger announcements = new AtomicInteger();

  /** Returns settings of a client that hears this discovery alone. */
  FarmSettings heardBy(FarmSettings settings) {
    return alone(settings, this);
  }

  /** Returns settings of a client that hears one discovery alone. */
  static FarmSettings alone(FarmSettings settings, Discovery discovery) {
    return new FarmSettings(
        settings.name(),
        settings.local(),
        List.of(discovery.name()),
        settings.discovery(),
        settings.transport(),
        settings.backend(),
        settings.directory(),
        ChosenProviders.hearing(settings.providers(), discovery));
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
}
