package org.networkrender.cli.hosts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What may go wrong around the add-on, in a Blender that has a window. It is killed in the middle
 * of a job; another one goes on there, and is killed too.
 */
@Tag("window")
@Tag("on-demand")
class AddOnTroubleIT extends HostsFixture {
  private static final int FRAMES = 12;
  private static final double MOST_SECONDS = 0.25;

  /** A folder that even root cannot write into. */
  private static final String LOCKED = "/proc/sys/kernel";

  @Test
  void whatGoesWrongIsToldInASentenceAndNothingIsOrphaned() throws Exception {
    assumeFalse(RendererUnderTest.isPython(), "a module has no window");
    Path scene = Scene.make(temporary, FRAMES, 20);
    try (BlenderWindow window = new BlenderWindow(temporary, home)) {
      Path stub = window.resource("window_program.py");
      Path noted = temporary.resolve("noted");
      for (String kind : List.of("older", "no-java", "nonsense", "crowd", "garbage")) {
        window.program(kind, "python3 '%s' %s '%s'".formatted(stub, kind, noted));
      }
      Files.copy(Path.of("../docs/demo-frame.png"), temporary.resolve("picture.png"));
      Path programs = temporary.resolve("programs");

      Process first =
          window.start("window_trouble.py", "trouble", scene, programs.toString(), LOCKED);
      JsonObject seen = window.awaitTold(first, "trouble");
      assertTrouble(seen, window, noted);
      Path copy = Path.of(seen.get("copy").getAsString());
      assertThat(copy).exists();
      String job = seen.getAsJsonObject("left").get("job").getAsString();
      kill(first);

      Process second = window.start("window_again.py", "again", scene, "going-on");
      JsonObject again = window.awaitTold(second, "again");
      assertGoesOn(again, job);
      assertThat(copy.getParent()).as("the copy goes with its job").doesNotExist();
      kill(second);
      await("what is to stop with Blender").until(() -> lan.processes(home).isEmpty());

      Process third = window.start("window_again.py", "nothing", scene, "nothing");
      JsonObject nothing = window.awaitEnd(third, "nothing");
      assertThat(nothing.has("failure")).as("%s", nothing).isFalse();
      assertThat(nothing.getAsJsonObject("nothing").toString())
          .isEqualTo("{\"job\":\"\",\"phase\":\"\",\"worker\":\"\",\"notes\":[],\"copies\":[]}");
      assertThat(nothing.getAsJsonArray("copyThen").toString()).isEqualTo("[true,false]");
      assertThat(Directory.files(window.place("XDG_CONFIG_HOME"), ".*networkrender.*")).isEmpty();
      for (String each : List.of("trouble", "again", "nothing")) {
        assertThat(window.log(each)).content().doesNotContain("Traceback");
      }
    }
    assertThat(lan.processes(home)).as("nothing is left").isEmpty();
  }

  private static void assertTrouble(JsonObject seen, BlenderWindow window, Path noted)
      throws IOException {
    assertThat(seen.has("failure")).as("%s", seen).isFalse();
    List<String> programs = texts(seen.getAsJsonArray("programs"));
    assertThat(programs.get(0)).contains("was not found");
    assertThat(programs.get(1)).contains("0.0.7");
    assertThat(programs.get(2)).contains("Java 17");
    assertThat(programs.get(3)).contains("it is something else");
    assertThat(seen.get("found").getAsInt()).isEqualTo(500);
    assertThat(Files.readAllLines(noted))
        .startsWith(
            "{\"command\": \"answer\", \"question\": \"pictures\", \"answer\": \"overwrite\"}",
            "{\"command\": \"answer\", \"question\": \"files\", \"answer\": \"yes,\"}");
    JsonObject refused = seen.getAsJsonObject("refused");
    assertThat(refused.get("another").getAsString()).contains("is being rendered already");
    assertThat(refused.get("locked").getAsString()).contains("Nothing can be written");
    assertThat(refused.get("file").getAsString()).contains("A file is where");
    assertThat(refused.get("unsaved").getAsString()).contains("save it once");
    assertThat(seen.getAsJsonObject("outcomes").asMap())
        .as("%s", seen)
        .extractingByKeys("newer pictures", "movie", "still", "still again", "other file, goes on")
        .allMatch(outcome -> outcome.getAsString().equals("complete"));
    assertThat(seen.get("renderedAgain").getAsString()).isEqualTo("1-2");
    assertThat(Path.of(seen.get("movie").getAsString())).isNotEmptyFile();
    assertThat(seen.get("player").getAsString()).contains(seen.get("movie").getAsString());
    assertThat(texts(seen.getAsJsonArray("images"))).containsOnlyOnce("Network Render");
    assertThat(seen.get("windows").getAsInt()).as("one is opened for the still").isEqualTo(2);
    assertThat(texts(seen.getAsJsonArray("otherGoesOn")).get(0)).isEqualTo("paused");
    assertThat(seen.get("lookedElsewhere").getAsBoolean()).isFalse();
    assertThat(seen.getAsJsonObject("outcomes").get("other file, stops").getAsString())
        .isEqualTo("cancelled");
    assertThat(seen.get("removed").getAsString()).isEqualTo("cancelled");
    assertThat(seen.getAsJsonArray("removedCopy").toString()).isEqualTo("[true,false]");
    assertThat(seen.get("german").getAsString()).isEqualTo("Helfer bereit");
    for (Map.Entry<String, JsonElement> each : seen.getAsJsonObject("longest").entrySet()) {
      assertThat(each.getValue().getAsDouble()).as(each.getKey()).isLessThan(MOST_SECONDS);
    }
    assertThat(window.log("trouble")).content().doesNotContain("Traceback");
  }

  private static void assertGoesOn(JsonObject again, String job) {
    assertThat(again.has("failure")).as("%s", again).isFalse();
    JsonObject found = again.getAsJsonObject("found");
    assertThat(found.get("job").getAsString()).isEqualTo(job);
    assertThat(found.get("phase").getAsString()).isEqualTo("paused");
    assertThat(found.get("worker").getAsString()).isEqualTo("running");
    assertThat(texts(found.getAsJsonArray("notes"))).containsExactly(job, "worker");
    assertThat(again.get("outcome").getAsString()).isEqualTo("complete");
    assertThat(again.getAsJsonObject("ended").getAsJsonArray("notes")).isEmpty();
    assertThat(again.getAsJsonObject("ended").getAsJsonArray("copies")).isEmpty();
    assertThat(again.getAsJsonObject("stops").getAsJsonArray("copies")).hasSize(1);
  }

  private static void kill(Process blender) throws InterruptedException {
    blender.destroyForcibly().waitFor();
  }

  private static List<String> texts(JsonArray array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonElement::getAsString).toList();
  }
}
