package org.networkrender.blender;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.networkrender.api.FrameSet;
import org.networkrender.api.backend.Simulation;

/** What a look has found of simulations that nobody has baked, in the words of the interface. */
final class Simulations {
  private static final int MOST_NAME = 100;

  private Simulations() {}

  static Optional<Simulation> of(JsonObject result) {
    if (!result.has("simulation") || result.get("simulation").isJsonNull()) {
      return Optional.empty();
    }
    JsonObject told = result.getAsJsonObject("simulation");
    List<String> names =
        Json.texts(told, "names").stream()
            .map(name -> FailureTable.quote(name, MOST_NAME))
            .toList();
    String chained = Json.text(told, "chained");
    return Optional.of(
        new Simulation(
            names,
            Json.number(told, "first"),
            chained.isEmpty() ? "" : FailureTable.quote(chained)));
  }

  /** Returns what sessions are to know. */
  static Map<String, String> properties(Optional<Simulation> simulation) {
    return simulation
        .map(
            each ->
                Map.of(
                    SceneProperties.FIRST_PLAYED,
                    Integer.toString(each.first()),
                    SceneProperties.CHAINED,
                    Boolean.toString(!each.isBakeable())))
        .orElse(Map.of());
  }

  /** Returns where Blender alone makes other pictures. */
  static List<String> warnings(Optional<Simulation> simulation, FrameSet frames) {
    if (simulation.isEmpty()) {
      return List.of();
    }
    int first = simulation.get().first();
    List<String> warnings = new ArrayList<>();
    warnings.add(
        "Simulations that are not baked are played from frame "
            + first
            + " on, as Blender's window plays them, and not as blender -a shows them, where most"
            + " stand still: "
            + String.join(", ", simulation.get().names()));
    if (!frames.isEmpty() && frames.get(0) > first) {
      warnings.add(
          "The scene starts with frame "
              + frames.get(0)
              + ", after its simulations: they are played from frame "
              + first
              + " on, where blender -a would let them begin with its first frame");
    }
    return warnings;
  }
}
