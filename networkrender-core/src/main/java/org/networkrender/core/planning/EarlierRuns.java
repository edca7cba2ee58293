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
  private final Consumer<Notice> notices;

  /**
   * Prepares.
   *
   * @param decision is asked, once, about what is there and is not this job's
   */
  EarlierRuns(
      JobOrder order,
      OutputDirectory output,
      KeptFrames.Decision decision,
      Consumer<Notice> notices) {
    this.order = order;
    this.output = output;
    this.decision = new AskedOnce(decision);
    this.notices = notices;
  }

  /**
   * What is done, and what is not.
   *
   * @param kept the frames that need not be rendered
   * @param movies the movies that are to be encoded
   */
  record Done(FrameSet kept, List<MoviePlan> movies) {}

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
      return new Done(frames, List.of());
    }
    EarlierPictures.Found found = output.earlier(frames, files, identity, size);
    FrameSet kept = KeptFrames.of(found, frames.size(), rule, decision, output, notices);
    boolean same = kept.equals(frames) && kept.minus(found.finished()).isEmpty();
    return new Done(kept, movies.encoded(!same, rule, decision, notices));
  }
}
