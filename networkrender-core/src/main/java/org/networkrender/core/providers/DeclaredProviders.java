package org.networkrender.core.providers;

import com.google.common.base.Splitter;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The class names in the service files of one service, in the order in which {@link
 * java.util.ServiceLoader} comes to them. Its errors do not always say which of them they are of.
 */
final class DeclaredProviders {
  private static final Logger log = LoggerFactory.getLogger(DeclaredProviders.class);
  private static final String DIRECTORY = "META-INF/services/";

  /** Longer than any service file; what comes behind is not looked at. */
  private static final int MAX_LINES = 1000;

  private final String file;
  private final Map<String, URL> left = new LinkedHashMap<>();

  /**
   * A provider, or a service file, of which nothing could be loaded.
   *
   * @param name the name of the class, or the path of the file
   * @param origin the jar or directory that it is in
   */
  record Broken(String name, String origin) {}

  private DeclaredProviders(Class<?> service) {
    this.file = DIRECTORY + service.getName();
  }

  /** Reads the service files that a loader sees; those that cannot be read are passed over. */
  static DeclaredProviders of(Class<?> service, ClassLoader loader) {
    DeclaredProviders declared = new DeclaredProviders(service);
    try {
      Enumeration<URL> files = loader.getResources(declared.file);
      while (files.hasMoreElements()) {
        declared.read(files.nextElement());
      }
    } catch (IOException e) {
      log.debug("cannot look for {}", declared.file, e);
    }
    return declared;
  }

  private void read(URL url) {
    try {
      URLConnection connection = url.openConnection();
      // Or the jar would stay open, and the loader has it open itself.
      connection.setUseCaches(false);
      try (BufferedReader reader =
          new BufferedReader(
              new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8))) {
        reader
            .lines()
            .limit(MAX_LINES)
            .map(line -> line.replaceFirst("#.*", "").strip())
            .filter(line -> !line.isEmpty())
            .forEach(name -> left.putIfAbsent(name, url));
      }
    } catch (IOException | UncheckedIOException e) {
      log.debug("cannot read {}", url, e);
    }
  }

  /** A provider's class was found. */
  void found(Class<?> type) {
    left.remove(type.getName());
  }

  /** Returns what an error of the service loader is about: what comes next, if it does not say. */
  Optional<Broken> broken(String message) {
    Optional<URL> whole =
        left.values().stream().filter(url -> message.contains(url.toString())).findFirst();
    if (whole.isPresent()) {
      left.values().removeIf(whole.get()::equals);
      return Optional.of(new Broken(file, origin(whole.get())));
    }
    Set<String> words = Set.copyOf(Splitter.on(' ').splitToList(message));
    Optional<String> name =
        left.keySet().stream()
            .filter(words::contains)
            .findFirst()
            .or(() -> left.keySet().stream().findFirst());
    return name.map(
        broken -> new Broken(broken, origin(Objects.requireNonNull(left.remove(broken)))));
  }

  /** Taken as text: a URL's path is not a path of the file system everywhere. */
  private String origin(URL url) {
    String place = url.getPath().replaceFirst("!?/" + file + "$", "");
    return place.substring(place.lastIndexOf('/') + 1);
  }
}
