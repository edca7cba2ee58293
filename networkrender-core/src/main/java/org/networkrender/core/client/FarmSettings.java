package org.networkrender.core.client;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.networkrender.api.backend.BackendSettings;
import org.networkrender.api.discovery.DiscoverySettings;
import org.networkrender.core.assets.CacheDirectory;
import org.networkrender.core.network.MachineName;
import org.networkrender.core.providers.Providers;

/**
 * How a farm finds its workers and what this machine gives to it.
 *
 * @param name what this client calls itself to workers, 1 to 64 printable characters
 * @param local whether this machine renders too
 * @param discoveries names of the discoveries to use, one or more
 * @param discovery where they listen, and workers that are known beforehand
 * @param transport the name of the transport
 * @param backend how to find and start renderers on this machine
 * @param directory where this machine keeps what it may need again, for example received files
 * @param providers the service providers to choose from
 * @param options options of providers, by names such as {@code discovery.udp.interval}
 */
public record FarmSettings(
    String name,
    boolean local,
    List<String> discoveries,
    DiscoverySettings discovery,
    String transport,
    BackendSettings backend,
    Path directory,
    Providers providers,
    Map<String, String> options) {
  /** Copies the list and the options. */
  public FarmSettings {
    discoveries = List.copyOf(discoveries);
    options = Map.copyOf(options);
  }

  /** Makes settings without options of providers. */
  public FarmSettings(
      String name,
      boolean local,
      List<String> discoveries,
      DiscoverySettings discovery,
      String transport,
      BackendSettings backend,
      Path directory,
      Providers providers) {
    this(name, local, discoveries, discovery, transport, backend, directory, providers, Map.of());
  }

  /**
   * Returns settings that need nothing said: this machine renders too, workers are found by UDP
   * broadcast on every interface, and the bundled providers are used.
   */
  public static FarmSettings defaults() {
    return new FarmSettings(
        MachineName.get(),
        true,
        List.of("udp", "list"),
        DiscoverySettings.defaults(),
        "websocket",
        new BackendSettings(List.of(), 0, Path.of(System.getProperty("java.io.tmpdir"))),
        CacheDirectory.ofUser(),
        Providers.load());
  }

  /** Returns these settings with other options of providers. */
  public FarmSettings withOptions(Map<String, String> chosen) {
    return new FarmSettings(
        name, local, discoveries, discovery, transport, backend, directory, providers, chosen);
  }
}
