package org.networkrender.core.client;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.networkrender.api.FrameSet;
import org.networkrender.api.PictureName;
import org.networkrender.core.wire.JobManifest;

/**
 * What to render, and where to.
 *
 * @param scene the scene file
 * @param output the directory for the pictures; made when it is not there
 * @param picture how the pictures are to be named, or empty for the scene's own names
 * @param frames which frames, or empty for those that the scene asks for
 * @param backend the name of the backend, or empty for the one that recognises the scene
 * @param splitter the name of the splitter
 * @param options what the user chose for backend and splitter, by name
 * @param still whether one still picture is wanted: without {@code frames} it is the frame that the
 *     scene was saved at, and not all of its frames
 * @param exact whether to refuse what may differ in its last bits from what this machine alone
 *     would have made
 * @param taskLimit how long a frame or a part of one may take on a worker, at most 366 days; empty
 *     for as long as it needs
 * @param results what is done about results that may not be what was asked for
 * @param tailTiles whether the last frames may be cut into tiles when slots would stay idle, where
 *     that makes the same pictures
 */
public record JobOrder(
    Path scene,
    Path output,
    Optional<PictureName> picture,
    Optional<FrameSet> frames,
    Optional<String> backend,
    String splitter,
    Map<String, String> options,
    boolean still,
    boolean exact,
    Optional<Duration> taskLimit,
    ResultRules results,
    boolean tailTiles) {
  /** The splitter that is used when none is named: one task a frame. */
  public static final String DEFAULT_SPLITTER = "frames";

  /** The splitter that is used for stills when none is named: it weighs what pays. */
  public static final String STILL_SPLITTER = "auto";

  /** Copies the options and checks the limit. */
  public JobOrder {
    options = Map.copyOf(options);
    if (taskLimit.filter(limit -> limit.toMillis() < 1).isPresent()) {
      throw new IllegalArgumentException("the time limit of a task leaves it no time");
    }
    if (taskLimit.filter(JobOrder::isEndless).isPresent()) {
      throw new IllegalArgumentException("the time limit of a task is longer than 366 days");
    }
  }

  private static boolean isEndless(Duration limit) {
    return limit.compareTo(JobManifest.MAX_TASK_LIMIT) > 0;
  }

  /**
   * Makes an order whose tasks may take as long as they need, with the usual rules about results.
   */
  public JobOrder(
      Path scene,
      Path output,
      Optional<PictureName> picture,
      Optional<FrameSet> frames,
      Optional<String> backend,
      String splitter,
      Map<String, String> options,
      boolean still,
      boolean exact) {
    this(
        scene,
        output,
        picture,
        frames,
        backend,
        splitter,
        options,
        still,
        exact,
        Optional.empty(),
        ResultRules.DEFAULT,
        false);
  }

  /** Returns the order to render all frames of a scene into a directory. */
  public static JobOrder animation(Path scene, Path output) {
    return new JobOrder(
        scene,
        output,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        DEFAULT_SPLITTER,
        Map.of(),
        false,
        false);
  }

  /** Returns the order to render the frame that a scene was saved at, on all machines at once. */
  public static JobOrder still(Path scene, Path output) {
    return new JobOrder(
        scene,
        output,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        STILL_SPLITTER,
        Map.of(),
        true,
        false);
  }

  /** Returns this order with other frames. */
  public JobOrder withFrames(FrameSet chosen) {
    return new JobOrder(
        scene,
        output,
        picture,
        Optional.of(chosen),
        backend,
        splitter,
        options,
        still,
        exact,
        taskLimit,
        results,
        tailTiles);
  }

  /** Returns this order with another splitter and options for it and the backend. */
  public JobOrder withSplitter(String name, Map<String, String> chosen) {
    return new JobOrder(
        scene, output, picture, frames, backend, name, chosen, still, exact, taskLimit, results,
        tailTiles);
  }

  /** Returns this order so that nothing inexact is accepted. */
  public JobOrder exactly() {
    return new JobOrder(
        scene, output, picture, frames, backend, splitter, options, still, true, taskLimit, results,
        tailTiles);
  }

  /** Returns this order with a limit of the time that one task may take on a worker. */
  public JobOrder withTaskLimit(Duration limit) {
    return new JobOrder(
        scene,
        output,
        picture,
        frames,
        backend,
        splitter,
        options,
        still,
        exact,
        Optional.of(limit),
        results,
        tailTiles);
  }

  /** Returns this order with other rules about results. */
  public JobOrder withResults(ResultRules rules) {
    return new JobOrder(
        scene, output, picture, frames, backend, splitter, options, still, exact, taskLimit, rules,
        tailTiles);
  }

  /** Returns this order so that its last frames may be cut into tiles, or not. */
  public JobOrder withTailTiles(boolean wanted) {
    return new JobOrder(
        scene, output, picture, frames, backend, splitter, options, still, exact, taskLimit,
        results, wanted);
  }
}
