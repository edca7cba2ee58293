package org.networkrender.core.order;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.networkrender.api.FrameSet;
import org.networkrender.api.PictureName;

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
 * @param rules how the job goes about its work
 * @param sources which files of this machine go into it, and how
 * @param priority jobs of a higher one go first on the farm; 0 is usual
 * @param movie which movie is made of the frames
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
    JobRules rules,
    JobSources sources,
    int priority,
    MovieRules movie) {
  /** The splitter that is used when none is named: one task a frame. */
  public static final String DEFAULT_SPLITTER = "frames";

  /** The splitter that is used for stills when none is named: it weighs what pays. */
  public static final String STILL_SPLITTER = "auto";

  /** Copies the options. */
  public JobOrder {
    options = Map.copyOf(options);
  }

  /** Makes an order of the usual priority that takes its files as usual. */
  public JobOrder(
      Path scene,
      Path output,
      Optional<PictureName> picture,
      Optional<FrameSet> frames,
      Optional<String> backend,
      String splitter,
      Map<String, String> options,
      boolean still,
      boolean exact,
      JobRules rules) {
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
        rules,
        JobSources.DEFAULT,
        0,
        MovieRules.DEFAULT);
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
        false,
        JobRules.DEFAULT);
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
        false,
        JobRules.DEFAULT);
  }

  /** Returns this order with other frames. */
  public JobOrder withFrames(FrameSet chosen) {
    return with(Optional.of(chosen), splitter, options, exact, rules, sources, priority, movie);
  }

  /** Returns this order with another splitter and options for it and the backend. */
  public JobOrder withSplitter(String name, Map<String, String> chosen) {
    return with(frames, name, chosen, exact, rules, sources, priority, movie);
  }

  /**
   * Returns this order with one option more, for the backend or the splitter. With the bundled
   * backend {@code scripts} = {@code on} lets the scene's own Python run, and {@code addons} names
   * add-ons, one a line: only workers that allow scripts render such a job.
   */
  public JobOrder withOption(String name, String value) {
    Map<String, String> chosen = new HashMap<>(options);
    chosen.put(name, value);
    return with(frames, splitter, chosen, exact, rules, sources, priority, movie);
  }

  /** Returns this order so that nothing inexact is accepted. */
  public JobOrder exactly() {
    return with(frames, splitter, options, true, rules, sources, priority, movie);
  }

  /** Returns this order with other rules. */
  public JobOrder withRules(JobRules chosen) {
    return with(frames, splitter, options, exact, chosen, sources, priority, movie);
  }

  /** Returns this order so that its files are taken in another way. */
  public JobOrder withSources(JobSources chosen) {
    return with(frames, splitter, options, exact, rules, chosen, priority, movie);
  }

  /** Returns this order so that it is rendered although something is missing. */
  public JobOrder allowingMissing() {
    return withSources(sources.allowingMissing());
  }

  /**
   * Returns this order of a state of the scene that was not saved: what is rendered is in a file
   * elsewhere, a copy that was saved so that its relative paths are still those of the scene. The
   * job is the same as if the scene had been saved so.
   */
  public JobOrder withContent(Path file) {
    return withSources(sources.withContent(file));
  }

  /** Returns the absolute path of the file that holds what is to be rendered. */
  public Path content() {
    return sources.content().orElseGet(() -> scene.toAbsolutePath().normalize());
  }

  /** Returns this order with another priority. */
  public JobOrder withPriority(int wanted) {
    return with(frames, splitter, options, exact, rules, sources, wanted, movie);
  }

  /** Returns this order with another movie. */
  public JobOrder withMovie(MovieRules chosen) {
    return with(frames, splitter, options, exact, rules, sources, priority, chosen);
  }

  private JobOrder with(
      Optional<FrameSet> someFrames,
      String aSplitter,
      Map<String, String> someOptions,
      boolean exactly,
      JobRules someRules,
      JobSources someSources,
      int aPriority,
      MovieRules someMovie) {
    return new JobOrder(
        scene,
        output,
        picture,
        someFrames,
        backend,
        aSplitter,
        someOptions,
        still,
        exactly,
        someRules,
        someSources,
        aPriority,
        someMovie);
  }
}
