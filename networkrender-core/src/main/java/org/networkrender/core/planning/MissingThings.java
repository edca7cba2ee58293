package org.networkrender.core.planning;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.networkrender.api.RenderException;
import org.networkrender.api.backend.SceneDescription;
import org.networkrender.api.backend.SceneSubject;

/**
 * What a scene lacks: a renderer paints over that, and its pictures are wrong without a word.
 *
 * @param files how many files are missing
 * @param others how many other things are missing
 * @param lines what a person reads of all that is missing, one line each
 * @param subjects what lines are about, as far as that is known
 */
record MissingThings(
    int files, int others, List<String> lines, Map<String, SceneSubject> subjects) {
  private static final int MOST_LINES = 10;

  static MissingThings of(SceneDescription scene) {
    List<String> lines = new ArrayList<>();
    Map<String, SceneSubject> subjects = new HashMap<>();
    BiConsumer<String, String> told =
        (text, line) -> {
          lines.add(line);
          SceneSubject subject = scene.subjects().get(text);
          if (subject != null) {
            subjects.put(line, subject);
          }
        };
    scene.lacks().stream().limit(MOST_LINES).forEach(text -> told.accept(text, "missing: " + text));
    if (scene.lacks().size() > MOST_LINES) {
      lines.add((scene.lacks().size() - MOST_LINES) + " more things are missing");
    }
    scene.missing().stream()
        .limit(MOST_LINES)
        .forEach(text -> told.accept(text, "missing file: " + text));
    if (scene.missing().size() > MOST_LINES) {
      lines.add((scene.missing().size() - MOST_LINES) + " more files are missing");
    }
    return new MissingThings(scene.missing().size(), scene.lacks().size(), lines, subjects);
  }

  /**
   * Refuses the scene if anything is missing.
   *
   * @throws RenderException with the first thing that is missing, and how many more there are
   */
  void refuse(Path scene) throws RenderException {
    int all = files + others;
    if (all == 0) {
      return;
    }
    throw RenderException.user(
        scene.getFileName()
            + " lacks something, and its pictures would be wrong: "
            + lines.get(0)
            + (all == 1 ? "" : " (and " + (all - 1) + " more)"),
        "Mend that in the scene or here, or render without it: --allow-missing");
  }
}
