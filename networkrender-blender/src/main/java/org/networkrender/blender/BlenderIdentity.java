package org.networkrender.blender;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

/**
 * Which Blender ran a script, to the last build. It tells so itself before it does anything else.
 *
 * @param version such as {@code 3.4.1}
 * @param build a text that two machines share only if they have the same program
 * @param module whether it is the module of a Python
 */
record BlenderIdentity(String version, String build, boolean module) {

  static BlenderIdentity of(JsonObject told) {
    return new BlenderIdentity(
        Json.version(told, "version", 3), Json.text(told, "build"), Json.truth(told, "module"));
  }

  /** Returns what {@link #of} reads. */
  JsonObject json() {
    JsonArray numbers = new JsonArray();
    for (String number : version.split("\\.", -1)) {
      numbers.add(Integer.parseInt(number));
    }
    JsonObject json = new JsonObject();
    json.add("version", numbers);
    json.addProperty("build", build);
    json.addProperty("module", module);
    return json;
  }

  /** Returns what people call it. */
  String name() {
    return "Blender " + version + (module ? " (Python module)" : "");
  }
}
