package org.networkrender.core.planning;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.networkrender.api.PixelSize;
import org.networkrender.api.RenderException;
import org.networkrender.core.assembly.MoviePlan;
import org.networkrender.core.order.Existing;
import org.networkrender.core.order.Notice;
import org.networkrender.core.output.EarlierPictures;
import org.networkrender.core.output.KeptFrames;
import org.networkrender.core.output.OutputDirectory;

/**
 * Which movies of a job are there already.
 *
 * @param found each movie of the job, and what lies in its place
 */
record EarlierMovies(Map<MoviePlan, EarlierPictures.Found> found) {

  /** Looks at the movies that are there. */
  static EarlierMovies of(List<MoviePlan> wanted, OutputDirectory output, PixelSize size)
      throws RenderException {
    Map<MoviePlan, EarlierPictures.Found> found = new LinkedHashMap<>();
    for (MoviePlan movie : wanted) {
      found.put(movie, output.earlier(movie.frames().get(0), movie.file(), movie.identity(), size));
    }
    return new EarlierMovies(found);
  }

  /** Returns whether all movies are there, made from this job: no picture is needed for them. */
  boolean areAll() {
    return !found.isEmpty() && found.values().stream().allMatch(EarlierMovies::isOwn);
  }

  private static boolean isOwn(EarlierPictures.Found movie) {
    return !movie.finished().isEmpty();
  }

  /**
   * Returns those that are to be encoded.
   *
   * @param anew whether pictures are new, or others than those that the job makes
   * @param rule what becomes of movies that are not the same job's
   * @param decision is asked if the rule says so
   * @throws RenderException of kind {@code USER} if it is to be asked about one, and nobody decides
   */
  List<MoviePlan> encoded(
      boolean anew, Existing rule, KeptFrames.Decision decision, Consumer<Notice> notices)
      throws RenderException {
    List<MoviePlan> encoded = new ArrayList<>();
    for (Map.Entry<MoviePlan, EarlierPictures.Found> each : found.entrySet()) {
      MoviePlan movie = each.getKey();
      EarlierPictures.Found there = each.getValue();
      boolean changed = !there.changed().isEmpty();
      boolean foreign = changed || !there.unknown().isEmpty();
      if (isOwn(there)) {
        if (anew) {
          encoded.add(movie);
        }
      } else if (!foreign || isReplaced(words(movie, changed), rule, decision)) {
        encoded.add(movie);
      } else {
        notices.accept(
            new Notice(Notice.Level.INFO, "the movie " + movie.file().place() + " is kept"));
      }
    }
    return encoded;
  }

  private static String words(MoviePlan movie, boolean changed) {
    return "The movie "
        + movie.file().place()
        + (changed
            ? " was made from another version of the scene or with other settings"
            : " is there already, and nothing is known of how it was made");
  }

  private static boolean isReplaced(String there, Existing rule, KeptFrames.Decision decision)
      throws RenderException {
    Existing chosen = rule == Existing.ASK ? decision.about(there) : rule;
    if (chosen == Existing.ASK) {
      throw RenderException.user(
          there, "Give --keep to leave it as it is, or --overwrite to make it again");
    }
    return chosen == Existing.OVERWRITE;
  }
}
