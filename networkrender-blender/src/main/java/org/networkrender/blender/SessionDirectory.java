package org.networkrender.blender;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.RenderException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What one Blender process has for itself: its scripts, its home, its temporary files. */
final class SessionDirectory {
  private static final Logger LOG = LoggerFactory.getLogger(SessionDirectory.class);
  private static final List<String> SCRIPTS =
      List.of(
          "asset_paths.py",
          "cycles_passes.py",
          "exr_header.py",
          "frame_cost.py",
          "frame_render.py",
          "inspection.py",
          "joined_frame.py",
          "kept_settings.py",
          "orphan.py",
          "part_render.py",
          "part_rules.py",
          "picture_size.py",
          "probe.py",
          "processor.py",
          "scene_setup.py",
          "session.py",
          "session_scene.py");
  private static final int REMOVE_ATTEMPTS = 20;
  private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(50);

  private final Path root;

  private SessionDirectory(Path root) {
    this.root = root;
  }

  /**
   * Makes a directory and puts the scripts into it.
   *
   * @throws RenderException of kind RESOURCE if the disk does not let us
   */
  static SessionDirectory create(Path temporary) throws RenderException {
    Path root = null;
    try {
      root = Files.createTempDirectory(temporary.toAbsolutePath(), "blender-");
      Files.createDirectory(root.resolve("home"));
      Files.createDirectory(root.resolve("tmp"));
      for (String script : SCRIPTS) {
        try (InputStream in = SessionDirectory.class.getResourceAsStream(script)) {
          if (in == null) {
            throw new IOException("the program lacks its own file " + script);
          }
          Files.copy(in, root.resolve(script));
        }
      }
      return new SessionDirectory(root);
    } catch (IOException e) {
      if (root != null) {
        new SessionDirectory(root).remove();
      }
      throw new RenderException(
          ErrorKind.RESOURCE,
          "Cannot write a temporary directory below " + temporary + ": " + e.getMessage(),
          "Check that the disk has space and that the directory may be written",
          e);
    }
  }

  Path file(String name) {
    return root.resolve(name);
  }

  Path root() {
    return root;
  }

  /** Removes all; on Windows a file of a process that has just ended can be held for a moment. */
  void remove() {
    for (int attempt = 0; attempt < REMOVE_ATTEMPTS; attempt++) {
      if (removeOnce()) {
        return;
      }
      LockSupport.parkNanos(BETWEEN_ATTEMPTS.toNanos());
    }
    LOG.warn("Cannot remove the temporary directory {}", root);
  }

  private boolean removeOnce() {
    if (Files.notExists(root)) {
      return true;
    }
    try (Stream<Path> tree = Files.walk(root)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
      return true;
    } catch (IOException | UncheckedIOException e) {
      LOG.debug("Not yet removed: {}", e.getMessage());
      return false;
    }
  }
}
