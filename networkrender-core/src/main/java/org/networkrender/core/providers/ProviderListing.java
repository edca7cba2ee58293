package org.networkrender.core.providers;

import java.util.Optional;

/**
 * A provider that was found.
 *
 * @param service the service interface's simple name, for example {@code RenderBackend}
 * @param name the provider's name; its class name when it failed to load
 * @param description what it says about itself
 * @param origin the jar or directory that it came from
 * @param failure why it cannot be used, or empty when it can
 */
public record ProviderListing(
    String service, String name, String description, String origin, Optional<String> failure) {}
