package org.networkrender.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.networkrender.api.backend.SceneDescription;
import org.networkrender.api.backend.SceneSubject;
import org.networkrender.core.client.SceneReport;

/** What is in a scene, for programs: one line of JSON that {@code docs/events.md} describes. */
final class SceneJson {
  private SceneJson() {}

  static String of(SceneReport report) {
    SceneDescription scene = report.scene();
    JsonObject json = new JsonObject();
    json.addProperty("v", 1);
    json.addProperty("scene", scene.scene().toString());
    json.addProperty("savedBy", scene.rendererVersion());
    json.addProperty("engine", scene.engine());
    json.addProperty("frames", scene.frames().toString());
    json.addProperty("current", scene.current());
    json.addProperty("width", scene.size().width());
    json.addProperty("height", scene.size().height());
    json.add("pictures", texts(scene.pictures().stream().map(name -> name.pattern()).toList()));
    JsonArray further = new JsonArray();
    scene
        .furtherFiles()
        .forEach(file -> further.add(file.directory().resolve(file.name().pattern()).toString()));
    json.add("furtherFiles", further);
    JsonObject facts = new JsonObject();
    scene.facts().forEach(facts::addProperty);
    json.add("facts", facts);
    JsonArray files = new JsonArray();
    scene
        .files()
        .forEach(
            file -> {
              JsonObject each = new JsonObject();
              each.addProperty("path", file.toString());
              each.addProperty("bytes", SceneText.size(file));
              files.add(each);
            });
    json.add("files", files);
    json.add("missing", texts(scene.missing()));
    json.add("lacks", texts(scene.lacks()));
    json.add("warnings", texts(scene.warnings()));
    json.add("about", about(scene));
    scene
        .parts()
        .ifPresent(
            parts -> {
              json.add("tiles", possible(parts.tiles().refusal()));
              json.add("sampleRanges", possible(parts.samples().refusal()));
            });
    report.refusal().ifPresent(text -> json.addProperty("refused", text));
    report
        .cost()
        .ifPresent(
            cost -> {
              JsonObject time = new JsonObject();
              time.addProperty("prepare", cost.first());
              time.addProperty("render", cost.pixels());
              json.add("seconds", time);
            });
    return json.toString();
  }

  private static JsonObject about(SceneDescription scene) {
    JsonObject about = new JsonObject();
    Stream.of(scene.missing(), scene.lacks(), scene.warnings())
        .flatMap(List::stream)
        .forEach(
            text -> {
              SceneSubject subject = scene.subjects().get(text);
              if (subject != null) {
                about.add(text, subject(subject));
              }
            });
    return about;
  }

  private static JsonObject subject(SceneSubject subject) {
    JsonObject json = new JsonObject();
    Map<String, String> parts =
        Map.of(
            "collection", subject.collection(),
            "name", subject.name(),
            "library", subject.library(),
            "file", subject.file());
    new TreeMap<>(parts)
        .forEach(
            (part, text) -> {
              if (!text.isEmpty()) {
                json.addProperty(part, text);
              }
            });
    return json;
  }

  private static JsonObject possible(String refusal) {
    JsonObject possible = new JsonObject();
    possible.addProperty("possible", refusal.isEmpty());
    if (!refusal.isEmpty()) {
      possible.addProperty("reason", refusal);
    }
    return possible;
  }

  static JsonArray texts(List<String> texts) {
    JsonArray array = new JsonArray();
    texts.forEach(array::add);
    return array;
  }
}
