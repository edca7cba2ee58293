package org.networkrender.cli.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.imageio.ImageIO;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A still whose disk becomes full while it is rendered. */
@Tag("system-only")
@Isolated("what happens when depends on time")
class StillOnFullDiskIT {
  private static final int TILES = 12;

  @TempDir Path temporary;
  private Disk disk;

  @BeforeEach
  void mountDisk() throws Exception {
    disk = new Disk(temporary.resolve("disk"), 16);
  }

  @AfterEach
  void unmountDisk() throws Exception {
    disk.close();
  }

  @Test
  void jobEndsWithOneClearLineAndGoesOnOnceThereIsRoom() throws Exception {
    Path scene = StillScene.make(temporary, "");
    Path reference = Scene.reference(scene, temporary.resolve("reference"), 1);
    Path output = disk.place().resolve("out");

    try (Program client = render(scene, output)) {
      Awaitility.await("some tiles")
          .atMost(Duration.ofMinutes(3))
          .until(() -> parts(output).size() >= 3);
      long renderer = client.awaitRenderer();
      Program.signal("STOP", renderer);
      disk.fill(0);
      Program.signal("CONT", renderer);
      assertThat(client.awaitEnd()).as("%s", client.lines()).isEqualTo(3);
      assertThat(client.complaint()).contains("No space left", "Make room");
    }
    int left = parts(output).size();
    assertThat(left).isBetween(3, TILES - 1);
    assertThat(Directory.files(output, "[^/.]*\\.png"))
        .as("the preview is whole, or it is not there")
        .allSatisfy(
            file -> {
              assertThat(file).hasFileName("shot_0001-preview.png");
              assertThat(ImageIO.read(file.toFile())).isNotNull();
            });
    assertThat(Directory.files(output, ".*/incoming/.*")).isEmpty();

    disk.makeRoom();
    try (Program again = render(scene, output)) {
      assertThat(again.awaitEnd()).as("%s", again.lines()).isZero();
      assertThat(again.lines()).contains("parts that are there already and are kept: " + left);
    }
    Scene.assertSamePictures(output, reference);
    assertThat(parts(output)).isEmpty();
  }

  /** From nothing at all to what the state of a job needs before it is cut. */
  @ParameterizedTest
  @ValueSource(longs = {0, 8192, 12_288})
  void diskThatIsFullFromTheStart(long free) throws Exception {
    Path scene = Scene.make(temporary, 1, 1);
    disk.fill(free);

    try (Program client = render(scene, disk.place().resolve("out"))) {
      assertThat(client.awaitEnd()).as("%s", client.lines()).isEqualTo(3);
      assertThat(client.complaint())
          .containsAnyOf("No space left on device", "0 MB left. Make room")
          .doesNotContain("MVStore", "FileChannel");
    }
  }

  private Program render(Path scene, Path output) throws IOException {
    return Program.start(
        "",
        temporary.resolve("cache"),
        "render",
        scene.toString(),
        "--still",
        "--tiles",
        "4x3",
        "--threads",
        "1",
        "--interface",
        "lo",
        "-o",
        output.toString());
  }

  private static List<Path> parts(Path output) throws IOException {
    return Directory.entries(output.resolve(".networkrender/parts"));
  }
}
