package org.networkrender.blender;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of files that a scene mentions some are named, and the others are counted. */
class MentionedFilesTest {
  @TempDir Path directory;
  private final JsonArray mentioned = new JsonArray();

  private void mention(String name) {
    JsonObject text = new JsonObject();
    text.addProperty("path", directory.resolve(name).toString());
    text.addProperty("by", "object Cube");
    mentioned.add(text);
  }

  private List<String> told() {
    JsonObject result = new JsonObject();
    result.add("mentioned", mentioned);
    SceneFiles sent =
        new SceneFiles(
            List.of(directory.resolve("sent")), List.of(), List.of(), Map.of(), Map.of());
    return List.copyOf(MentionedFiles.warnings(result, sent).keySet());
  }

  private void mentionThere(int count) throws Exception {
    for (int i = 0; i < count; i++) {
      mention("f" + i);
      mention("f" + i);
      Files.writeString(directory.resolve("f" + i), "");
    }
  }

  @Test
  void thoseThatAreThereAndAreNotSentAreNamedOnce() throws Exception {
    Files.writeString(directory.resolve("sent"), "");
    mention("sent");
    mention("gone");
    mentionThere(5);
    assertThat(told()).hasSize(5).allMatch(line -> line.startsWith("not sent, since"));
  }

  @Test
  void whatIsNotNamedIsCounted() throws Exception {
    mentionThere(8);
    assertThat(told())
        .hasSize(6)
        .last()
        .isEqualTo("3 more files are not sent either, since no path to Blender names them");
  }
}
