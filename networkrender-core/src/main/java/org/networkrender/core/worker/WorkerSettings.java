package org.networkrender.core.worker;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.networkrender.api.backend.BackendSettings;
import org.networkrender.api.discovery.DiscoverySettings;
import org.networkrender.core.providers.ConfiguredProviders;
import org.networkrender.core.providers.Providers;

/**
 * What a worker offers, and to whom.
 *
 * @param name what people call this machine, 1 to 64 printable characters
 * @param slots how many tasks it renders at the same time, 1 to 64; {@link #SLOT_PER_DEVICE} for as
 *     many as there are graphics cards, of which each slot has one for itself
 * @param transport the name of the transport
 * @param port the port to listen on; when it is taken, one of the next nine
 * @param interfaces names of the network interfaces to keep to; empty for all
 * @param allow networks whose machines may come in besides the machine's own subnets, in CIDR form
 *     such as {@code 10.1.0.0/16}
 * @param discoveries names of the discoveries to announce with; may be empty
 * @param discovery how they announce
 * @param backends names of the backends to offer; empty for all that are there
 * @param backend how to find and start the renderers
 * @param directory where received files and running jobs lie
 * @param cacheBytes how much received files may take up there, in bytes
 * @param providers the service providers to choose from
 * @param limits where it draws the line
 * @param options options of providers, by names such as {@code discovery.udp.interval}
 */
public record WorkerSettings(
    String name,
    int slots,
    String transport,
    int port,
    List<String> interfaces,
    List<String> allow,
    List<String> discoveries,
    DiscoverySettings discovery,
    List<String> backends,
    BackendSettings backend,
    Path directory,
    long cacheBytes,
    Providers providers,
    WorkerLimits limits,
    Map<String, String> options) {
  /** The most slots that a worker may have. */
  public static final int MAX_SLOTS = 64;

  /** In the place of the number of slots: one for each graphics card. */
  public static final int SLOT_PER_DEVICE = 0;

  /** How much received files may take up when nothing else is said: 20 GiB. */
  public static final long DEFAULT_CACHE_BYTES = 20L << 30;

  /** Copies the lists and the options, and checks the numbers. */
  public WorkerSettings {
    interfaces = List.copyOf(interfaces);
    allow = List.copyOf(allow);
    discoveries = List.copyOf(discoveries);
    backends = List.copyOf(backends);
    options = Map.copyOf(options);
    if (slots < SLOT_PER_DEVICE || slots > MAX_SLOTS) {
      throw new IllegalArgumentException("slots " + slots + " is outside 1 to " + MAX_SLOTS);
    }
    if (cacheBytes < 1) {
      throw new IllegalArgumentException("the cache has no room");
    }
  }

  /** Makes settings without options of providers. */
  public WorkerSettings(
      String name,
      int slots,
      String transport,
      int port,
      List<String> interfaces,
      List<String> allow,
      List<String> discoveries,
      DiscoverySettings discovery,
      List<String> backends,
      BackendSettings backend,
      Path directory,
      long cacheBytes,
      Providers providers,
      WorkerLimits limits) {
    this(
        name,
        slots,
        transport,
        port,
        interfaces,
        allow,
        discoveries,
        discovery,
        backends,
        backend,
        directory,
        cacheBytes,
        providers,
        limits,
        Map.of());
  }

  /** Returns whether each slot has a graphics card for itself. */
  public boolean slotPerDevice() {
    return slots == SLOT_PER_DEVICE;
  }

  /** Returns these settings with other options of providers. */
  public WorkerSettings withOptions(Map<String, String> chosen) {
    return with(providers, chosen);
  }

  /** Returns these settings with providers that have got their options. */
  WorkerSettings with(ConfiguredProviders configured) {
    return with(configured, options);
  }

  private WorkerSettings with(Providers otherProviders, Map<String, String> otherOptions) {
    return new WorkerSettings(
        name,
        slots,
        transport,
        port,
        interfaces,
        allow,
        discoveries,
        discovery,
        backends,
        backend,
        directory,
        cacheBytes,
        otherProviders,
        limits,
        otherOptions);
  }
}
