package org.networkrender.core.providers;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import java.security.CodeSource;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.networkrender.api.Provider;
import org.networkrender.api.ProviderOption;

/** Collects providers and writes down what was found, so that a user sees why one is missing. */
final class ProviderCatalog {
  private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,32}");

  /** A broken service file can fail again and again; more failures than this are not listed. */
  private static final int MAX_FAILURES = 100;

  private final ImmutableList.Builder<ProviderListing> listings = ImmutableList.builder();

  <P extends Provider> ImmutableSortedMap<String, P> collect(Class<P> service, ClassLoader loader) {
    Map<String, P> found = new TreeMap<>();
    DeclaredProviders declared = DeclaredProviders.of(service, loader);
    Iterator<ServiceLoader.Provider<P>> types =
        ServiceLoader.load(service, loader).stream().iterator();
    for (int failures = 0; failures < MAX_FAILURES; ) {
      try {
        if (!types.hasNext()) {
          break;
        }
        ServiceLoader.Provider<P> type = types.next();
        declared.found(type.type());
        add(service, type, found);
      } catch (ServiceConfigurationError | LinkageError e) {
        failures++;
        listBroken(service, declared, e);
      }
    }
    return ImmutableSortedMap.copyOf(found);
  }

  private void listBroken(Class<?> service, DeclaredProviders declared, Error e) {
    String message = String.valueOf(e.getMessage());
    DeclaredProviders.Broken broken =
        declared.broken(message).orElse(new DeclaredProviders.Broken("?", "?"));
    String reason =
        e instanceof ServiceConfigurationError
            ? message.replaceFirst("^" + Pattern.quote(service.getName() + ": "), "")
            : e.toString();
    list(service, broken.name(), "", broken.origin(), Optional.of(reason), List.of());
  }

  private <P extends Provider> void add(
      Class<P> service, ServiceLoader.Provider<P> type, Map<String, P> found) {
    String origin = origin(type.type());
    try {
      P provider = type.get();
      Optional<String> failure = failure(provider.name(), found.get(provider.name()));
      list(service, provider.name(), provider.description(), origin, failure, provider.options());
      if (failure.isEmpty()) {
        found.put(provider.name(), ProviderGuard.guard(service, provider));
      }
    } catch (ServiceConfigurationError | LinkageError | RuntimeException e) {
      // A provider is foreign code: whatever it throws, the others must still load.
      Throwable cause = e.getCause() == null ? e : e.getCause();
      list(service, type.type().getName(), "", origin, Optional.of(cause.toString()), List.of());
    }
  }

  private static Optional<String> failure(String name, @Nullable Object taken) {
    if (!NAME.matcher(name).matches()) {
      return Optional.of("its name is not made of lower-case letters, digits and hyphens");
    }
    return taken == null ? Optional.empty() : Optional.of("the name is taken by " + taken);
  }

  private void list(
      Class<?> service,
      String name,
      String description,
      String origin,
      Optional<String> failure,
      List<ProviderOption> options) {
    listings.add(
        new ProviderListing(service.getSimpleName(), name, description, origin, failure, options));
  }

  private static String origin(Class<?> type) {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    if (source == null || source.getLocation() == null) {
      return type.getModule().toString();
    }
    // Taken as text: a URL's path is not a path of the file system everywhere.
    String path = source.getLocation().getPath();
    String trimmed = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    return trimmed.substring(trimmed.lastIndexOf('/') + 1);
  }

  ImmutableList<ProviderListing> listings() {
    return listings.build();
  }
}
