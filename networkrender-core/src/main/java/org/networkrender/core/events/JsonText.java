package org.networkrender.core.events;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.Strictness;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** JSON as one line of text, and back. */
final class JsonText {
  /**
   * What Gson does not escape, and what a terminal or an editor takes for more than a character.
   * Outside of texts JSON has none of them.
   */
  private static final Pattern HARMFUL = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]");

  private static final Gson GSON =
      new GsonBuilder().setStrictness(Strictness.STRICT).disableHtmlEscaping().create();

  private JsonText() {}

  static String line(JsonObject json) {
    return HARMFUL.matcher(GSON.toJson(json)).replaceAll(JsonText::escaped);
  }

  private static String escaped(MatchResult found) {
    int first = found.group().codePointAt(0);
    if (Character.getType(first) == Character.SURROGATE) {
      // Half a character, which no reader takes: what stands for what cannot be shown.
      return "\ufffd";
    }
    StringBuilder escaped = new StringBuilder();
    found.group().chars().forEach(unit -> escaped.append("\\\\u%04x".formatted(unit)));
    return escaped.toString();
  }

  /**
   * Reads an object.
   *
   * @throws JsonParseException if the line is none
   */
  static JsonObject object(String line) {
    JsonElement json;
    try {
      json = GSON.fromJson(line, JsonElement.class);
    } catch (JsonParseException e) {
      throw new JsonParseException("it is not valid JSON", e);
    }
    if (!(json instanceof JsonObject object)) {
      throw new JsonParseException("it is not a JSON object");
    }
    return object;
  }
}
