package org.networkrender.core.assets;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** Where a user's programs keep what they can fetch again. */
public final class CacheDirectory {
  private CacheDirectory() {}

  /** Returns this user's directory for networkrender, by the rules of this operating system. */
  public static Path ofUser() {
    return of(System.getProperty("os.name", ""), System.getProperty("user.home"), System.getenv());
  }

  static Path of(String system, String home, Map<String, String> environment) {
    String name = system.toLowerCase(Locale.ROOT);
    String given =
        environment.getOrDefault(
            name.startsWith("windows") ? "LOCALAPPDATA" : "XDG_CACHE_HOME", "");
    if (!given.isEmpty()) {
      return Path.of(given, "networkrender");
    }
    if (name.startsWith("windows")) {
      return Path.of(home, "AppData", "Local", "networkrender");
    }
    return name.startsWith("mac")
        ? Path.of(home, "Library", "Caches", "networkrender")
        : Path.of(home, ".cache", "networkrender");
  }
}
