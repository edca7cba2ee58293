package org.networkrender.core.job;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.networkrender.core.output.OutputDirectory;
import org.networkrender.core.task.JobTask;

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
  private final Consumer<String> confirmed;

  private record Believed(String place, boolean part) {}

  /**
   * Begins without knowing any picture.
   *
   * @param confirmed is told the machine whose doubted picture came a second time: it has not
   *     failed
   */
  BlankPictures(Consumer<String> confirmed) {
    this.confirmed = confirmed;
  }

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
    Believed here = new Believed(place, task instanceof JobTask.Part);
    List<String> content =
        pictures.stream()
            .map(OutputDirectory.ReceivedPicture::picture)
            .map(picture -> picture.blank() ? "blank " + picture.channels() : "")
            .toList();
    Map<List<String>, String> said = seen.computeIfAbsent(task, any -> new HashMap<>());
    String first = said.putIfAbsent(content, place);
    if (first == null && !believed.contains(here)) {
      return true;
    }
    seen.remove(task);
    if (first != null) {
      believed.add(new Believed(first, here.part()));
      believed.add(here);
      confirmed.accept(first);
    }
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
