package org.networkrender.blender;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.FrameSet;
import org.networkrender.api.PictureName;
import org.networkrender.api.PixelSize;
import org.networkrender.api.RenderException;
import org.networkrender.api.backend.MovieFile;
import org.networkrender.api.backend.PartFormat;
import org.networkrender.api.backend.SceneDescription;
import org.networkrender.api.backend.SceneSubject;
import org.networkrender.api.backend.Simulation;

/**
 * What a Blender told of a scene that it looked into. It may have been another machine's: nothing
 * in it is believed before it was checked.
 *
 * @param identity which Blender
 * @param result what its script wrote
 */
record SceneFindings(BlenderIdentity identity, JsonObject result) {
  /** Long enough for a list of the right names. */
  private static final int MOST_ADVICE = 1500;

  /** Returns a text that {@link #parse} reads. */
  String text() {
    JsonObject text = new JsonObject();
    text.add("identity", identity.json());
    text.add("result", result);
    return text.toString();
  }

  /**
   * Reads what another machine told.
   *
   * @throws RenderException if it is no such text
   */
  static SceneFindings parse(String text) throws RenderException {
    try {
      JsonObject told = JsonParser.parseString(text).getAsJsonObject();
      BlenderIdentity identity = BlenderIdentity.of(told.getAsJsonObject("identity"));
      return new SceneFindings(identity, told.getAsJsonObject("result"));
    } catch (RuntimeException e) {
      throw notValid(e);
    }
  }

  /** Returns the error that what was told makes no sense, whatever is wrong with it. */
  static RenderException notValid(RuntimeException cause) {
    return new RenderException(
        ErrorKind.WORKER, "what it tells of the scene is not valid", "", cause);
  }

  /** Returns the files that the scene names. */
  List<NamedFile> named() throws RenderException {
    List<NamedFile> named = new ArrayList<>();
    if (result.has("named")) {
      for (JsonElement each : result.getAsJsonArray("named")) {
        named.add(NamedFile.of(each.getAsJsonObject()));
      }
    }
    return named;
  }

  /**
   * Says what is in the scene.
   *
   * @param files the files that were found for what it names
   * @throws RenderException if it cannot be rendered as it is
   */
  SceneDescription describe(Path scene, Map<String, String> options, SceneFiles files)
      throws RenderException {
    refuseFailure(scene);
    BlenderVersion here = BlenderVersion.parse(identity.version()).orElseThrow();
    BlenderVersion saved =
        BlenderVersion.parse(Json.version(result, "savedVersion", 2)).orElseThrow();
    refuseNewer(scene, saved, here, true);
    if (Json.truth(result, "needsCamera") && Json.texts(result, "cameras").isEmpty()) {
      throw RenderException.user(
          "The scene " + scene.getFileName() + " has no camera",
          "Add a camera, make it the scene's active one, and save the scene");
    }
    return description(scene, options, files, versions(saved, here));
  }

  static void refuseNewer(Path scene, BlenderVersion saved, BlenderVersion here, boolean opened)
      throws RenderException {
    // Within one main version a file of a newer one mostly opens, and what is lost is told.
    if (saved.major() > here.major() || (!opened && saved.compareTo(here) > 0)) {
      throw new RenderException(
          ErrorKind.REFUSED,
          scene.getFileName()
              + " was saved by Blender "
              + saved
              + ", which is newer than the Blender "
              + here
              + " of this machine",
          "Install Blender " + saved + " or newer, or name one with --blender");
    }
  }

  private void refuseFailure(Path scene) throws RenderException {
    if (result.has("impossibleSize")) {
      throw RenderException.user(
          "Blender cannot make pictures of " + Json.text(result, "impossibleSize") + " pixels",
          "Choose sides from 4 to " + PixelSize.MAX_SIDE + " pixels");
    }
    if (result.has("wrongChoice")) {
      throw RenderException.user(
          FailureTable.quote(Json.text(result, "wrongChoice")),
          FailureTable.quote(Json.text(result, "rightChoices"), MOST_ADVICE));
    }
    if (result.has("error")) {
      String error = Json.text(result, "error");
      RenderException known =
          FailureTable.ofLine(error)
              .filter(e -> e.kind() == ErrorKind.USER)
              .orElseGet(
                  () ->
                      RenderException.user(
                          "Blender cannot open it as it is asked to: " + FailureTable.quote(error),
                          "Open the scene in Blender to see what it lacks"));
      throw new RenderException(
          ErrorKind.USER, scene + ": " + known.getMessage(), known.advice(), known);
    }
  }

  private SceneDescription description(
      Path scene, Map<String, String> options, SceneFiles files, List<String> versions)
      throws RenderException {
    PixelSize size = size();
    Map<String, String> properties = new HashMap<>();
    properties.put(SceneProperties.VERSION, identity.version());
    properties.put(SceneProperties.BUILD, identity.build());
    properties.put(SceneProperties.SAVED_BY, Json.version(result, "savedVersion", 2));
    properties.put(
        SceneProperties.SCENE_DIRECTORY, scene.toAbsolutePath().normalize().getParent() + "");
    if (named().stream().anyMatch(NamedFile::isFoundFromWorkingDirectory)) {
      properties.put(SceneProperties.WORKING_DIRECTORY, NamedFile.workingDirectory().toString());
    }
    properties.put(SceneProperties.ENGINES, String.join(",", Json.texts(result, "engines")));
    properties.put(SceneProperties.SIZE, size.toString());
    boolean denoises = Json.truth(result, "denoising") || Json.truth(result, "denoiseNodes");
    properties.put(SceneProperties.DENOISES, Boolean.toString(denoises));
    if (Json.truth(result.getAsJsonObject("parts"), "denoised")) {
      properties.put(SceneProperties.DENOISED_PARTS, "true");
    }
    properties.put(SceneProperties.OSL, Boolean.toString(Json.truth(result, "osl")));
    properties.put(SceneProperties.GUIDING, Boolean.toString(Json.truth(result, "guiding")));
    if (Json.truth(result, "gpu")) {
      properties.put(SceneProperties.CARD, "true");
    }
    if (Json.number(result, "refusedDrivers") > 0) {
      properties.put(SceneProperties.REFUSED_DRIVERS, "true");
    }
    properties.put(SceneProperties.NEEDS, String.join(",", Json.texts(result, "needs")));
    properties.put(SceneProperties.INSTRUCTIONS, Json.text(result, "instructions"));
    if (Json.truth(result, "stampsHost")) {
      properties.put(SceneProperties.HOST, HostName.ofThisMachine());
    }
    Optional<Simulation> simulation = Simulations.of(result);
    properties.putAll(Simulations.properties(simulation));
    FurtherFiles further = FurtherFiles.of(result, scene);
    if (!further.files().isEmpty()) {
      properties.put(SceneProperties.FURTHER, further.keys().toString());
    }
    Traces.of(result).ifPresent(text -> properties.put(SceneProperties.TRACES, text));
    List<String> lacks =
        Stream.concat(SceneLacks.of(result, files, scene).stream(), further.refused().stream())
            .toList();
    if (!lacks.isEmpty() || !files.missing().isEmpty()) {
      properties.put(SceneProperties.LACKING, "true");
    }
    SessionLosses.property(Json.texts(result, "said"))
        .ifPresent(text -> properties.put(SceneProperties.TOLD, text));
    PartFormat parts = parts();
    properties.put(SceneProperties.CANVAS, parts.canvas().toString());
    Map<String, SceneSubject> mentioned = MentionedFiles.warnings(result, files);
    Map<String, SceneSubject> subjects = new HashMap<>(files.subjects());
    subjects.putAll(mentioned);
    subjects.putAll(SceneLacks.subjects(result));
    return SceneDescription.builder(
            scene,
            frames(),
            size,
            Json.texts(result, "pictures").stream().map(PictureName::new).toList())
        .rendererVersion(Json.version(result, "savedVersion", 2))
        .engine(Json.text(result, "engine"))
        .current(Math.min(FrameSet.MAX_FRAME, Math.max(0, Json.number(result, "current"))))
        .files(files.files())
        .missing(files.missing())
        .warnings(
            Stream.of(
                    versions,
                    files.warnings(),
                    List.copyOf(mentioned.keySet()),
                    caches(files),
                    SceneWarnings.of(result, options),
                    Simulations.warnings(simulation, frames()),
                    further.warnings(),
                    LoadLog.warnings(Json.texts(result, "said")))
                .flatMap(List::stream)
                .toList())
        .parts(Optional.of(parts))
        .properties(properties)
        .lacks(lacks)
        .facts(SceneFacts.of(result))
        .furtherFiles(further.files())
        .kinds(files.kinds())
        .movies(movies())
        .simulation(simulation)
        .subjects(subjects)
        .build();
  }

  private List<MovieFile> movies() {
    List<MovieFile> movies = new ArrayList<>();
    for (JsonElement each : result.getAsJsonArray("movies")) {
      JsonObject movie = each.getAsJsonObject();
      movies.add(
          new MovieFile(new PictureName(Json.text(movie, "name")), Json.truth(movie, "sound")));
    }
    return movies;
  }

  private List<String> caches(SceneFiles files) {
    return Json.truth(result, "textureCaches") && files.haveCaches()
        ? List.of(
            "the caches of textures (blender_tx) are not used: pictures are made from the textures")
        : List.of();
  }

  private List<String> versions(BlenderVersion saved, BlenderVersion here) {
    if (saved.equals(here)) {
      return List.of();
    }
    String text = "rendered with " + identity.name() + ", the file was saved with " + saved;
    return List.of(
        saved.compareTo(here) < 0
            ? text
            : text + ", which is newer: what only that version knows is lost");
  }

  private PartFormat parts() throws RenderException {
    try {
      return PartRules.of(result.getAsJsonObject("parts"));
    } catch (IllegalArgumentException e) {
      throw RenderException.user(
          "The scene's render border leaves nothing to render", "Make the border bigger");
    }
  }

  private FrameSet frames() {
    int first = Math.max(0, Json.number(result, "first"));
    int last = Math.min(FrameSet.MAX_FRAME, Json.number(result, "last"));
    return FrameSet.range(first, last, Math.max(1, Json.number(result, "step")));
  }

  private PixelSize size() throws RenderException {
    List<String> sides = Json.texts(result, "size");
    try {
      return new PixelSize(Integer.parseInt(sides.get(0)), Integer.parseInt(sides.get(1)));
    } catch (IllegalArgumentException e) {
      throw RenderException.user(
          "The scene's pictures would be " + String.join("x", sides) + " pixels",
          "Set the scene's resolution, percentage and border so that there is something to render");
    }
  }
}
