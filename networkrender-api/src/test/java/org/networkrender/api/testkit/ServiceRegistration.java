package org.networkrender.api.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Checks that a module names its providers twice, and alike: a class path ignores the module
 * descriptor, a module path ignores {@code META-INF/services}.
 */
public final class ServiceRegistration {
  private ServiceRegistration() {}

  /**
   * Checks the compiled module that a class is in.
   *
   * @param member any class of the module's main code, compiled into a directory
   * @return the names of the providers, by the name of their service
   */
  public static Map<String, Set<String>> check(Class<?> member) throws Exception {
    Path classes = directoryOf(member);
    Map<String, Set<String>> provided = provided(classes);
    assertThat(serviceFiles(classes))
        .as("META-INF/services against the provides of module-info")
        .isEqualTo(provided);
    for (Map.Entry<String, Set<String>> entry : provided.entrySet()) {
      for (String provider : entry.getValue()) {
        checkProvider(entry.getKey(), provider, member.getClassLoader());
      }
    }
    return provided;
  }

  private static Path directoryOf(Class<?> member) throws URISyntaxException {
    return Path.of(member.getProtectionDomain().getCodeSource().getLocation().toURI());
  }

  private static Map<String, Set<String>> provided(Path classes) throws IOException {
    try (InputStream in = Files.newInputStream(classes.resolve("module-info.class"))) {
      return ModuleDescriptor.read(in).provides().stream()
          .collect(
              Collectors.toMap(
                  ModuleDescriptor.Provides::service, each -> new TreeSet<>(each.providers())));
    }
  }

  private static Map<String, Set<String>> serviceFiles(Path classes) throws IOException {
    Path directory = classes.resolve("META-INF").resolve("services");
    Map<String, Set<String>> services = new TreeMap<>();
    if (Files.isDirectory(directory)) {
      try (Stream<Path> files = Files.list(directory)) {
        for (Path file : files.toList()) {
          services.put(file.getFileName().toString(), providers(file));
        }
      }
    }
    return services;
  }

  private static Set<String> providers(Path file) throws IOException {
    return Files.readAllLines(file).stream()
        .map(line -> line.replaceFirst("#.*", "").strip())
        .filter(line -> !line.isEmpty())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static void checkProvider(String service, String provider, ClassLoader loader)
      throws ReflectiveOperationException {
    Class<?> type = Class.forName(provider, true, loader);
    assertThat(type).isPublic();
    assertThat(Class.forName(service, false, loader)).isAssignableFrom(type);
    assertThat(type.getConstructor().newInstance()).isNotNull();
  }
}
