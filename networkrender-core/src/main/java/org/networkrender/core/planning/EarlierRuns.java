package org.networkrender.core.planning;

import java.util.List;
import java.util.function.Consumer;
import org.networkrender.api.FrameSet;
import org.networkrender.api.PixelSize;
import org.networkrender.api.RenderException;
import org.networkrender.api.Sha256;
import org.networkrender.core.assembly.MoviePlan;
import org.networkrender.core.order.Existing;
import org.networkrender.core.order.JobOrder;
import org.networkrender.core.order.Notice;
import org.networkrender.core.output.AskedOnce;
import org.networkrender.core.output.EarlierPictures;
import org.networkrender.core.output.FrameFiles;
import org.networkrender.core.output.KeptFrames;
import org.networkrender.core.output.OutputDirectory;

/** Decides what of a job earlier runs have done. */
final class EarlierRuns {
  private final JobOrder order;
  private final OutputDirectory output;
  private final KeptFrames.Decision decision;
  private final AskedOnce once;
  private final Consumer<Notice> notices;

  /**
   * Prepares.
   *
   * @param decision is asked, once, about what is there and is not this job's, and about each movie
   *     of which nothing is known
   */
  EarlierRuns(
      JobOrder order,
      OutputDirectory output,
      KeptFrames.Decision decision,
      Consumer<Notice> notices) {
    this.order = order;
    this.output = output;
    this.decision = decision;
    this.once = new AskedOnce(decision);
    this.notices = notices;
  }

  /**
   * What is done, and what is not.
   *
   * @param kept the frames that need not be rendered
   * @param movies the movies that are to be encoded
   * @param discards whether the pictures are not needed when those are there
   */
  record Done(FrameSet kept, List<MoviePlan> movies, boolean discards) {}

  /**
   * Looks at what is there.
   *
   * @param plans the movies of the job
   * @param frames all its frames
   * @param files the files of each of them
   * @param identity what they are made from
   * @param size of the pictures
   */
  Done of(List<MoviePlan> plans, FrameSet frames, FrameFiles files, Sha256 identity, PixelSize size)
      throws RenderException {
    Existing rule = order.rules().existing();
    EarlierMovies movies = EarlierMovies.of(plans, output, size);
    if (order.movie().discardFrames() && movies.areAll()) {
      // No picture is needed any more.
      return new Done(frames, List.of(), true);
    }
    EarlierPictures.Found found = output.earlier(frames, files, identity, size);
    FrameSet kept = KeptFrames.of(found, frames.size(), rule, once, output, notices);
    EarlierMovies.Decided decided =
        movies.decide(pictures(frames, kept, found.finished()), rule, decision, once, notices);
    boolean discards = order.movie().discardFrames() && decided.kept().isEmpty();
    if (order.movie().discardFrames() && !discards) {
      notices.accept(
          new Notice(Notice.Level.WARNING, "the pictures stay: a movie is not made of them"));
    }
    return new Done(kept, decided.encoded(), discards);
  }

  private static EarlierMovies.Pictures pictures(FrameSet frames, FrameSet kept, FrameSet own) {
    if (!kept.minus(own).isEmpty()) {
      return EarlierMovies.Pictures.OF_OTHERS_TOO;
    }
    return kept.equals(frames) ? EarlierMovies.Pictures.THERE : EarlierMovies.Pictures.RENDERED;
  }
}
