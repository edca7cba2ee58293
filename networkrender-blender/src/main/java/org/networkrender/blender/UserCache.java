package org.networkrender.blender;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Where this user's programs keep what they can make again. */
final class UserCache {
  private UserCache() {}

  /** Returns the directory of networkrender there; empty where the user has no home directory. */
  static Optional<Path> of(Map<String, String> environment) {
    String given = environment.getOrDefault("XDG_CACHE_HOME", "");
    String home = System.getProperty("user.home", "");
    if (given.isEmpty() && home.isEmpty()) {
      return Optional.empty();
    }
    Path cache = given.isEmpty() ? Path.of(home, ".cache") : Path.of(given);
    return Optional.of(cache.resolve("networkrender"));
  }
}
