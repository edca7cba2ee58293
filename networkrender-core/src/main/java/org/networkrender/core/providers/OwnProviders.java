package org.networkrender.core.providers;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.networkrender.api.Provider;
import org.networkrender.api.RenderException;

/** The providers that one farm or worker has configured so far. */
final class OwnProviders implements AutoCloseable {
  private final GivenOptions options;
  private final LongSupplier ticker;

  /** By full name. Guarded by this. */
  private final Map<String, ConfiguredProvider> configured = new HashMap<>();

  private boolean closed;

  OwnProviders(GivenOptions options, LongSupplier ticker) {
    this.options = options;
    this.ticker = ticker;
  }

  /** Configures those that options were given for, so that a value of no use is told now. */
  void configureNamed(Providers providers) throws RenderException {
    for (ProviderKind kind : ProviderKind.values()) {
      for (String name : options.byProvider().row(kind).keySet()) {
        Provider unused = get(kind, kind.find(providers, name));
      }
    }
  }

  /** Returns a provider as it is used here. */
  Provider get(ProviderKind kind, Provider provider) throws RenderException {
    return prepared(kind, provider).get();
  }

  /** Returns a provider as it is used here; one that cannot be configured is told of once. */
  Optional<Provider> orWarn(ProviderKind kind, Provider provider) {
    return prepared(kind, provider).orWarn();
  }

  private synchronized ConfiguredProvider prepared(ProviderKind kind, Provider provider) {
    String name = provider.name();
    return configured.computeIfAbsent(kind.fullName(name), full -> prepare(kind, name, provider));
  }

  private ConfiguredProvider prepare(ProviderKind kind, String name, Provider provider) {
    BackgroundThreads threads = new BackgroundThreads(kind.fullName(name));
    if (closed) {
      threads.close();
    }
    OwnContext context =
        new OwnContext(
            kind.fullName(name),
            options.of(kind, name),
            InstantSource.system(),
            ticker,
            threads::execute,
            threads.scheduler());
    return new ConfiguredProvider(provider, context, threads);
  }

  @Override
  public synchronized void close() {
    closed = true;
    configured.values().forEach(ConfiguredProvider::close);
  }
}
