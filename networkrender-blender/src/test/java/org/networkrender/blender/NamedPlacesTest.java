package org.networkrender.blender;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.io.TempDirFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.networkrender.api.backend.SceneDescription;

/** Files that are named in ways that are easily lost are found on another machine. */
@Tag("beside-others")
class NamedPlacesTest {
  @TempDir(factory = BelowWorkingDirectory.class)
  static Path made;

  @TempDir Path directory;

  @BeforeAll
  static void makeScenes() throws Exception {
    Files.writeString(made.resolve("working.txt"), Path.of("").toAbsolutePath().toString());
    Scenes.makeAloneBy(made, "every_file.py", "every_cache.py", "named_places.py");
  }

  /** So that paths can start at the working directory. */
  static final class BelowWorkingDirectory implements TempDirFactory {
    @Override
    public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext context)
        throws IOException {
      Path target = Files.createDirectories(Path.of("target").toAbsolutePath());
      return Files.createTempDirectory(target, "places");
    }
  }

  private static SceneDescription inspect(String name) throws Exception {
    return Scenes.inspect(made.resolve("farm/shots/scene").resolve(name + ".blend"), Map.of());
  }

  private void rendersTheSame(String name, SceneDescription scene) throws Exception {
    assertThat(scene.lacks()).isEmpty();
    List<Path> pictures = new OtherMachine(directory).render(scene, made.resolve("farm"), 2, 1);
    for (Path picture : pictures) {
      Path expected = made.resolve("expected").resolve(name + "_" + picture.getFileName());
      assertThat(OtherMachine.differences(picture, expected)).as("%s", expected).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain", "odd"})
  void rendersTheSameElsewhere(String name) throws Exception {
    SceneDescription scene = inspect(name);
    assertThat(scene.missing()).isEmpty();
    assertThat(scene.warnings()).isEmpty();
    rendersTheSame(name, scene);
  }

  @Test
  void ofACacheThatLiesAroundTheSceneItsOwnFilesAreSent() throws Exception {
    SceneDescription scene = inspect("around");
    assertThat(scene.missing()).isEmpty();
    assertThat(scene.warnings()).isEmpty();
    assertThat(scene.files()).noneMatch(file -> file.toString().matches(".*(txt|blend1?)"));
    rendersTheSame("around", scene);
  }

  /** What is missing is told by the client, and is nobody else's fault. */
  @Test
  void whatIsMissingIsNotTakenForASequenceOfWhatIsThere() throws Exception {
    SceneDescription scene = inspect("siblings");
    assertThat(scene.missing()).singleElement().asString().contains("wood_02.png");
    assertThat(scene.warnings()).singleElement().asString().contains("take_02.wav");
    rendersTheSame("siblings", scene);
  }
}
