package org.networkrender.core.planning;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.networkrender.api.RenderException;
import org.networkrender.api.backend.RenderBackend;
import org.networkrender.api.backend.SceneDescription;
import org.networkrender.core.order.Notice;
import org.networkrender.core.text.PlainSize;

/**
 * What may leave this machine: a scene that was downloaded can name any file of it. Files beside
 * the scene and beside its libraries may; others only if their content is that of an asset of the
 * kind that the scene takes them for; and none that is hidden, by its own name or that of a
 * directory. The user may allow more, and what the user has chosen for all scenes goes. A link is
 * judged by where it leads.
 */
final class SendingRule {
  private static final int MOST_TOLD = 10;

  private final SceneDescription scene;
  private final RenderBackend backend;
  private final Map<String, String> options;
  private final List<Path> allowed;
  private final HomeDirectories homes = new HomeDirectories();
  private final Map<Path, Told> elsewhere = new TreeMap<>();
  private final Map<Path, Told> refused = new TreeMap<>();

  /** What is said of a file. */
  private record Told(long bytes, String more) {}

  private SendingRule(
      SceneDescription scene,
      RenderBackend backend,
      Map<String, String> options,
      List<Path> allowed) {
    this.scene = scene;
    this.backend = backend;
    this.options = options;
    this.allowed = allowed.stream().map(HomeDirectories::real).toList();
  }

  /**
   * Checks files of a scene, and tells of those that lie elsewhere.
   *
   * @param allowed directories whose files may be sent whatever they are
   * @param options what the user chose for this job
   * @throws RenderException if one may not be sent; says how to allow it
   */
  static void check(
      SceneDescription scene,
      Collection<Path> files,
      List<Path> allowed,
      RenderBackend backend,
      Map<String, String> options,
      Consumer<Notice> notices)
      throws RenderException {
    SendingRule rule = new SendingRule(scene, backend, options, allowed);
    rule.addHome(HomeDirectories.real(scene.scene()));
    Map<Path, Path> real = new LinkedHashMap<>();
    files.forEach(file -> real.put(file, HomeDirectories.real(file)));
    real.forEach(
        (file, place) -> {
          if (!rule.isHidden(place) && backend.recognises(file) && rule.fits(file, place)) {
            rule.addHome(place);
          }
        });
    real.forEach(rule::judge);
    rule.refuse();
    rule.tell(notices);
  }

  private void addHome(Path scene) {
    Path home = scene.getParent();
    if (home != null) {
      homes.add(home);
    }
  }

  private boolean fits(Path named, Path file) {
    return backend.kindOf(file).map(kind -> scene.takes(named, kind)).orElse(true);
  }

  /**
   * Judges a file.
   *
   * @param named as the scene has it
   * @param file where that leads
   */
  private void judge(Path named, Path file) {
    if (allowed.stream().anyMatch(file::startsWith) || backend.isChosenByUser(file, options)) {
      return;
    }
    if (isHidden(file)) {
      refused.put(file, told(file, ""));
    } else if (!homes.hold(file)) {
      Optional<String> kind = backend.kindOf(file);
      if (kind.isEmpty()) {
        refused.put(file, told(file, ""));
      } else if (scene.takes(named, kind.get())) {
        elsewhere.put(file, told(file, ""));
      } else {
        refused.put(
            file, told(file, otherKind(kind.get(), scene.kinds().getOrDefault(named, Set.of()))));
      }
    }
  }

  private static String otherKind(String kind, Set<String> wanted) {
    return ", a " + kind + ", named as a " + String.join(" or ", new TreeSet<>(wanted));
  }

  private static Told told(Path file, String more) {
    return new Told(size(file), more);
  }

  private boolean isHidden(Path file) {
    Path directory = file.getParent();
    return hasHiddenName(file) || (directory != null && homes.hide(directory));
  }

  private static boolean hasHiddenName(Path file) {
    Path name = file.getFileName();
    return name != null && name.toString().startsWith(".");
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      // Whoever reads it tells what is wrong with it.
      return 0;
    }
  }

  private void refuse() throws RenderException {
    if (refused.isEmpty()) {
      return;
    }
    // Beside a hidden file lies much that has nothing to do with it.
    Set<Path> places = new TreeSet<>();
    refused.keySet().forEach(file -> places.add(hasHiddenName(file) ? file : file.getParent()));
    String flags =
        places.stream()
            .limit(MOST_TOLD)
            .map(place -> "--allow-read " + quoted(place))
            .collect(Collectors.joining(" "));
    throw RenderException.user(
        "The scene names files of this machine that are not beside it and are no assets of the kind"
            + " that names them, or are hidden; nothing was sent: "
            + list(refused),
        "If the workers may have them, add " + flags + "; else remove them from the scene");
  }

  /** Returns a path as it is written in a command. */
  static String quoted(Path directory) {
    String text = directory.toString();
    return text.matches("[\\w./:\\\\-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
  }

  private void tell(Consumer<Notice> notices) {
    if (!elsewhere.isEmpty()) {
      String text = "sent from other directories than the scene's: " + list(elsewhere);
      notices.accept(new Notice(Notice.Level.INFO, text));
    }
  }

  private static String list(Map<Path, Told> files) {
    List<String> told = new ArrayList<>();
    files.entrySet().stream()
        .limit(MOST_TOLD)
        .forEach(file -> told.add(file.getKey() + " (" + text(file.getValue()) + ")"));
    long bytes = files.values().stream().mapToLong(Told::bytes).sum();
    return String.join(", ", told)
        + (files.size() > MOST_TOLD
            ? " and " + (files.size() - MOST_TOLD) + " more, " + PlainSize.of(bytes) + " in all"
            : "");
  }

  private static String text(Told file) {
    return PlainSize.of(file.bytes()) + file.more();
  }
}
