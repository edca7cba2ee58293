package org.networkrender.blender;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.networkrender.api.backend.RenderBackend;
import org.networkrender.api.backend.SceneDescription;

/**
 * One scene with one of each kind of file, named by absolute paths in the scene and by relative
 * ones in a library of a library, arrives whole; each file that is not there is named.
 */
@Tag("beside-others")
class EveryFileTest {
  /** What has no form of its own to be known by. */
  private static final Set<String> FORMLESS = Set.of("csv", "txt", "json", "blob", "uni");

  @TempDir static Path made;
  @TempDir Path directory;

  @BeforeAll
  static void makeScenes() throws Exception {
    Scenes.makeAloneBy(made, "every_file.py", "every_kind.py", "every_cache.py", "every_scene.py");
  }

  private static Path farm() {
    return made.resolve("farm");
  }

  private static Path scene(String name) {
    return farm().resolve("shots/deep/scene/" + name + ".blend");
  }

  @ParameterizedTest
  @CsvSource({"shot,1", "strips,2"})
  void rendersTheSameWhereOnlyWhatIsSentIsThere(String name, int views) throws Exception {
    SceneDescription scene = Scenes.inspect(scene(name), Map.of());
    assertThat(scene.missing()).isEmpty();
    assertThat(scene.lacks()).isEmpty();
    assertThat(scene.warnings()).isEmpty();
    assertThat(scene.files()).allSatisfy(file -> isOfTheKindThatNamesIt(scene, file));

    areAsExpected(name, views, new OtherMachine(directory).renderAll(scene, farm(), 5, 1));
  }

  @ParameterizedTest
  @CsvSource({"shot,1", "strips,2"})
  void rendersTheCopiesWhereTheFilesThemselvesAreThereToo(String name, int views) throws Exception {
    SceneDescription scene = Scenes.inspect(scene(name), Map.of());
    areAsExpected(name, views, new OtherMachine(directory).renderBeside(scene, farm(), 1));
  }

  private static void areAsExpected(String name, int views, List<List<Path>> frames)
      throws Exception {
    for (List<Path> pictures : frames) {
      assertThat(pictures).hasSize(views);
      for (Path picture : pictures) {
        Path expected = made.resolve("expected").resolve(name + "_" + picture.getFileName());
        assertThat(OtherMachine.differences(picture, expected)).as("%s", expected).isEmpty();
      }
    }
  }

  /** Else it would be refused where it lies outside of the directories of the scene. */
  private static void isOfTheKindThatNamesIt(SceneDescription scene, Path file) {
    Optional<String> kind = new BlenderBackend().kindOf(file);
    String name = file.getFileName().toString();
    if (FORMLESS.contains(name.substring(name.lastIndexOf('.') + 1))) {
      return;
    }
    assertThat(kind).as("%s", file).isPresent();
    assertThat(scene.takes(file, kind.get())).as("%s is a %s", file, kind.get()).isTrue();
    // Bakes that lie beside a file are named by nothing.
    if (!file.toString().contains("blendcache_")) {
      assertThat(scene.takes(file, "anything")).as("%s", file).isFalse();
    }
  }

  @Test
  void eachFileThatIsNotThereIsNamed() throws Exception {
    SceneFindings found =
        SceneFindings.parse(new BlenderBackend().look(OtherMachine.look(scene("shot"), directory)));
    for (String name : new TreeSet<>(Files.readAllLines(made.resolve("made.txt")))) {
      Path file = farm().resolve(name);
      assertThat(told(found)).as("all is there").isEmpty();
      Path away = Files.move(file, made.resolve("gone"));
      assertThat(told(found)).as(name).isNotEmpty().allMatch(line -> line.contains(name));
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

  private static List<String> told(SceneFindings found) throws Exception {
    Path scene = scene("shot");
    SceneDescription now = found.describe(scene, Map.of(), SceneFiles.here(scene, found.named()));
    return Stream.of(now.missing(), now.lacks(), now.warnings()).flatMap(List::stream).toList();
  }
}
