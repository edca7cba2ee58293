package org.networkrender.core.assets;

import com.google.common.collect.ImmutableMap;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.networkrender.core.wire.JobPath;

/**
 * Where a job's files lie on a worker: as on the client's machine, below the deepest directory that
 * holds them all, so that every relative path between them holds. A directory that some file system
 * takes for another one lies apart with all that is in it, since a scene may name it as a whole;
 * and so does a numbered sequence whose directory has another one of such a name.
 */
public final class JobLayout {
  private static final Pattern NUMBER = Pattern.compile("[0-9]+");

  private final Map<Path, Integer> depths;
  private final Map<Path, String> directories = new HashMap<>();
  private final Map<Path, String> places = new HashMap<>();

  /** What is there, as a file system sees it that takes most for one. */
  private final Set<String> taken = new HashSet<>();

  private int apart = 1;

  private JobLayout(Map<Path, Integer> depths) {
    this.depths = depths;
  }

  /**
   * Lays out files.
   *
   * @param files absolute, normalised paths on this machine, each once
   * @return for each file its path in the job's directory, in the same order
   */
  public static Map<Path, String> of(Collection<Path> files) {
    JobLayout layout = new JobLayout(commonDepths(files));
    Map<Path, List<Path>> contents = new LinkedHashMap<>();
    for (Path file : files) {
      contents.computeIfAbsent(file.getParent(), each -> new ArrayList<>()).add(file);
    }
    // The first one is the scene, whose relative paths hold best.
    contents.keySet().stream().limit(1).forEach(layout::directory);
    contents.keySet().stream()
        .sorted(Comparator.comparingInt(Path::getNameCount))
        .forEach(directory -> layout.add(directory, contents.getOrDefault(directory, List.of())));
    return files.stream()
        .collect(
            ImmutableMap.toImmutableMap(
                file -> file, file -> layout.places.getOrDefault(file, "")));
  }

  private void add(Path directory, List<Path> files) {
    String place = directory(directory);
    if (isFree(place, files)) {
      put(place, files);
      return;
    }
    Map<String, List<Path>> groups = new LinkedHashMap<>();
    for (Path file : files) {
      String name = NUMBER.matcher(file.getFileName().toString()).replaceAll("#");
      groups.computeIfAbsent(name, each -> new ArrayList<>()).add(file);
    }
    // What cannot stay goes together: pictures of the left and the right eye have unlike names.
    while (!groups.isEmpty()) {
      Iterator<List<Path>> each = groups.values().iterator();
      while (each.hasNext()) {
        List<Path> group = each.next();
        if (isFree(place, group)) {
          put(place, group);
          each.remove();
        }
      }
      place = groups.isEmpty() ? place : apart(directory);
    }
  }

  /** Returns where a directory lies, with a slash behind it. */
  private String directory(Path directory) {
    String known = directories.get(directory);
    if (known == null) {
      known = free(directory);
      directories.put(directory, known);
    }
    return known;
  }

  private String free(Path directory) {
    String place = "";
    Path parent = directory.getParent();
    if (parent != null && directory.getNameCount() > depth(directory)) {
      place = directory(parent) + plain(directory.getFileName()) + "/";
    }
    return taken.add(JobPath.key(place)) ? place : apart(directory);
  }

  /** Returns a place for a directory in which nothing else lies. */
  private String apart(Path directory) {
    String top;
    do {
      apart++;
      top = "_" + apart + "/";
    } while (!taken.add(top));
    StringBuilder place = new StringBuilder(top);
    for (int i = depth(directory); i < directory.getNameCount(); i++) {
      place.append(plain(directory.getName(i))).append('/');
    }
    return place.toString();
  }

  private int depth(Path directory) {
    return depths.getOrDefault(directory.getRoot(), 0);
  }

  private boolean isFree(String place, List<Path> files) {
    Set<String> keys = new HashSet<>();
    for (Path file : files) {
      String key = JobPath.key(place + plain(file.getFileName()));
      if (taken.contains(key + "/") || !keys.add(key)) {
        return false;
      }
    }
    return true;
  }

  private void put(String place, List<Path> files) {
    for (Path file : files) {
      String path = place + plain(file.getFileName());
      // No directory may have the name of a file, nor a file that of a directory.
      taken.add(JobPath.key(path) + "/");
      places.put(file, path);
    }
  }

  private static String plain(Path name) {
    return JobPath.plain(name.toString());
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
}
