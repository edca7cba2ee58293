package org.networkrender.blender;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** What a person should know of a scene before it is rendered. */
final class SceneWarnings {
  private SceneWarnings() {}

  static List<String> of(JsonObject result) {
    List<String> warnings = new ArrayList<>(Json.texts(result, "warnings"));
    String movie = Json.text(result, "movieFormat");
    if (!movie.isEmpty()) {
      warnings.add(
          "The scene asks for a movie (" + movie + "): it is rendered as single PNG pictures");
    }
    if (Json.truth(result, "scripts")) {
      String message = FailureTable.quote(Json.text(result, "scriptsMessage"));
      warnings.add(
          "The scene wants to run scripts, which are disabled, so pictures may differ"
              + (message.isEmpty() ? "" : ": " + message));
    }
    if (Json.truth(result, "gpu")) {
      warnings.add("The scene asks for the GPU: it is rendered on the processor");
    }
    int outputs = Json.number(result, "fileOutputs");
    if (outputs > 0) {
      warnings.add(
          "The compositor's File Output nodes ("
              + outputs
              + ") are left out: only the scene's own picture is rendered");
    }
    if (Json.number(result, "freestyleScripts") > 0) {
      warnings.add("Freestyle is in script mode and is left out: scripts of scenes do not run");
    }
    List<String> simulations = Json.texts(result, "simulations");
    if (!simulations.isEmpty()) {
      warnings.add(
          "Simulations that are not baked look different when frames are rendered out of turn: "
              + String.join(", ", simulations));
    }
    if (Json.number(result, "last") < Json.number(result, "first")) {
      warnings.add("The scene's frame range is empty");
    }
    return warnings;
  }
}
