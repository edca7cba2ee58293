package org.networkrender.blender;

import java.util.Map;
import java.util.Optional;
import org.networkrender.api.backend.Capabilities;
import org.networkrender.api.backend.SceneDescription;

/** Judges whether a Blender can render a scene as its author meant it. */
final class SceneMatch {
  /** What a person can do about a scene that denoises where no denoiser is. */
  static final String DENOISE_CHOICE =
      "Render without denoising with --no-denoise, or install the official Blender build";

  private SceneMatch() {}

  static Optional<String> mismatch(
      SceneDescription scene, Map<String, String> options, Capabilities worker) {
    return otherVersion(scene, worker)
        .or(() -> missingEngine(scene, worker))
        .or(() -> missingDenoiser(scene, options, worker))
        .or(
            () ->
                missingFeature(
                    scene,
                    worker,
                    SceneProperties.OSL,
                    "osl",
                    "the scene uses OSL shaders, but this Blender was built without them:"
                        + " switch Open Shading Language off in the scene,"
                        + " or install the official Blender build"))
        .or(
            () ->
                missingFeature(
                    scene,
                    worker,
                    SceneProperties.GUIDING,
                    "guiding",
                    "the scene uses path guiding, but this Blender was built without it:"
                        + " switch path guiding off in the scene,"
                        + " or install the official Blender build"));
  }

  private static Optional<String> otherVersion(SceneDescription scene, Capabilities worker) {
    Optional<BlenderVersion> here = BlenderVersion.parse(worker.version());
    if (here.isEmpty()) {
      return Optional.of("it does not say which Blender it has");
    }
    Optional<BlenderVersion> saved = BlenderVersion.parse(scene.rendererVersion());
    if (saved.isPresent() && saved.get().compareTo(here.get()) > 0) {
      return Optional.of(
          "the scene was saved by Blender "
              + saved.get()
              + ", this is Blender "
              + worker.version()
              + ": install Blender "
              + saved.get()
              + " or newer there");
    }
    String client = scene.properties().getOrDefault(SceneProperties.CLIENT_VERSION, "");
    Optional<BlenderVersion> there = BlenderVersion.parse(client);
    if (there.isPresent() && !there.get().equals(here.get())) {
      return Optional.of(
          "it has Blender "
              + worker.version()
              + " and this machine has Blender "
              + client
              + ", which make different pictures: install Blender "
              + there.get()
              + " there");
    }
    return Optional.empty();
  }

  private static Optional<String> missingEngine(SceneDescription scene, Capabilities worker) {
    String engines = scene.properties().getOrDefault(SceneProperties.ENGINES, scene.engine());
    for (String engine : engines.split(",", -1)) {
      if (!engine.isEmpty() && !worker.engines().contains(engine)) {
        boolean graphics = "false".equals(worker.features().get("graphics"));
        return Optional.of(
            "the scene needs the engine "
                + engine
                + ", which this Blender does not have"
                + (graphics && engine.startsWith("BLENDER_")
                    ? " because it found no graphics driver: install Mesa's drivers there"
                        + " (libegl1, libgl1-mesa-dri)"
                    : ": install it there"));
      }
    }
    return Optional.empty();
  }

  private static Optional<String> missingDenoiser(
      SceneDescription scene, Map<String, String> options, Capabilities worker) {
    if ("off".equals(options.get(BlenderOptions.DENOISE))) {
      return Optional.empty();
    }
    return missingFeature(
        scene,
        worker,
        SceneProperties.DENOISES,
        "denoiser",
        "the scene denoises, but this Blender has no denoiser: render without denoising with"
            + " --no-denoise, or install the official Blender build");
  }

  private static Optional<String> missingFeature(
      SceneDescription scene, Capabilities worker, String needed, String feature, String text) {
    boolean needs = "true".equals(scene.properties().get(needed));
    return needs && !"true".equals(worker.features().get(feature))
        ? Optional.of(text)
        : Optional.empty();
  }
}
