package org.networkrender.blender;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.RenderException;
import org.networkrender.api.backend.BackendSettings;
import org.networkrender.api.backend.SceneDescription;

/** Finds out what is in a scene: a look at the file's first bytes, then one run of Blender. */
final class SceneInspection {
  private static final long MOST_KEPT_BYTES = 100L << 20;

  private final Launch launch;
  private final BackendSettings settings;
  private final AddOnPlaces addOns;
  private final Duration limit;

  SceneInspection(Launch launch, BackendSettings settings, AddOnPlaces addOns, Duration limit) {
    this.addOns = addOns;
    this.launch = launch;
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
    try (SceneLook look = SceneLook.start(launch, settings)) {
      SceneContent content = SceneContent.of(scene, options);
      SceneFindings findings = look(content, Map.of(), "", options, look);
      SceneDescription description =
          AddOns.into(
              findings.describe(scene, options, SceneFiles.here(scene, findings.named())),
              options,
              findings.result(),
              true);
      if (isSmall(content.file(), description)) {
        after.accept(look);
      }
      return description;
    }
  }

  /**
   * Looks into a scene that came from another machine.
   *
   * @param files the places of its files here, by the paths that they have there
   * @param directory the scene's directory there
   */
  SceneFindings look(
      Path scene, Map<String, Path> files, String directory, Map<String, String> options)
      throws RenderException {
    try (SceneLook look = SceneLook.start(launch, settings)) {
      return look(new SceneContent(scene, scene), files, directory, options, look);
    }
  }

  /** The scene and the libraries that Blender has read: with big ones its start counts little. */
  private static boolean isSmall(Path file, SceneDescription scene) {
    return Stream.concat(Stream.of(file), scene.files().stream().filter(SceneInspection::isLibrary))
            .mapToLong(each -> each.toFile().length())
            .sum()
        <= MOST_KEPT_BYTES;
  }

  static boolean isLibrary(Path file) {
    return file.toString().toLowerCase(Locale.ROOT).endsWith(".blend");
  }

  private SceneFindings look(
      SceneContent content,
      Map<String, Path> files,
      String directory,
      Map<String, String> options,
      SceneLook look)
      throws RenderException {
    JobChoices.check(options);
    PictureScale.check(options);
    Path scene = content.scene();
    BlenderHeader header = header(content.file());
    JsonObject request = new JsonObject();
    request.addProperty("scene", content.file().toAbsolutePath().toString());
    request.addProperty("scenePath", content.pretended());
    JsonObject chosen = new JsonObject();
    SceneContent.chosen(options).forEach(chosen::addProperty);
    request.add("options", chosen);
    JsonObject places = new JsonObject();
    files.forEach((name, place) -> places.addProperty(name, place.toString()));
    request.add("files", places);
    request.addProperty("directory", directory);
    request.addProperty(
        "workingDirectory", files.isEmpty() ? NamedFile.workingDirectory().toString() : "");
    request.add("addons", AddOns.wanted(options, files));
    JsonArray addOnPlaces = new JsonArray();
    if (files.isEmpty()) {
      addOns.templates().forEach(addOnPlaces::add);
    }
    request.add("addonPlaces", addOnPlaces);
    BlenderRun run = look.into(request, limit);
    if (run.identity().isEmpty()) {
      throw StartFailure.of(launch.installation(), run);
    }
    BlenderIdentity identity = run.identity().get();
    BlenderVersion here = BlenderVersion.parse(identity.version()).orElseThrow();
    boolean opened = run.result().isPresent() && !run.result().get().has("error");
    if (header.version().isPresent()) {
      SceneFindings.refuseNewer(scene, header.version().get(), here, opened);
    }
    if (run.result().isEmpty()) {
      RenderException end = FailureTable.ofEnd(run.exitCode(), false, run.lastLines());
      throw new RenderException(
          end.kind(), "Cannot inspect " + scene + ": " + end.getMessage(), end.advice(), end);
    }
    JsonObject result = run.result().get();
    JsonArray said = new JsonArray();
    look.said().forEach(said::add);
    result.add("said", said);
    return new SceneFindings(identity, result);
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
}
