package org.networkrender.core.split;

import org.networkrender.api.ProviderOption;
import org.networkrender.api.RenderException;
import org.networkrender.api.backend.PartFormat;
import org.networkrender.api.split.JobSplitter;
import org.networkrender.api.split.SplitRequest;

/** What a user is told who wants parts where there can be none. */
final class PartRequest {
  /** The most tasks of a job: as many as the scheduler is measured with. */
  static final int MAX_TASKS = 1_000_000;

  static final ProviderOption EXACT =
      ProviderOption.ofJob(
          JobSplitter.EXACT, "true: nothing that differs in its last bits, as --exact says");

  private static final String WHOLE = "Render whole frames with --split none";

  private PartRequest() {}

  /** Returns whether only what is the same bit for bit is wanted. */
  static boolean exact(SplitRequest request) {
    return "true".equals(request.options().get(JobSplitter.EXACT));
  }

  static PartFormat forTiles(SplitRequest request) throws RenderException {
    PartFormat parts = parts(request);
    if (!parts.tiles().refusal().isEmpty()) {
      throw RenderException.user("There can be no tiles: " + parts.tiles().refusal(), WHOLE);
    }
    return parts;
  }

  static PartFormat forSamples(SplitRequest request) throws RenderException {
    PartFormat parts = parts(request);
    if (!parts.samples().refusal().isEmpty()) {
      throw RenderException.user(
          "There can be no sample ranges: " + parts.samples().refusal(), WHOLE);
    }
    if (exact(request)) {
      throw RenderException.user(
          "Pictures joined from sample ranges differ in their last bits, which --exact refuses",
          "Leave out --exact, or choose --split tiles");
    }
    return parts;
  }

  private static PartFormat parts(SplitRequest request) throws RenderException {
    return request
        .scene()
        .parts()
        .orElseThrow(
            () -> RenderException.user("This renderer cannot render parts of a frame", WHOLE));
  }

  /** Checks that a job does not become larger than the scheduler is made for. */
  static void checkTasks(SplitRequest request, long partsOfAFrame) throws RenderException {
    long tasks = request.frames().size() * partsOfAFrame;
    if (tasks > MAX_TASKS) {
      throw RenderException.user(
          request.frames().size()
              + " frames of "
              + partsOfAFrame
              + " parts are "
              + tasks
              + " tasks, and a job may have up to "
              + MAX_TASKS,
          "Render whole frames with --split none, or fewer frames at once");
    }
  }
}
