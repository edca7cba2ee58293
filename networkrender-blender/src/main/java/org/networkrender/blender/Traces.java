package org.networkrender.blender;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.networkrender.api.backend.RenderTraces;

/** What {@code render_traces.py} finds, from the look to whoever compares pictures. */
final class Traces {
  private static final String FOUND = "traces";
  private static final String CHANNELS = "channels";
  private static final String EVERYWHERE = "everywhere";

  /** No other one is passed over, whatever the machine tells that looked into the scene. */
  private static final Pattern CHANNEL = Pattern.compile(".+\\.Render Time(\\..+)?\\.X");

  private Traces() {}

  /** Returns what a look has found as the text of a property; empty where that is nothing. */
  static Optional<String> of(JsonObject result) {
    return result.get(FOUND) instanceof JsonObject found && !isNothing(found)
        ? Optional.of(found.toString())
        : Optional.empty();
  }

  private static boolean isNothing(JsonObject found) {
    return found.get(CHANNELS) instanceof JsonArray channels
        && channels.isEmpty()
        && Json.text(found, EVERYWHERE).isEmpty();
  }

  /** Reads the property; what makes no sense there is nothing. */
  static RenderTraces read(Map<String, String> properties) {
    String text = properties.getOrDefault(SceneProperties.TRACES, "");
    if (text.isEmpty()) {
      return RenderTraces.NONE;
    }
    try {
      JsonObject found = JsonParser.parseString(text).getAsJsonObject();
      Set<String> channels =
          Json.texts(found, CHANNELS).stream()
              .filter(CHANNEL.asMatchPredicate())
              .collect(Collectors.toSet());
      return new RenderTraces(channels, FailureTable.quote(Json.text(found, EVERYWHERE)));
    } catch (JsonParseException
        | IllegalStateException
        | ClassCastException
        | UnsupportedOperationException e) {
      return RenderTraces.NONE;
    }
  }
}
