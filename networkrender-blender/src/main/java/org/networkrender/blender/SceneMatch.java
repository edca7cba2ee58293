package org.networkrender.blender;

import java.util.Map;
import java.util.Optional;
import org.networkrender.api.backend.Capabilities;

/** Judges whether a Blender can render a scene as its author meant it. */
final class SceneMatch {
  /** What a person can do about a scene that denoises where no denoiser is. */
  static final String DENOISE_CHOICE =
      "Render without denoising with --no-denoise, or install the official Blender build";

  private SceneMatch() {}

  /** Judges by what the client's backend wrote into the properties of the description. */
  static Optional<String> mismatch(
      Map<String, String> scene, Map<String, String> options, Capabilities worker) {
    return otherVersion(scene, worker)
        .or(() -> missingEngine(scene, worker))
        .or(() -> SceneDevice.mismatch(scene, worker))
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
                        + " or install the official Blender build"))
        .or(() -> BuildNeeds.missing(scene, worker));
  }

  /** Tells why parts of a frame do not fit to those that the client's own Blender makes. */
  static Optional<String> partMismatch(Map<String, String> scene, Capabilities worker) {
    if (isSameBuild(scene, worker)) {
      return FarmDevice.partMismatch(scene, worker);
    }
    String version = scene.getOrDefault(SceneProperties.VERSION, worker.version());
    return Optional.of(
        "parts of one frame come from one build of Blender, and it has "
            + (version.equals(worker.version())
                ? "another build of Blender " + version
                : "Blender " + worker.version() + " instead of " + version));
  }

  /** Returns whether a worker has the version and build that looked into the scene. */
  static boolean isSameBuild(Map<String, String> scene, Capabilities worker) {
    String version = scene.getOrDefault(SceneProperties.VERSION, worker.version());
    String mine = worker.features().getOrDefault(Capabilities.BUILD, "");
    String build = scene.getOrDefault(SceneProperties.BUILD, mine);
    return version.equals(worker.version()) && build.equals(mine);
  }

  private static Optional<String> otherVersion(Map<String, String> scene, Capabilities worker) {
    Optional<BlenderVersion> here = BlenderVersion.parse(worker.version());
    if (here.isEmpty()) {
      return Optional.of("it does not say which Blender it has");
    }
    Optional<BlenderVersion> wanted =
        BlenderVersion.parse(scene.getOrDefault(SceneProperties.VERSION, ""));
    if (wanted.isPresent() && !wanted.get().equals(here.get())) {
      return Optional.of(
          "the job is rendered by Blender "
              + wanted.get()
              + ", and other versions make different pictures: install Blender "
              + wanted.get()
              + " there");
    }
    Optional<BlenderVersion> saved =
        BlenderVersion.parse(scene.getOrDefault(SceneProperties.SAVED_BY, ""));
    if (saved.isPresent() && saved.get().major() > here.get().major()) {
      return Optional.of(
          "the scene was saved by Blender "
              + saved.get()
              + ": install Blender "
              + saved.get()
              + " or newer there");
    }
    return Optional.empty();
  }

  private static Optional<String> missingEngine(Map<String, String> scene, Capabilities worker) {
    String engines = scene.getOrDefault(SceneProperties.ENGINES, "");
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
      Map<String, String> scene, Map<String, String> options, Capabilities worker) {
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
      Map<String, String> scene, Capabilities worker, String needed, String feature, String text) {
    boolean needs = "true".equals(scene.get(needed));
    return needs && !"true".equals(worker.features().get(feature))
        ? Optional.of(text)
        : Optional.empty();
  }
}
