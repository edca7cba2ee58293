package org.networkrender.blender;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.RenderException;
import org.networkrender.api.backend.BackendSettings;
import org.networkrender.api.backend.FrameCost;
import org.networkrender.api.backend.SceneDescription;

/** Measures what a frame costs, in one run of Blender. */
final class FrameEstimate {
  /** A scene whose building takes longer is not measured. */
  private static final Duration LIMIT = Duration.ofMinutes(30);

  private final Launch launch;
  private final BackendSettings settings;
  private final SceneDevice device;
  private final InstantSource clock;

  FrameEstimate(Launch launch, BackendSettings settings, SceneDevice device, InstantSource clock) {
    this.device = device;
    this.launch = launch;
    this.settings = settings;
    this.clock = clock;
  }

  FrameCost measure(SceneDescription description, int frame, Map<String, String> options)
      throws RenderException {
    Path scene = description.scene();
    PictureScale.check(options);
    JsonObject request = new JsonObject();
    SceneContent content = SceneContent.of(scene, options);
    request.addProperty("scene", content.file().toAbsolutePath().toString());
    request.addProperty("scenePath", content.pretended());
    request.addProperty("frame", frame);
    request.add("device", SessionProtocol.device(device));
    JsonObject chosen = new JsonObject();
    SceneContent.chosen(options).forEach(chosen::addProperty);
    request.add("options", chosen);
    Map<String, Path> here = new HashMap<>();
    description.files().forEach(file -> here.put(file.toString(), file));
    request.add("addons", AddOns.there(description.properties(), options, here));
    // What a session spends begins with the start of Blender.
    request.addProperty("started", clock.millis() / 1e3);
    BlenderRun run = BlenderRun.of(launch, "frame_cost.py", request, settings.temporary(), LIMIT);
    if (run.result().isEmpty()) {
      throw failure(scene, FailureTable.ofEnd(run.exitCode(), false, run.lastLines()));
    }
    JsonObject result = run.result().get();
    if (result.has("error")) {
      String error = Json.text(result, "error");
      Optional<RenderException> known = FailureTable.ofLine(error);
      throw failure(
          scene,
          known.orElseGet(
              () -> new RenderException(ErrorKind.WORKER, FailureTable.quote(error), "")));
    }
    return new FrameCost(
        seconds(result, "first"),
        seconds(result, "again"),
        seconds(result, "pixels"),
        seconds(result, "least"),
        seconds(result, "once"));
  }

  private static double seconds(JsonObject result, String name) {
    JsonElement value = result.get(name);
    if (value == null) {
      throw new IllegalStateException("the script's answer lacks " + name);
    }
    return value.getAsDouble();
  }

  private static RenderException failure(Path scene, RenderException cause) {
    return new RenderException(
        cause.kind(), "Cannot measure " + scene + ": " + cause.getMessage(), cause.advice(), cause);
  }
}
