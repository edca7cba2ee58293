package org.networkrender.blender;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Frames forth and back, and parts of them, are those of fresh sessions, whatever changes over
 * time. One Blender renders all. {@code -Dkept.forced=true} keeps data everywhere and prints what
 * differs then; {@code -Dkept.only=NAME,NAME} renders these cases alone.
 */
@Tag("beside-others")
class ChangesOverTimeTest {
  private static final List<String> TEXTS =
      List.of("changing_base", "changing_kept", "changing_modifiers", "changing_dropped");

  /** Their pictures depend on which frames were rendered before, with kept data and without. */
  private static final Set<String> SIMULATED =
      Set.of("cloth", "soft_body", "moving_hair", "particles", "nodes_with_simulation");

  /**
   * Proved to be in {@code changing_kept.py}; one of each kind, so that the rule keeps something.
   */
  private static final List<String> KEPT =
      List.of(
          "object location", "camera lens", "base colour default_value", "armature", "wave speed");

  @TempDir Path directory;

  @Test
  void aFrameIsAsInAFreshSession() throws Exception {
    boolean forced = Boolean.getBoolean("kept.forced");
    String only = System.getProperty("kept.only", "");
    JsonObject reports = render(forced, only);
    reports
        .entrySet()
        .forEach(
            each -> {
              String name = each.getKey();
              JsonObject report = each.getValue().getAsJsonObject();
              if (forced) {
                System.out.println(name + " " + report);
                return;
              }
              boolean kept = report.get("kept").getAsBoolean();
              assertThat(Json.truth(report, "moves")).as("%s shows a change", name).isTrue();
              assertThat(wrong(report, "wrong")).as("%s: frames that differ", name).isEmpty();
              if (SIMULATED.contains(name)) {
                assertThat(kept).as(name).isFalse();
              } else {
                assertThat(wrong(report, "wrongParts")).as("%s: parts", name).isEmpty();
              }
            });
    if (!forced && only.isEmpty()) {
      assertThat(KEPT)
          .allSatisfy(
              name ->
                  assertThat(Json.truth(reports.getAsJsonObject(name), "kept")).as(name).isTrue());
      assertThat(reports.size()).isGreaterThan(100);
    }
  }

  private static JsonArray wrong(JsonObject report, String name) {
    return report.getAsJsonArray(name);
  }

  private JsonObject render(boolean forced, String only) throws Exception {
    SessionDirectory scripts = SessionDirectory.create(directory);
    try {
      StringBuilder text = new StringBuilder("import sys\nsys.dont_write_bytecode = True\n");
      text.append("sys.path.insert(0, ").append("r'" + scripts.root() + "'").append(")\n");
      for (String each : TEXTS) {
        text.append(resource(each));
      }
      text.append(resource("changing_check"));
      text.append("check_all(").append(forced ? "True" : "False").append(", '");
      Scenes.makeAlone(directory, text.append(only).append("')\n").toString());
      return JsonParser.parseString(Files.readString(directory.resolve("reports.json")))
          .getAsJsonObject();
    } finally {
      scripts.remove();
    }
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = ChangesOverTimeTest.class.getResourceAsStream(name + ".py")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8) + "\n";
    }
  }
}
