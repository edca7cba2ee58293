package org.networkrender.core.planning;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.RenderException;
import org.networkrender.api.Sha256;
import org.networkrender.core.assets.CopyFailedException;
import org.networkrender.core.assets.FileChangedException;
import org.networkrender.core.assets.FileIntake;
import org.networkrender.core.assets.JobLayout;
import org.networkrender.core.assets.Lanes;
import org.networkrender.core.wire.JobManifest;

/**
 * A scene and its files, as they are sent to workers.
 *
 * @param scene the path of the scene among the entries
 * @param entries all files, the scene among them
 * @param contents where each content is
 */
record SentFiles(String scene, List<JobManifest.Entry> entries, Map<Sha256, Path> contents) {

  /**
   * Takes every file, several at once. Blocks.
   *
   * @param intake where their contents come from
   * @throws RenderException if one cannot be read; names it
   */
  static SentFiles of(Path scene, Collection<Path> others, FileIntake intake, Lanes lanes)
      throws RenderException {
    Path first = absolute(scene);
    Set<Path> files = all(scene, others);
    Map<Path, FileIntake.Taken> taken = new ConcurrentHashMap<>();
    AtomicReference<@Nullable Path> reading = new AtomicReference<>();
    try {
      lanes.each(files, file -> take(file, intake, taken, reading));
    } catch (IOException e) {
      throw unreadable(Objects.requireNonNullElse(reading.get(), first), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RenderException(ErrorKind.USER, "Interrupted", "", e);
    }
    Map<Path, String> layout = JobLayout.of(files);
    List<JobManifest.Entry> entries = new ArrayList<>();
    Map<Sha256, Path> contents = new LinkedHashMap<>();
    for (Map.Entry<Path, String> file : layout.entrySet()) {
      FileIntake.Taken each = Objects.requireNonNull(taken.get(file.getKey()));
      entries.add(
          new JobManifest.Entry(
              file.getValue(), file.getKey().toString(), each.content(), each.bytes()));
      contents.put(each.content(), each.place());
    }
    return new SentFiles(Objects.requireNonNull(layout.get(first)), entries, contents);
  }

  /** Returns a scene and its files, each once. */
  static Set<Path> all(Path scene, Collection<Path> others) {
    Set<Path> files = new LinkedHashSet<>();
    files.add(absolute(scene));
    others.forEach(file -> files.add(absolute(file)));
    return files;
  }

  private static Path absolute(Path file) {
    return file.toAbsolutePath().normalize();
  }

  private static void take(
      Path file,
      FileIntake intake,
      Map<Path, FileIntake.Taken> taken,
      AtomicReference<@Nullable Path> failing)
      throws IOException {
    try {
      taken.put(file, intake.take(file));
    } catch (IOException e) {
      failing.compareAndSet(null, file);
      throw e;
    }
  }

  /** Looks at one file. */
  @FunctionalInterface
  interface Look<T> {
    T at(Path file) throws IOException;
  }

  /**
   * Returns what a look at a file gives.
   *
   * @throws RenderException if it fails; names the file
   */
  static <T> T reading(Path file, Look<T> look) throws RenderException {
    try {
      return look.at(file);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static RenderException unreadable(Path file, IOException cause) {
    if (cause instanceof CopyFailedException) {
      return OwnFiles.cannotCopy(cause);
    }
    if (cause instanceof FileChangedException) {
      return RenderException.user(
          "The file " + file + " changes while it is read",
          "Wait until it is saved, then give the same command again");
    }
    if (Files.notExists(file)) {
      return new RenderException(
          ErrorKind.USER,
          "The file " + file + " is not there any more",
          "Put it back, or remove it from the scene",
          cause);
    }
    return new RenderException(
        ErrorKind.USER, "The file " + file + " cannot be read", "See its permissions", cause);
  }

  /** Returns how many bytes all files have together. */
  long bytes() {
    return entries.stream().mapToLong(JobManifest.Entry::bytes).sum();
  }

  /** Returns where each content is. */
  @Override
  public Map<Sha256, Path> contents() {
    return new LinkedHashMap<>(contents);
  }
}
