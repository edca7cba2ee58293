package org.networkrender.blender;

import com.google.gson.Gson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.networkrender.api.backend.Capabilities;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What Blenders told of themselves in earlier runs of this program, in a small file of the user's.
 * It counts as long as {@link ProgramStamp} is the same. Whatever is wrong with the file, Blender
 * is asked again.
 */
final class ProbeMemory {
  /** More than anybody has; what was noted first goes first. */
  static final int MOST = 16;

  private static final Logger LOG = LoggerFactory.getLogger(ProbeMemory.class);
  private static final String NAME = "blenders.json";
  private static final long MAX_BYTES = 1 << 20;
  private static final Noted[] NOTHING = {};

  private final Optional<Path> directory;
  private final Function<Path, Optional<String>> stamps;

  /** One Blender; any field may be missing in a file that somebody has changed. */
  private record Noted(String program, String stamp, Capabilities capabilities) {
    boolean isWhole() {
      return program != null
          && stamp != null
          && capabilities != null
          && capabilities.backend() != null
          && capabilities.version() != null
          && capabilities.engines() != null
          && capabilities.devices() != null
          && capabilities.features() != null;
    }
  }

  /**
   * Opens a memory; nothing is read or written yet.
   *
   * @param directory where the file is, or empty to remember nothing
   * @param stamps what a program and this machine are known by, or empty where that is not known
   */
  ProbeMemory(Optional<Path> directory, Function<Path, Optional<String>> stamps) {
    this.directory = directory;
    this.stamps = stamps;
  }

  /** Returns the memory of this user. */
  static ProbeMemory ofThisUser() {
    return new ProbeMemory(UserCache.of(System.getenv()), ProgramStamp::of);
  }

  /** Returns a memory that remembers nothing. */
  static ProbeMemory none() {
    return new ProbeMemory(Optional.empty(), program -> Optional.empty());
  }

  /** Returns what a Blender told, if it and all that it depends on are as they were then. */
  Optional<Capabilities> recall(Installation blender) {
    Optional<String> stamp = stamp(blender);
    return stamp.isEmpty()
        ? Optional.empty()
        : Optional.ofNullable(read().get(blender.toString()))
            .filter(noted -> noted.stamp().equals(stamp.get()))
            .map(Noted::capabilities);
  }

  /** Notes what a Blender has just told. */
  void remember(Installation blender, Capabilities capabilities) {
    Optional<String> stamp = stamp(blender);
    if (stamp.isEmpty()) {
      return;
    }
    Map<String, Noted> all = read();
    all.remove(blender.toString());
    all.put(blender.toString(), new Noted(blender.toString(), stamp.get(), capabilities));
    while (all.size() > MOST) {
      all.remove(all.keySet().iterator().next());
    }
    write(List.copyOf(all.values()));
  }

  private Optional<String> stamp(Installation blender) {
    return directory.isEmpty() ? Optional.empty() : stamps.apply(blender.program());
  }

  private Map<String, Noted> read() {
    Map<String, Noted> all = new LinkedHashMap<>();
    Path file = directory.orElseThrow().resolve(NAME);
    try {
      if (Files.isRegularFile(file) && Files.size(file) <= MAX_BYTES) {
        String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        Noted[] noted =
            Objects.requireNonNullElse(new Gson().fromJson(text, Noted[].class), NOTHING);
        for (Noted each : noted) {
          if (each != null && each.isWhole()) {
            all.put(each.program(), each);
          }
        }
      }
    } catch (IOException | RuntimeException e) {
      // The library throws anything where a file lacks something.
      LOG.debug("{} is ignored: {}", file, e.toString());
      all.clear();
    }
    return all;
  }

  private void write(List<Noted> all) {
    Path place = directory.orElseThrow();
    Path fresh = null;
    try {
      Files.createDirectories(place);
      fresh = Files.createTempFile(place, NAME, ".new");
      Files.writeString(fresh, new Gson().toJson(all));
      Files.move(fresh, place.resolve(NAME), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      // It is asked again the next time.
      LOG.debug("cannot note what Blender told: {}", e.toString());
      discard(fresh);
    }
  }

  private static void discard(@Nullable Path file) {
    try {
      if (file != null) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      LOG.debug("cannot remove {}", file, e);
    }
  }
}
