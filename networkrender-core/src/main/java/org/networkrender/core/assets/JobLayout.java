package org.networkrender.core.assets;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableMap;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.networkrender.core.wire.JobPath;

/**
 * Where a job's files lie on a worker: as on the client's machine, below the deepest directory that
 * holds them all, so that every relative path between them holds.
 */
public final class JobLayout {
  private JobLayout() {}

  /**
   * Lays out files.
   *
   * @param files absolute, normalised paths on this machine, each once
   * @return for each file its path in the job's directory, in the same order
   */
  public static Map<Path, String> of(Collection<Path> files) {
    Map<Path, String> layout = new LinkedHashMap<>();
    Set<String> taken = new HashSet<>();
    Map<Path, Integer> depths = commonDepths(files);
    for (Path file : files) {
      String path = plain(file, depths.getOrDefault(file.getRoot(), 0));
      for (int i = 2; !taken.add(JobPath.key(path)); i++) {
        path = "_" + i + "/" + plain(file, depths.getOrDefault(file.getRoot(), 0));
      }
      layout.put(file, path);
    }
    return ImmutableMap.copyOf(layout);
  }

  /** How many leading directories all files of one root share. */
  private static Map<Path, Integer> commonDepths(Collection<Path> files) {
    Map<Path, Path> common = new LinkedHashMap<>();
    for (Path file : files) {
      Path parent = file.getParent();
      common.merge(file.getRoot(), parent, JobLayout::commonDirectory);
    }
    Map<Path, Integer> depths = new LinkedHashMap<>();
    common.forEach((root, directory) -> depths.put(root, directory.getNameCount()));
    return depths;
  }

  private static Path commonDirectory(Path a, Path b) {
    Path common = a;
    while (!b.startsWith(common)) {
      Path parent = common.getParent();
      common = parent == null ? a.getRoot() : parent;
    }
    return common;
  }

  private static String plain(Path file, int depth) {
    List<String> parts = new ArrayList<>();
    for (int i = depth; i < file.getNameCount(); i++) {
      parts.add(JobPath.plain(file.getName(i).toString()));
    }
    return Joiner.on('/').join(parts);
  }
}
