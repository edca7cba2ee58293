package org.networkrender.blender;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.networkrender.api.backend.RenderBackend;
import org.networkrender.api.backend.SceneDescription;

/** One scene with one of each kind of file arrives whole; each file that is not there is named. */
@Tag("beside-others")
class EveryFileTest {
  @TempDir static Path made;
  @TempDir Path directory;

  @BeforeAll
  static void makeScenes() throws Exception {
    Scenes.makeBy(made, "every_file.py");
  }

  private static Path farm() {
    return made.resolve("farm");
  }

  private static Path scene(String name) {
    return farm().resolve("shots/deep/scene/" + name + ".blend");
  }

  @ParameterizedTest
  @ValueSource(strings = {"shot", "strips"})
  void rendersTheSameWhereOnlyWhatIsSentIsThere(String name) throws Exception {
    SceneDescription scene = Scenes.inspect(scene(name), Map.of());
    assertThat(scene.missing()).isEmpty();
    assertThat(scene.lacks()).isEmpty();
    assertThat(scene.warnings()).isEmpty();

    List<Path> pictures = new OtherMachine(directory).render(scene, farm(), 5, 1);

    Path expected = made.resolve("expected");
    assertThat(OtherMachine.differences(pictures.get(0), expected.resolve(name + "_0005.png")))
        .isEmpty();
    assertThat(OtherMachine.differences(pictures.get(1), expected.resolve(name + "_0001.png")))
        .isEmpty();
  }

  @Test
  void eachFileThatIsNotThereIsNamed() throws Exception {
    SceneFindings found =
        SceneFindings.parse(new BlenderBackend().look(OtherMachine.look(scene("shot"), directory)));
    for (String name : Files.readAllLines(made.resolve("made.txt"))) {
      Path file = farm().resolve(name);
      assertThat(lacking(found)).as("all is there").isEmpty();
      Path away = Files.move(file, made.resolve("gone"));
      assertThat(lacking(found)).as(name).isNotEmpty().allMatch(line -> line.contains(name));
      Files.move(away, file);
    }
  }

  /** All that a job is made of is the same, so its pictures are. */
  @ParameterizedTest
  @ValueSource(strings = {"shot", "strips"})
  void aCopyThatLiesElsewhereIsTheSceneThatItIsACopyOf(String name) throws Exception {
    SceneDescription scene = Scenes.inspect(scene(name), Map.of());
    Path copy = Files.move(scene(name), directory.resolve("1234.blend"));
    try {
      assertThat(Scenes.inspect(scene(name), Map.of(RenderBackend.CONTENT, copy.toString())))
          .isEqualTo(scene);
    } finally {
      Files.move(copy, scene(name));
    }
  }

  private static List<String> lacking(SceneFindings found) throws Exception {
    Path scene = scene("shot");
    SceneDescription now = found.describe(scene, Map.of(), SceneFiles.here(scene, found.named()));
    return Stream.concat(now.missing().stream(), now.lacks().stream()).toList();
  }
}
