package org.networkrender.cli.hosts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The add-on in a Blender that has a window, on the first host, with workers on two others. A
 * script uses the mouse and the keyboard.
 */
@Tag("window")
class AddOnWindowIT extends HostsFixture {
  private static final int FRAMES = 12;

  /**
   * Blender is slow to show a window that no graphics card draws: the job is to go on meanwhile.
   */
  private static final int SAMPLES = 800;

  /** What the artist has changed and not saved. */
  private static final String UNSAVED = "bpy.data.objects['Cube'].scale = (1.5, 1, 1)";

  @BeforeEach
  void needsWindow() {
    assumeFalse(RendererUnderTest.isPython(), "a module has no window");
  }

  @Test
  void anArtistRendersByTheMenuAndSeesWhatComesOfIt() throws Exception {
    // Enough to do that there is a job to pause, and to find again, after its first frame.
    Path scene = Scene.make(temporary, FRAMES, SAMPLES);
    Path expected = Scene.reference(scene, temporary.resolve("expected"), "1.." + FRAMES, UNSAVED);
    worker(lan.addHost(), "one").awaitLine("is ready");
    worker(lan.addHost(), "two").awaitLine("is ready");

    JsonObject seen;
    try (BlenderWindow window = new BlenderWindow(temporary, home)) {
      Process blender = window.start("window_driver.py", "artist", scene);
      seen = window.awaitEnd(blender, "artist");
    }

    assertThat(seen.has("failure")).as("%s", seen).isFalse();
    assertThat(seen.get("clicksToFirstFrame").getAsInt()).isLessThanOrEqualTo(3);
    assertThat(seen.get("outcome").getAsString()).isEqualTo("complete");
    assertThat(seen.getAsJsonArray("there")).allMatch(each -> each.getAsBoolean());
    assertThat(seen.getAsJsonArray("found")).hasSize(2);
    assertThat(seen.getAsJsonArray("stillShown").toString()).contains("stills/shot_0001.png");
    assertThat(seen.get("foundAgain").getAsBoolean()).as("it is found again").isTrue();
    assertThat(seen.getAsJsonArray("access").toString())
        .contains(lan.address(home).substring(0, 6));
    assertThat(seen.get("workerError").getAsString()).isEmpty();
    assertThat(seen.get("unsavedThen").getAsBoolean())
        .as("Blender knows what was not saved")
        .isTrue();
    assertThat(seen.get("copyOfSaved").getAsString()).as("what was saved is not copied").isEmpty();
    Path stills = temporary.resolve("pictures/stills");
    Path first = Files.createDirectories(temporary.resolve("first"));
    Files.copy(expected.resolve("shot_0001.png"), first.resolve("shot_0001.png"));
    Scene.assertSamePictures(stills, first);
    Directory.remove(stills);
    Scene.assertSamePictures(temporary.resolve("pictures"), expected);
    assertThat(lan.processes(home)).as("nothing is left").isEmpty();
  }
}
