package org.networkrender.blender;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a person may want to know of a scene; another machine may have told it. */
final class SceneFacts {
  private static final int MOST = 100;

  private SceneFacts() {}

  static Map<String, String> of(JsonObject result) {
    Map<String, String> facts = new LinkedHashMap<>();
    for (JsonElement each : result.getAsJsonArray("facts")) {
      JsonArray fact = each.getAsJsonArray();
      if (facts.size() < MOST) {
        facts.put(
            FailureTable.quote(fact.get(0).getAsString()),
            FailureTable.quote(fact.get(1).getAsString()));
      }
    }
    return facts;
  }
}
