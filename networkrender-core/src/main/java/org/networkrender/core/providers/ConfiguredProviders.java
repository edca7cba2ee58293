package org.networkrender.core.providers;

import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.networkrender.api.RenderException;
import org.networkrender.api.backend.RenderBackend;
import org.networkrender.api.discovery.Discovery;
import org.networkrender.api.split.JobSplitter;
import org.networkrender.api.transport.Transport;

/**
 * The providers as one farm or one worker uses them: each is configured once, with options and
 * threads of its own. All methods may be called from any thread.
 */
public final class ConfiguredProviders implements Providers, AutoCloseable {
  private final Providers providers;
  private final OwnProviders own;
  private final boolean owner;

  private ConfiguredProviders(Providers providers, OwnProviders own, boolean owner) {
    this.providers = providers;
    this.own = own;
    this.owner = owner;
  }

  /**
   * Returns providers that get options. Those that the options are for are configured now, the
   * others when they are asked for.
   *
   * @param providers where they come from. If they are configured already, for example by the farm
   *     that has this worker, they stay as they are: the options change nothing, and to close what
   *     is returned closes nothing
   * @param options the values, by names such as {@code discovery.udp.interval}
   * @param ticker the clock of the farm or the worker, in nanoseconds
   * @throws RenderException of kind {@code USER} if there is no such option, or its value makes no
   *     sense
   */
  public static ConfiguredProviders of(
      Providers providers, Map<String, String> options, LongSupplier ticker)
      throws RenderException {
    if (providers instanceof ConfiguredProviders others) {
      return new ConfiguredProviders(others.providers, others.own, false);
    }
    OwnProviders own = new OwnProviders(GivenOptions.of(options, providers), ticker);
    try {
      own.configureNamed(providers);
    } catch (RenderException | RuntimeException e) {
      own.close();
      throw e;
    }
    return new ConfiguredProviders(providers, own, true);
  }

  @Override
  public RenderBackend backend(String name) throws RenderException {
    return (RenderBackend) own.get(ProviderKind.BACKEND, providers.backend(name));
  }

  @Override
  public Discovery discovery(String name) throws RenderException {
    return (Discovery) own.get(ProviderKind.DISCOVERY, providers.discovery(name));
  }

  @Override
  public Transport transport(String name) throws RenderException {
    return (Transport) own.get(ProviderKind.TRANSPORT, providers.transport(name));
  }

  @Override
  public JobSplitter splitter(String name) throws RenderException {
    return (JobSplitter) own.get(ProviderKind.SPLITTER, providers.splitter(name));
  }

  /** Returns all backends that can be configured; of another one a warning tells. */
  @Override
  public List<RenderBackend> backends() {
    return providers.backends().stream()
        .flatMap(backend -> own.orWarn(ProviderKind.BACKEND, backend).stream())
        .map(RenderBackend.class::cast)
        .toList();
  }

  @Override
  public List<ProviderListing> listings() {
    return providers.listings();
  }

  /**
   * Ends the threads of the providers; what was made by them is to be closed before. What is still
   * asked for is there, and its background work is refused. Twice does nothing.
   */
  @Override
  public void close() {
    if (owner) {
      own.close();
    }
  }
}
