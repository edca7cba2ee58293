package org.networkrender.blender;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.RenderException;
import org.networkrender.api.backend.BackendSettings;
import org.networkrender.api.backend.Capabilities;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Blenders of this machine and what each has told of itself. Each is asked once as long as its
 * program stays the same, in later runs of this program too where {@link ProbeMemory} knows it.
 */
final class InstalledBlenders {
  private static final Logger log = LoggerFactory.getLogger(InstalledBlenders.class);

  /** The newest first; of one version the one that denoises. */
  private static final Comparator<InstalledBlender> BEST_FIRST =
      Comparator.comparing(InstalledBlender::fullVersion)
          .thenComparing(
              blender -> "true".equals(blender.capabilities().features().get("denoiser")))
          .reversed();

  private final String backend;
  private final BlenderFinder finder;
  private final Duration limit;
  private final ProbeMemory memory;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Installation, Told> told = new ConcurrentHashMap<>();
  private final Map<Installation, String> leftOut = new HashMap<>();

  private record Told(InstalledBlender blender, String stamp) {}

  InstalledBlenders(String backend, BlenderFinder finder, Duration limit, ProbeMemory memory) {
    this.memory = memory;
    this.backend = backend;
    this.finder = finder;
    this.limit = limit;
  }

  /** Returns the Blenders that are here, without asking them. */
  List<Installation> find(BackendSettings settings) throws RenderException {
    return finder.find(settings.executables());
  }

  /**
   * Asks each Blender what it can do; takes seconds. One that the user named must work. One that
   * was found and does not work is reported, and left out.
   *
   * @return one or more, the best first
   */
  List<InstalledBlender> ask(BackendSettings settings) throws RenderException {
    SessionDirectory.sweep(settings.temporary());
    List<Installation> found = find(settings);
    boolean named = !finder.named(settings.executables()).isEmpty();
    boolean needed = named || found.size() == 1;
    List<InstalledBlender> blenders = new ArrayList<>();
    List<RenderException> problems = new ArrayList<>();
    lock();
    try {
      for (Installation each : found) {
        String stamp = stamp(each.program());
        if (!needed && stamp.equals(leftOut.get(each))) {
          continue;
        }
        try {
          blenders.add(ask(each, stamp, settings.temporary()));
        } catch (RenderException e) {
          if (needed || Thread.currentThread().isInterrupted()) {
            throw e;
          }
          problems.add(e);
          leftOut.put(each, stamp);
          log.warn("This Blender is left out: {}", e.getMessage());
        }
      }
      if (blenders.isEmpty()) {
        // Each is asked anew: now, if all were left out before.
        leftOut.clear();
        if (problems.isEmpty()) {
          return ask(settings);
        }
        throw problems.get(0);
      }
    } finally {
      lock.unlock();
    }
    blenders.sort(BEST_FIRST);
    return blenders;
  }

  private InstalledBlender ask(Installation each, String stamp, Path temporary)
      throws RenderException {
    Told known = told.get(each);
    if (known != null && known.stamp.equals(stamp)) {
      return known.blender;
    }
    InstalledBlender blender = new InstalledBlender(each, capabilities(each, temporary));
    told.put(each, new Told(blender, stamp));
    return blender;
  }

  private Capabilities capabilities(Installation each, Path temporary) throws RenderException {
    Optional<Capabilities> known = memory.recall(each);
    if (known.isPresent() && known.get().backend().equals(backend)) {
      return BlenderProbe.withMemory(known.get());
    }
    Capabilities asked = BlenderProbe.capabilities(backend, each, temporary, limit);
    // One that came to no picture may have been ended by chance, so it is asked again next time.
    if ("true".equals(asked.features().get("graphics"))) {
      memory.remember(each, asked);
    }
    return asked;
  }

  /** Returns what a Blender told when it was last asked; its program may be another one now. */
  Optional<InstalledBlender> told(Installation blender) {
    return Optional.ofNullable(told.get(blender)).map(Told::blender);
  }

  private void lock() throws RenderException {
    try {
      lock.lockInterruptibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RenderException(ErrorKind.WORKER, "Interrupted while Blender was asked", "", e);
    }
  }

  /** Of a Python it is the module that can be another one. */
  private static String stamp(Path program) {
    Path file =
        Installation.isPython(program) ? UsualPlaces.module(program).orElse(program) : program;
    try {
      return Files.size(file) + " " + Files.getLastModifiedTime(file);
    } catch (IOException e) {
      // Whoever starts it will say what is wrong with it.
      return "";
    }
  }
}
