package org.networkrender.core.providers;

import java.util.List;
import java.util.Optional;
import org.networkrender.api.ProviderOption;

/**
 * A provider that was found.
 *
 * @param service the service interface's simple name, for example {@code RenderBackend}
 * @param name the provider's name; its class name when it failed to load
 * @param description what it says about itself
 * @param origin the jar or directory that it came from
 * @param failure why it cannot be used, or empty when it can
 * @param options the options that it knows
 */
public record ProviderListing(
    String service,
    String name,
    String description,
    String origin,
    Optional<String> failure,
    List<ProviderOption> options) {
  /** Copies the list. */
  public ProviderListing {
    options = List.copyOf(options);
  }

  /**
   * Returns the name that the names of its options begin with, for example {@code discovery.udp}.
   */
  public String fullName() {
    return ProviderKind.ofService(service).fullName(name);
  }
}
