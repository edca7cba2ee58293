package org.networkrender.core.client;

import java.util.concurrent.CompletableFuture;
import org.networkrender.api.discovery.Advertisement;
import org.networkrender.api.discovery.Discovery;
import org.networkrender.api.discovery.DiscoveryListener;
import org.networkrender.api.discovery.DiscoverySettings;

/** Tells what a test wants it to, when the test wants it. */
final class ToldDiscovery implements Discovery {
  private final CompletableFuture<DiscoveryListener> listener = new CompletableFuture<>();

  /** Returns settings of a client that hears this discovery alone. */
  FarmSettings heardBy(FarmSettings settings) {
    return LoudDiscovery.alone(settings, this);
  }

  /** Returns what hears of workers, as soon as a farm watches. */
  DiscoveryListener listener() {
    return listener.join();
  }

  @Override
  public String name() {
    return "told";
  }

  @Override
  public Announcement announce(DiscoverySettings settings, Advertisement advertisement) {
    throw new UnsupportedOperationException("only clients hear it");
  }

  @Override
  public Watch watch(DiscoverySettings settings, DiscoveryListener told) {
    listener.complete(told);
    return new Watch() {
      @Override
      public void query() {}

      @Override
      public void close() {}
    };
  }
}
