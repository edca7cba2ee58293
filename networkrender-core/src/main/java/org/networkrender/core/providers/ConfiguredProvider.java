package org.networkrender.core.providers;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.networkrender.api.Provider;
import org.networkrender.api.RenderException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One provider of one farm or worker: it is configured when it is needed, and once. */
final class ConfiguredProvider implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ConfiguredProvider.class);

  private final Provider provider;
  private final OwnContext context;
  private final BackgroundThreads threads;

  /** Guarded by this. */
  private @Nullable Provider configured;

  private @Nullable RenderException failure;
  private boolean told;

  ConfiguredProvider(Provider provider, OwnContext context, BackgroundThreads threads) {
    this.provider = provider;
    this.context = context;
    this.threads = threads;
  }

  /** Returns the configured provider; throws the same error again where that is not possible. */
  synchronized Provider get() throws RenderException {
    if (failure != null) {
      throw failure;
    }
    if (configured == null) {
      try {
        configured = provider.configure(context);
      } catch (RenderException e) {
        failure = e;
        throw e;
      }
    }
    return configured;
  }

  /** Returns the configured provider; where that is not possible, a warning tells it once. */
  synchronized Optional<Provider> orWarn() {
    try {
      return Optional.of(get());
    } catch (RenderException e) {
      if (!told) {
        told = true;
        log.warn("{} is not used: {}", context.provider(), e.line());
      }
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    threads.close();
  }
}
