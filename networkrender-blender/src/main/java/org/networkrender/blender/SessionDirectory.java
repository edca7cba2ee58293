package org.networkrender.blender;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.RenderException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one Blender process has for itself: its scripts, its home, its temporary files. Blender
 * removes it when whoever made it is gone. If that happened before Blender had started, whoever
 * makes or removes another one beside it does, and each program that looks for its Blenders. The
 * lock on a file in it tells whether its maker lives.
 */
final class SessionDirectory {
  private static final Logger LOG = LoggerFactory.getLogger(SessionDirectory.class);
  static final List<String> SCRIPTS =
      List.of(
          "addon_files.py",
          "addons.py",
          "asset_paths.py",
          "bake.py",
          "confinement.py",
          "build_needs.py",
          "cycles_passes.py",
          "cycles_tiles.py",
          "denoised_frame.py",
          "denoising.py",
          "driver_views.py",
          "exr_header.py",
          "exr_pixels.py",
          "cache_files.py",
          "few_threads.py",
          "file_groups.py",
          "file_nodes.py",
          "file_outputs.py",
          "fluid_bakes.py",
          "fluids.py",
          "foreign_code.py",
          "frame_cost.py",
          "frame_range.py",
          "frame_render.py",
          "graphics_cards.py",
          "grease_pencil.py",
          "identity.py",
          "inspection.py",
          "job_choices.py",
          "joined_frame.py",
          "kept_data.py",
          "kept_settings.py",
          "movie.py",
          "movie_colours.py",
          "movie_facts.py",
          "movie_format.py",
          "movie_sound.py",
          "movie_strip.py",
          "movie_trial.py",
          "node_bakes.py",
          "orphan.py",
          "output_sources.py",
          "part_render.py",
          "part_rules.py",
          "path_mapping.py",
          "path_rules.py",
          "path_walk.py",
          "picture_blocks.py",
          "picture_path.py",
          "picture_size.py",
          "picture_stamp.py",
          "playing.py",
          "point_caches.py",
          "probe.py",
          "processor.py",
          "progress_lines.py",
          "refused_scripts.py",
          "render_device.py",
          "render_traces.py",
          "sample_rules.py",
          "scene_facts.py",
          "scene_lacks.py",
          "scene_path.py",
          "scene_setup.py",
          "session.py",
          "session_scene.py",
          "shader_files.py",
          "shown_objects.py",
          "simulations.py",
          "unbaked_caches.py",
          "usd_layers.py",
          "volumes.py");
  private static final String NAME = "blender-";
  private static final String LOCK = "networkrender.lock";
  private static final int REMOVE_ATTEMPTS = 20;
  private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(50);

  /**
   * The names of those of this program. Their locks are not opened a second time: where a lock
   * belongs to the process, closing any channel of the file ends it.
   */
  private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

  private final Path root;
  private final @Nullable FileChannel lock;

  private SessionDirectory(Path root, @Nullable FileChannel lock) {
    this.root = root;
    this.lock = lock;
  }

  /** Returns whether a script lies in the directory of a session, of whichever program. */
  static boolean holds(Path script) {
    return Files.exists(script.resolveSibling(LOCK));
  }

  /**
   * Makes a directory and puts the scripts into it.
   *
   * @throws RenderException of kind RESOURCE if the disk does not let us
   */
  static SessionDirectory create(Path temporary) throws RenderException {
    return create(temporary, SCRIPTS);
  }

  private static SessionDirectory create(Path temporary, List<String> scripts)
      throws RenderException {
    Path root = null;
    FileChannel lock = null;
    try {
      root = Files.createTempDirectory(temporary.toAbsolutePath(), NAME);
      OWN.add(root.getFileName());
      lock = FileChannel.open(root.resolve(LOCK), StandardOpenOption.CREATE_NEW, WRITE);
      lock.lock();
      removeAbandoned(root);
      Files.createDirectory(root.resolve("home"));
      Files.createDirectory(root.resolve("tmp"));
      for (String script : scripts) {
        try (InputStream in = SessionDirectory.class.getResourceAsStream(script)) {
          if (in == null) {
            throw new IOException("the program lacks its own file " + script);
          }
          Files.copy(in, root.resolve(script));
        }
      }
      return new SessionDirectory(root, lock);
    } catch (IOException e) {
      if (root != null) {
        new SessionDirectory(root, lock).remove();
      }
      throw new RenderException(
          ErrorKind.RESOURCE,
          "Cannot write a temporary directory below " + temporary + ": " + e.getMessage(),
          "Check that the disk has space and that the directory may be written",
          e);
    }
  }

  /** Removes what makers that are gone have left; a problem with it is nobody's. */
  static void sweep(Path temporary) {
    if (Files.isDirectory(temporary)) {
      try {
        create(temporary, List.of()).remove();
      } catch (RenderException e) {
        LOG.debug("Cannot look for what others left: {}", e.getMessage());
      }
    }
  }

  /** Removes what makers beside a directory have left that are gone. */
  private static void removeAbandoned(Path mine) {
    Path temporary = Objects.requireNonNull(mine.getParent());
    try (DirectoryStream<Path> all = Files.newDirectoryStream(temporary, NAME + "*")) {
      for (Path each : all) {
        // Nobody else can have put a link into what belongs to this user.
        if (!OWN.contains(each.getFileName())
            && Files.isDirectory(each, NOFOLLOW_LINKS)
            && Files.isRegularFile(each.resolve(LOCK), NOFOLLOW_LINKS)
            && Files.getOwner(each, NOFOLLOW_LINKS).equals(Files.getOwner(mine))
            && isFree(each.resolve(LOCK))) {
          removeAbandoned(each, directory -> new SessionDirectory(directory, null).removeOnce());
        }
      }
    } catch (IOException | DirectoryIteratorException | UnsupportedOperationException e) {
      // It harms nobody, and the next one tries again.
      LOG.debug("Cannot look for what others left: {}", e.getMessage());
    }
  }

  /**
   * Removes one of them. Its Blender may still be starting, and may write a file meanwhile: then
   * the lock is put back, by which the next maker knows it.
   *
   * @param removal removes a directory and returns whether it is gone
   */
  static void removeAbandoned(Path left, Predicate<Path> removal) throws IOException {
    if (!removal.test(left) && Files.isDirectory(left) && Files.notExists(left.resolve(LOCK))) {
      Files.createFile(left.resolve(LOCK));
    }
  }

  private static boolean isFree(Path lock) {
    try (FileChannel channel = FileChannel.open(lock, WRITE);
        FileLock taken = channel.tryLock()) {
      return taken != null;
    } catch (IOException | OverlappingFileLockException e) {
      LOG.debug("Cannot ask for the lock {}: {}", lock, e.getMessage());
      return false;
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
    if (lock != null) {
      try {
        lock.close();
      } catch (IOException e) {
        LOG.debug("Cannot close the lock of {}: {}", root, e.getMessage());
      }
    }
    removeAbandoned(root);
    OWN.remove(root.getFileName());
    // Who is interrupted has to end, but must not leave anything: parking would return at once.
    boolean interrupted = Thread.interrupted();
    for (int attempt = 0; !removeOnce(); attempt++) {
      if (attempt == REMOVE_ATTEMPTS) {
        LOG.warn("Cannot remove the temporary directory {}", root);
        break;
      }
      LockSupport.parkNanos(BETWEEN_ATTEMPTS.toNanos());
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean removeOnce() {
    if (Files.notExists(root)) {
      return true;
    }
    try {
      for (Path path : contents(root)) {
        Files.deleteIfExists(path);
      }
      return true;
    } catch (IOException | UncheckedIOException e) {
      LOG.debug("Not yet removed: {}", e.getMessage());
      return false;
    }
  }

  /** Returns what is to be removed, in that order: the lock last, by which others know the rest. */
  static List<Path> contents(Path root) throws IOException {
    try (Stream<Path> tree = Files.walk(root)) {
      return tree.sorted(
              Comparator.<Path, Boolean>comparing(root::equals)
                  .thenComparing(root.resolve(LOCK)::equals)
                  .thenComparing(Comparator.reverseOrder()))
          .toList();
    }
  }
}
