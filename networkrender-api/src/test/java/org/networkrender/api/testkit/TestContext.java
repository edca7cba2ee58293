package org.networkrender.api.testkit;

import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.function.LongSupplier;
import org.networkrender.api.ProviderContext;

/** What a provider under test is handed: the system's clocks, and threads until it is closed. */
public final class TestContext implements ProviderContext, AutoCloseable {
  private final String provider;
  private final Map<String, String> options;
  private final ExecutorService executor;
  private final ScheduledExecutorService scheduler;

  /**
   * Creates a context.
   *
   * @param provider the provider's full name, for example {@code discovery.udp}
   * @param options what a user gave to it
   */
  public TestContext(String provider, Map<String, String> options) {
    this.provider = provider;
    this.options = Map.copyOf(options);
    ThreadFactory threads =
        work -> {
          Thread thread = new Thread(work, provider);
          thread.setDaemon(true);
          return thread;
        };
    this.executor = Executors.newCachedThreadPool(threads);
    this.scheduler = Executors.newSingleThreadScheduledExecutor(threads);
  }

  @Override
  public String provider() {
    return provider;
  }

  @Override
  public Map<String, String> options() {
    return options;
  }

  @Override
  public InstantSource clock() {
    return InstantSource.system();
  }

  @Override
  public LongSupplier ticker() {
    return System::nanoTime;
  }

  @Override
  public Executor executor() {
    return executor;
  }

  @Override
  public ScheduledExecutorService scheduler() {
    return scheduler;
  }

  @Override
  public void close() {
    executor.shutdownNow();
    scheduler.shutdownNow();
  }
}
