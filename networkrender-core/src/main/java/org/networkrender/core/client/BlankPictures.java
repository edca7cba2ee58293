package org.networkrender.core.client;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Doubts pictures that are all zero: that is what a renderer leaves that failed without saying so,
 * and also what a black frame is. Such a result is believed when it comes a second time; the
 * scheduler sees to it that this is from another machine where there is one.
 *
 * <p>Empty pictures seldom come alone: a film has black stretches, and all parts beside the subject
 * before a transparent sky are empty. So whose empty frame was confirmed once is believed from then
 * on about frames, and whose empty part about parts.
 *
 * <p>Belongs to the farm's thread.
 */
final class BlankPictures {
  /** Who said first that a task gives these blank pictures. */
  private final Map<JobTask, Map<List<String>, String>> seen = new HashMap<>();

  private final Set<Believed> believed = new HashSet<>();

  private record Believed(String place, boolean part) {}

  /**
   * Returns whether the result is to be rendered once more.
   *
   * @param place the machine that rendered it
   * @param pictures its files, found whole
   */
  boolean doubts(JobTask task, String place, List<OutputDirectory.ReceivedPicture> pictures) {
    // What is rendered only to compare is compared as it is.
    if (task instanceof JobTask.Look
        || pictures.stream().noneMatch(picture -> picture.picture().blank())) {
      return false;
    }
    boolean part = task instanceof JobTask.Part;
    if (believed.contains(new Believed(place, part))) {
      return false;
    }
    List<String> content =
        pictures.stream()
            .map(OutputDirectory.ReceivedPicture::picture)
            .map(picture -> picture.blank() ? "blank " + picture.channels() : "")
            .toList();
    String first = seen.computeIfAbsent(task, any -> new HashMap<>()).putIfAbsent(content, place);
    if (first == null) {
      return true;
    }
    seen.remove(task);
    believed.add(new Believed(first, part));
    believed.add(new Believed(place, part));
    return false;
  }

  /** Returns what is told of a result that is doubted. */
  static String words(List<OutputDirectory.ReceivedPicture> pictures) {
    return pictures.stream()
        .filter(picture -> picture.picture().blank())
        .findFirst()
        .map(picture -> picture.name() + " is empty: every value in it is zero")
        .orElse("nothing is in it");
  }
}
