package org.networkrender.api.backend;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.networkrender.api.FrameSet;
import org.networkrender.api.PictureName;
import org.networkrender.api.PixelSize;

/**
 * What is in a scene. {@link #builder} makes one: the constructor grows with what is told of
 * scenes.
 *
 * @param scene the scene file
 * @param rendererVersion the version of the renderer that saved the scene; may be empty
 * @param engine the render engine that the scene asks for; may be empty
 * @param frames the frames that the scene itself asks for
 * @param current the frame that a still shows when no frame is chosen
 * @param size the size of each picture
 * @param pictures the pictures that one frame gives, one or more: a stereo scene may give two
 * @param files absolute paths of the files that the scene needs beside itself, each once
 * @param missing files that the scene names and that are not there, as the scene names them
 * @param warnings what a person should know before the job starts, one line each
 * @param parts how a frame is rendered in parts, or empty when the backend cannot do that
 * @param properties what the backend wants to find again in {@link SessionRequest#properties}
 * @param lacks what the scene wants beside files and does not get here, one line each: an engine, a
 *     type of node, a colour space; without it pictures are other ones than its author's
 * @param facts what else a person may want to know of the scene, by short names such as {@code
 *     samples}, in the order in which it is shown; no program depends on it
 * @param furtherFiles the files that one frame gives beside the pictures
 * @param kinds what the scene takes its files for, in the words of {@link RenderBackend#kindOf},
 *     such as {@code font}; a file that is not among them may be of any kind
 * @param movies the movies that the scene makes of its frames, one of each of the pictures, in
 *     their order; none where it makes pictures alone
 * @param simulation what moves in it so that a frame needs those before; empty where nothing does
 * @param subjects what lines of the missing files, the warnings and the lacks are about, as far as
 *     that is known; by the line
 */
public record SceneDescription(
    Path scene,
    String rendererVersion,
    String engine,
    FrameSet frames,
    int current,
    PixelSize size,
    List<PictureName> pictures,
    List<Path> files,
    List<String> missing,
    List<String> warnings,
    Optional<PartFormat> parts,
    Map<String, String> properties,
    List<String> lacks,
    Map<String, String> facts,
    List<FurtherFile> furtherFiles,
    Map<Path, Set<String>> kinds,
    List<MovieFile> movies,
    Optional<Simulation> simulation,
    Map<String, SceneSubject> subjects) {
  /** Copies the collections and checks that a frame gives a picture. */
  public SceneDescription {
    pictures = List.copyOf(pictures);
    files = List.copyOf(files);
    missing = List.copyOf(missing);
    warnings = List.copyOf(warnings);
    properties = Map.copyOf(properties);
    lacks = List.copyOf(lacks);
    facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    furtherFiles = List.copyOf(furtherFiles);
    movies = List.copyOf(movies);
    subjects =
        subjects.entrySet().stream()
            .filter(each -> !each.getValue().isEmpty())
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    kinds =
        kinds.entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    Map.Entry::getKey, each -> Set.copyOf(each.getValue())));
    if (pictures.isEmpty()) {
      throw new IllegalArgumentException("a frame gives no picture");
    }
    if (!movies.isEmpty() && movies.size() != pictures.size()) {
      throw new IllegalArgumentException(
          movies.size() + " movies of " + pictures.size() + " pictures a frame");
    }
  }

  /**
   * Returns whether a file may be of a kind.
   *
   * @param file one of {@link #files}
   * @param kind in the words of {@link RenderBackend#kindOf}
   */
  public boolean takes(Path file, String kind) {
    Set<String> wanted = kinds.getOrDefault(file, Set.of());
    return wanted.isEmpty() || wanted.contains(kind);
  }

  /**
   * Returns a builder of the description of a scene of which nothing more is known: no version and
   * no engine, no other files, nothing missing, nothing to warn of, and a still shows its first
   * frame. Its files may be of any kind.
   *
   * @param scene the scene file
   * @param frames the frames that the scene itself asks for
   * @param size the size of each picture
   * @param pictures the pictures that one frame gives, one or more
   */
  public static Builder builder(
      Path scene, FrameSet frames, PixelSize size, List<PictureName> pictures) {
    return new Builder(scene, frames, size, pictures);
  }

  /** Returns a builder of this description, to say some of it anew. */
  public Builder toBuilder() {
    return new Builder(scene, frames, size, pictures)
        .rendererVersion(rendererVersion)
        .engine(engine)
        .current(current)
        .files(files)
        .missing(missing)
        .warnings(warnings)
        .parts(parts)
        .properties(properties)
        .lacks(lacks)
        .facts(facts)
        .furtherFiles(furtherFiles)
        .kinds(kinds)
        .movies(movies)
        .simulation(simulation)
        .subjects(subjects);
  }

  /**
   * Says what is in a scene, bit by bit. Each call replaces what an earlier one said of the same. A
   * builder may go on to build further descriptions; it is for one thread.
   */
  public static final class Builder {
    private final Path scene;
    private final FrameSet frames;
    private final PixelSize size;
    private final List<PictureName> pictures;
    private String rendererVersion = "";
    private String engine = "";
    private int current;
    private List<Path> files = List.of();
    private List<String> missing = List.of();
    private List<String> warnings = List.of();
    private Optional<PartFormat> parts = Optional.empty();
    private Map<String, String> properties = Map.of();
    private List<String> lacks = List.of();
    private Map<String, String> facts = Map.of();
    private List<FurtherFile> furtherFiles = List.of();
    private Map<Path, Set<String>> kinds = Map.of();
    private List<MovieFile> movies = List.of();
    private Optional<Simulation> simulation = Optional.empty();
    private Map<String, SceneSubject> subjects = Map.of();

    private Builder(Path scene, FrameSet frames, PixelSize size, List<PictureName> pictures) {
      this.scene = scene;
      this.frames = frames;
      this.size = size;
      this.pictures = pictures;
      this.current = frames.isEmpty() ? 0 : frames.get(0);
    }

    /** Says which version of the renderer saved the scene. */
    public Builder rendererVersion(String saved) {
      rendererVersion = saved;
      return this;
    }

    /** Says which render engine the scene asks for. */
    public Builder engine(String name) {
      engine = name;
      return this;
    }

    /** Says which frame a still shows when no frame is chosen. */
    public Builder current(int frame) {
      current = frame;
      return this;
    }

    /** Says which files the scene needs beside itself: absolute paths, each once. */
    public Builder files(List<Path> needed) {
      files = needed;
      return this;
    }

    /** Says which files are not there, as the scene names them. */
    public Builder missing(List<String> names) {
      missing = names;
      return this;
    }

    /** Says what a person should know before the job starts, one line each. */
    public Builder warnings(List<String> lines) {
      warnings = lines;
      return this;
    }

    /** Says how a frame is rendered in parts; empty when the backend cannot do that. */
    public Builder parts(Optional<PartFormat> format) {
      parts = format;
      return this;
    }

    /** Says what the backend wants to find again in {@link SessionRequest#properties}. */
    public Builder properties(Map<String, String> values) {
      properties = values;
      return this;
    }

    /** Says what the scene wants beside files and does not get here, one line each. */
    public Builder lacks(List<String> lines) {
      lacks = lines;
      return this;
    }

    /** Says what else a person may want to know, by short names, in the order to show. */
    public Builder facts(Map<String, String> values) {
      facts = values;
      return this;
    }

    /** Says which files one frame gives beside the pictures. */
    public Builder furtherFiles(List<FurtherFile> saved) {
      furtherFiles = saved;
      return this;
    }

    /** Says what the scene takes its files for, in the words of {@link RenderBackend#kindOf}. */
    public Builder kinds(Map<Path, Set<String>> wanted) {
      kinds = wanted;
      return this;
    }

    /** Says which movies the scene makes: none, or one of each of its pictures. */
    public Builder movies(List<MovieFile> files) {
      movies = files;
      return this;
    }

    /** Says what moves in the scene so that a frame needs those before. */
    public Builder simulation(Optional<Simulation> found) {
      simulation = found;
      return this;
    }

    /** Says what lines of the missing files, the warnings and the lacks are about. */
    public Builder subjects(Map<String, SceneSubject> known) {
      subjects = known;
      return this;
    }

    /**
     * Returns the description.
     *
     * @throws IllegalArgumentException when a frame gives no picture, or there are movies and not
     *     as many as pictures
     */
    public SceneDescription build() {
      return new SceneDescription(
          scene,
          rendererVersion,
          engine,
          frames,
          current,
          size,
          pictures,
          files,
          missing,
          warnings,
          parts,
          properties,
          lacks,
          facts,
          furtherFiles,
          kinds,
          movies,
          simulation,
          subjects);
    }
  }
}
