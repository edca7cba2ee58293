package org.networkrender.blender;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** Reads the answers of our own scripts; a wrong one is a defect and says so. */
final class Json {
  private Json() {}

  static String text(JsonObject object, String name) {
    return element(object, name).getAsString();
  }

  static int number(JsonObject object, String name) {
    return element(object, name).getAsInt();
  }

  static boolean truth(JsonObject object, String name) {
    return element(object, name).getAsBoolean();
  }

  static List<String> texts(JsonObject object, String name) {
    List<String> texts = new ArrayList<>();
    element(object, name).getAsJsonArray().forEach(element -> texts.add(element.getAsString()));
    return texts;
  }

  static List<Integer> numbers(JsonObject object, String name) {
    List<Integer> numbers = new ArrayList<>();
    element(object, name).getAsJsonArray().forEach(element -> numbers.add(element.getAsInt()));
    return numbers;
  }

  /** Returns the numbers of an array joined by dots: a version. */
  static String version(JsonObject object, String name, int parts) {
    JsonArray array = element(object, name).getAsJsonArray();
    List<String> numbers = new ArrayList<>();
    for (int i = 0; i < parts; i++) {
      numbers.add(Integer.toString(array.get(i).getAsInt()));
    }
    return String.join(".", numbers);
  }

  private static JsonElement element(JsonObject object, String name) {
    JsonElement element = object.get(name);
    if (element == null) {
      throw new IllegalStateException("the script's answer lacks " + name);
    }
    return element;
  }
}
