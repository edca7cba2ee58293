package org.networkrender.core.providers;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.networkrender.api.Provider;
import org.networkrender.api.RenderException;
import org.networkrender.api.backend.RenderBackend;
import org.networkrender.api.discovery.Discovery;
import org.networkrender.api.split.JobSplitter;
import org.networkrender.api.transport.Transport;

/** What {@link java.util.ServiceLoader} found. */
final class ServiceProviders implements Providers {
  private final ImmutableSortedMap<String, RenderBackend> backends;
  private final ImmutableSortedMap<String, Discovery> discoveries;
  private final ImmutableSortedMap<String, Transport> transports;
  private final ImmutableSortedMap<String, JobSplitter> splitters;
  private final ImmutableList<ProviderListing> listings;

  private ServiceProviders(ClassLoader loader) {
    ProviderCatalog catalog = new ProviderCatalog();
    backends = catalog.collect(RenderBackend.class, loader);
    discoveries = catalog.collect(Discovery.class, loader);
    transports = catalog.collect(Transport.class, loader);
    splitters = catalog.collect(JobSplitter.class, loader);
    listings = catalog.listings();
  }

  static Providers load() {
    return new ServiceProviders(ownLoader());
  }

  static Providers load(List<Path> directories) throws RenderException {
    List<URL> jars = new ArrayList<>();
    for (Path directory : directories) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*.jar")) {
        for (Path file : files) {
          jars.add(url(file));
        }
      } catch (IOException e) {
        throw RenderException.user(
            "Cannot read the plugin directory " + directory + ": " + e.getMessage(),
            "Name a directory that holds provider jars");
      }
    }
    // Stays open for the life of the process: providers load classes whenever they need them.
    return new ServiceProviders(new URLClassLoader(jars.toArray(new URL[0]), ownLoader()));
  }

  private static ClassLoader ownLoader() {
    ClassLoader loader = ServiceProviders.class.getClassLoader();
    return loader == null ? ClassLoader.getSystemClassLoader() : loader;
  }

  private static URL url(Path file) {
    try {
      return file.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public RenderBackend backend(String name) throws RenderException {
    return pick(backends, "backend", name);
  }

  @Override
  public Discovery discovery(String name) throws RenderException {
    return pick(discoveries, "discovery", name);
  }

  @Override
  public Transport transport(String name) throws RenderException {
    return pick(transports, "transport", name);
  }

  @Override
  public JobSplitter splitter(String name) throws RenderException {
    return pick(splitters, "splitter", name);
  }

  @Override
  public List<RenderBackend> backends() {
    return backends.values().asList();
  }

  @Override
  public List<ProviderListing> listings() {
    return listings;
  }

  private static <P extends Provider> P pick(Map<String, P> providers, String what, String name)
      throws RenderException {
    P provider = providers.get(name);
    if (provider == null) {
      throw RenderException.user(
          "There is no " + what + " named '" + name + "'",
          providers.isEmpty()
              ? "There is none at all"
              : "There is " + String.join(", ", providers.keySet()));
    }
    return provider;
  }
}
