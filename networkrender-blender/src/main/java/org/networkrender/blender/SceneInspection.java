package org.networkrender.blender;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.FrameSet;
import org.networkrender.api.PictureName;
import org.networkrender.api.PixelSize;
import org.networkrender.api.RenderException;
import org.networkrender.api.backend.BackendSettings;
import org.networkrender.api.backend.PartFormat;
import org.networkrender.api.backend.SceneDescription;

/** Finds out what is in a scene: a look at the file's first bytes, then one run of Blender. */
final class SceneInspection {
  /** More files than this are no scene's needs but a directory named by mistake. */
  static final int MAX_FILES = 200_000;

  private static final long MOST_KEPT_BYTES = 100L << 20;

  private final Installation blender;
  private final BackendSettings settings;
  private final Duration limit;

  SceneInspection(Installation blender, BackendSettings settings, Duration limit) {
    this.blender = blender;
    this.settings = settings;
    this.limit = limit;
  }

  /**
   * Looks into a scene.
   *
   * @param after what is done with the Blender that has looked, if the scene is none that takes
   *     much memory; it is closed in any case unless it is handed on
   */
  SceneDescription inspect(Path scene, Map<String, String> options, Consumer<SceneLook> after)
      throws RenderException {
    try (SceneLook look = SceneLook.start(blender, settings)) {
      SceneDescription description = inspect(scene, options, look);
      if (isSmall(description)) {
        after.accept(look);
      }
      return description;
    }
  }

  /** The scene and the libraries that Blender has read: with big ones its start counts little. */
  private static boolean isSmall(SceneDescription scene) {
    return Stream.concat(
                Stream.of(scene.scene()), scene.files().stream().filter(SceneInspection::isLibrary))
            .mapToLong(file -> file.toFile().length())
            .sum()
        <= MOST_KEPT_BYTES;
  }

  private static boolean isLibrary(Path file) {
    return file.toString().toLowerCase(Locale.ROOT).endsWith(".blend");
  }

  private SceneDescription inspect(Path scene, Map<String, String> options, SceneLook look)
      throws RenderException {
    PictureScale.check(options);
    BlenderHeader header = header(scene);
    JsonObject request = new JsonObject();
    request.addProperty("scene", scene.toAbsolutePath().toString());
    request.addProperty("fileLimit", MAX_FILES);
    JsonObject chosen = new JsonObject();
    options.forEach(chosen::addProperty);
    request.add("options", chosen);
    BlenderRun run = look.into(request, limit);
    if (run.identity().isEmpty()) {
      throw StartFailure.of(blender, run);
    }
    BlenderIdentity identity = run.identity().get();
    BlenderVersion here = BlenderVersion.parse(identity.version()).orElseThrow();
    boolean opened = run.result().isPresent() && !run.result().get().has("error");
    if (header.version().isPresent()) {
      refuseNewer(scene, header.version().get(), here, opened);
    }
    if (run.result().isEmpty()) {
      RenderException end = FailureTable.ofEnd(run.exitCode(), false, run.lastLines());
      throw new RenderException(
          end.kind(), "Cannot inspect " + scene + ": " + end.getMessage(), end.advice(), end);
    }
    JsonObject result = run.result().get();
    refuseFailure(scene, result);
    BlenderVersion saved =
        BlenderVersion.parse(Json.version(result, "savedVersion", 2)).orElseThrow();
    refuseNewer(scene, saved, here, opened);
    if (Json.truth(result, "needsCamera") && Json.texts(result, "cameras").isEmpty()) {
      throw RenderException.user(
          "The scene " + scene.getFileName() + " has no camera",
          "Add a camera, make it the scene's active one, and save the scene");
    }
    return description(scene, result, options, identity, versions(identity, saved, here));
  }

  static BlenderHeader header(Path scene) throws RenderException {
    if (!Files.isRegularFile(scene)) {
      throw RenderException.user("There is no file " + scene, "Check the name of the scene");
    }
    BlenderHeader header;
    try {
      header = BlenderHeader.read(scene);
    } catch (IOException e) {
      throw new RenderException(
          ErrorKind.USER,
          "Cannot read " + scene + ": " + e.getMessage(),
          "Check that the file may be read",
          e);
    }
    switch (header.kind()) {
      case EMPTY ->
          throw RenderException.user(
              "The file " + scene + " is empty", "Save the scene again, or copy it again");
      case OTHER ->
          throw RenderException.user(
              "The file " + scene + " is not a Blender scene", "Name a .blend file");
      case PLAIN, GZIP, ZSTD -> {
        // Blender itself reads on.
      }
    }
    return header;
  }

  private static void refuseNewer(
      Path scene, BlenderVersion saved, BlenderVersion here, boolean opened)
      throws RenderException {
    // Within one main version a file of a newer one mostly opens, and what is lost is told.
    if (saved.major() > here.major() || (!opened && saved.compareTo(here) > 0)) {
      throw RenderException.user(
          scene.getFileName()
              + " was saved by Blender "
              + saved
              + ", which is newer than the Blender "
              + here
              + " of this machine",
          "Install Blender " + saved + " or newer, or name one with --blender");
    }
  }

  private static void refuseFailure(Path scene, JsonObject result) throws RenderException {
    if (result.has("tooManyFiles")) {
      throw RenderException.user(
          "The scene needs more than "
              + MAX_FILES
              + " files; the last ones were in "
              + Json.text(result, "tooManyFiles"),
          "Let the scene name a smaller directory");
    }
    if (result.has("impossibleSize")) {
      throw RenderException.user(
          "Blender cannot make pictures of " + Json.text(result, "impossibleSize") + " pixels",
          "Choose sides from 4 to " + PixelSize.MAX_SIDE + " pixels");
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

  private static SceneDescription description(
      Path scene,
      JsonObject result,
      Map<String, String> options,
      BlenderIdentity identity,
      List<String> versions)
      throws RenderException {
    PixelSize size = size(result);
    Map<String, String> properties = new HashMap<>();
    properties.put(SceneProperties.VERSION, identity.version());
    properties.put(SceneProperties.BUILD, identity.build());
    properties.put(SceneProperties.SAVED_BY, Json.version(result, "savedVersion", 2));
    properties.put(
        SceneProperties.SCENE_DIRECTORY, scene.toAbsolutePath().normalize().getParent() + "");
    properties.put(SceneProperties.ENGINES, String.join(",", Json.texts(result, "engines")));
    properties.put(SceneProperties.SIZE, size.toString());
    boolean denoises = Json.truth(result, "denoising") || Json.truth(result, "denoiseNodes");
    properties.put(SceneProperties.DENOISES, Boolean.toString(denoises));
    properties.put(SceneProperties.OSL, Boolean.toString(Json.truth(result, "osl")));
    properties.put(SceneProperties.GUIDING, Boolean.toString(Json.truth(result, "guiding")));
    properties.put(SceneProperties.INSTRUCTIONS, Json.text(result, "instructions"));
    PartFormat parts = parts(result);
    properties.put(SceneProperties.CANVAS, parts.canvas().toString());
    return new SceneDescription(
        scene,
        Json.version(result, "savedVersion", 2),
        Json.text(result, "engine"),
        frames(result),
        Math.min(FrameSet.MAX_FRAME, Math.max(0, Json.number(result, "current"))),
        size,
        Json.texts(result, "pictures").stream().map(PictureName::new).toList(),
        Json.texts(result, "files").stream().map(Path::of).distinct().toList(),
        Json.texts(result, "missing"),
        Stream.concat(versions.stream(), SceneWarnings.of(result, options).stream()).toList(),
        Optional.of(parts),
        properties);
  }

  private static List<String> versions(
      BlenderIdentity identity, BlenderVersion saved, BlenderVersion here) {
    if (saved.equals(here)) {
      return List.of();
    }
    String text = "rendered with " + identity.name() + ", the file was saved with " + saved;
    return List.of(
        saved.compareTo(here) < 0
            ? text
            : text + ", which is newer: what only that version knows is lost");
  }

  private static PartFormat parts(JsonObject result) throws RenderException {
    try {
      return PartRules.of(result.getAsJsonObject("parts"));
    } catch (IllegalArgumentException e) {
      throw RenderException.user(
          "The scene's render border leaves nothing to render", "Make the border bigger");
    }
  }

  private static FrameSet frames(JsonObject result) {
    int first = Math.max(0, Json.number(result, "first"));
    int last = Math.min(FrameSet.MAX_FRAME, Json.number(result, "last"));
    return FrameSet.range(first, last, Math.max(1, Json.number(result, "step")));
  }

  private static PixelSize size(JsonObject result) throws RenderException {
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
