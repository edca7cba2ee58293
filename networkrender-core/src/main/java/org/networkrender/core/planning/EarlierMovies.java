package org.networkrender.core.planning;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.networkrender.api.PixelSize;
import org.networkrender.api.RenderException;
import org.networkrender.core.assembly.MoviePlan;
import org.networkrender.core.order.Existing;
import org.networkrender.core.order.Notice;
import org.networkrender.core.output.AskedOnce;
import org.networkrender.core.output.EarlierPictures;
import org.networkrender.core.output.KeptFrames;
import org.networkrender.core.output.OutputDirectory;

/**
 * Which movies of a job are there already.
 *
 * @param found each movie of the job, and what lies in its place
 */
record EarlierMovies(Map<MoviePlan, Place> found) {

  /** What lies in the place of a movie. */
  enum Place {
    FREE,
    /** The movie, made of the job's own pictures. */
    OWN,
    /** The movie, made of pictures that somebody has edited and kept, too. */
    OF_OTHERS_TOO,
    /** One that was made from something else. */
    CHANGED,
    UNKNOWN
  }

  /** What is to be made of the pictures. */
  enum Pictures {
    /** All are there, made by the job. */
    THERE,
    /** Some are rendered now. */
    RENDERED,
    /** Some are kept, and others than those that the job makes. */
    OF_OTHERS_TOO
  }

  /** Looks at the movies that are there. */
  static EarlierMovies of(List<MoviePlan> wanted, OutputDirectory output, PixelSize size)
      throws RenderException {
    Map<MoviePlan, Place> found = new LinkedHashMap<>();
    for (MoviePlan movie : wanted) {
      found.put(movie, place(movie, output, size));
    }
    return new EarlierMovies(found);
  }

  private static Place place(MoviePlan movie, OutputDirectory output, PixelSize size)
      throws RenderException {
    EarlierPictures.Found there = look(movie, output, size);
    if (!there.finished().isEmpty()) {
      return Place.OWN;
    } else if (!there.changed().isEmpty()) {
      boolean others = !look(movie.ofOthersToo(), output, size).finished().isEmpty();
      return others ? Place.OF_OTHERS_TOO : Place.CHANGED;
    }
    return there.unknown().isEmpty() ? Place.FREE : Place.UNKNOWN;
  }

  private static EarlierPictures.Found look(MoviePlan movie, OutputDirectory output, PixelSize size)
      throws RenderException {
    return output.earlier(movie.frames().get(0), movie.file(), movie.identity(), size);
  }

  /** Returns whether all movies are there, made by this job: no picture is needed for them. */
  boolean areAll() {
    return !found.isEmpty()
        && found.values().stream()
            .allMatch(place -> place == Place.OWN || place == Place.OF_OTHERS_TOO);
  }

  /**
   * What becomes of the movies.
   *
   * @param encoded those that are to be encoded
   * @param kept those that are left as they are although the job has not made them
   */
  record Decided(List<MoviePlan> encoded, List<MoviePlan> kept) {}

  /**
   * Decides about them.
   *
   * @param rule what becomes of movies that are not the same job's
   * @param decision is asked if the rule says so
   * @param once has been asked about the pictures perhaps, and means movies of other versions too
   * @throws RenderException of kind {@code USER} if it is to be asked about one, and nobody decides
   */
  Decided decide(
      Pictures pictures,
      Existing rule,
      KeptFrames.Decision decision,
      AskedOnce once,
      Consumer<Notice> notices)
      throws RenderException {
    List<MoviePlan> encoded = new ArrayList<>();
    List<MoviePlan> kept = new ArrayList<>();
    for (Map.Entry<MoviePlan, Place> each : found.entrySet()) {
      MoviePlan movie = each.getKey();
      Place place = each.getValue();
      Optional<KeptFrames.Decision> asked =
          switch (place) {
            case FREE, OWN, OF_OTHERS_TOO -> Optional.empty();
            case CHANGED -> Optional.of(once);
            // Nobody who wants pictures rendered again has spoken of it.
            case UNKNOWN -> Optional.of(decision);
          };
      if (asked.isPresent() && !isReplaced(words(movie, place), rule, asked.get())) {
        kept.add(movie);
        notices.accept(
            new Notice(Notice.Level.INFO, "the movie " + movie.file().place() + " is kept"));
      } else if (place != Place.OWN || pictures != Pictures.THERE) {
        encoded.add(pictures == Pictures.OF_OTHERS_TOO ? movie.ofOthersToo() : movie);
      }
    }
    return new Decided(encoded, kept);
  }

  private static String words(MoviePlan movie, Place place) {
    return "The movie "
        + movie.file().place()
        + (place == Place.CHANGED
            ? " was made of other frames, from another version of the scene, or with other settings"
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
