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
import org.networkrender.api.ErrorKind;
import org.networkrender.api.RenderException;
import org.networkrender.api.Sha256;
import org.networkrender.core.assets.JobLayout;
import org.networkrender.core.wire.JobManifest;

/**
 * A scene and its files, as they are sent to workers.
 *
 * @param scene the path of the scene among the entries
 * @param entries all files, the scene among them
 * @param hashes the SHA-256 of each
 */
record SentFiles(String scene, List<JobManifest.Entry> entries, Map<Path, Sha256> hashes) {

  /** Reads every file once. */
  static SentFiles of(Path scene, Collection<Path> others) throws RenderException {
    Path first = scene.toAbsolutePath().normalize();
    Set<Path> files = new LinkedHashSet<>();
    files.add(first);
    others.forEach(file -> files.add(file.toAbsolutePath().normalize()));
    Map<Path, Sha256> hashes = new LinkedHashMap<>();
    for (Path file : files) {
      try {
        hashes.put(file, Sha256.of(file));
      } catch (IOException e) {
        throw unreadable(file, e);
      }
    }
    Map<Path, String> layout = JobLayout.of(files);
    List<JobManifest.Entry> entries = new ArrayList<>();
    for (Map.Entry<Path, String> file : layout.entrySet()) {
      try {
        entries.add(
            new JobManifest.Entry(
                file.getValue(),
                file.getKey().toString(),
                Objects.requireNonNull(hashes.get(file.getKey())),
                Files.size(file.getKey())));
      } catch (IOException e) {
        throw unreadable(file.getKey(), e);
      }
    }
    return new SentFiles(Objects.requireNonNull(layout.get(first)), entries, hashes);
  }

  private static RenderException unreadable(Path file, IOException cause) {
    return new RenderException(
        ErrorKind.USER, "The file " + file + " cannot be read", "See its permissions", cause);
  }

  /** Returns where each content is. */
  Map<Sha256, Path> contents() {
    Map<Sha256, Path> contents = new LinkedHashMap<>();
    hashes.forEach((path, content) -> contents.put(content, path));
    return contents;
  }
}
