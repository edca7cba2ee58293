package org.networkrender.blender;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.networkrender.api.PixelRegion;
import org.networkrender.api.backend.FinishRequest;
import org.networkrender.api.backend.FurtherFile;
import org.networkrender.api.backend.ProgressListener;
import org.networkrender.api.backend.RenderRequest;
import org.networkrender.api.backend.RenderSession;
import org.networkrender.api.backend.SceneDescription;

/** What File Output nodes save is what Blender alone saves, in files of the same names. */
@Tag("beside-others")
@Tag("once-a-version")
class FileOutputTest {
  private static final List<String> SCENES = List.of("everything", "alone", "stereo", "templates");
  private static final int FRAME = 9;

  @TempDir static Path made;
  @TempDir Path directory;

  /** The scenes, and in a directory of its own for each what Blender alone makes of it. */
  @BeforeAll
  static void makeScenes() throws Exception {
    Scenes.makeBy(made, "saving_nodes.py");
    List<String> arguments = new ArrayList<>();
    for (String name : SCENES) {
      Path alone = Files.createDirectories(alone(name)).resolve(name + ".blend");
      Files.copy(made.resolve(name + ".blend"), alone);
      arguments.addAll(List.of(alone.toString(), "-a"));
    }
    Scenes.blender(made, arguments.toArray(String[]::new));
  }

  private static Path alone(String name) {
    return made.resolve("alone-" + name);
  }

  private static SceneDescription inspect(String name) throws Exception {
    return Scenes.inspect(made.resolve(name + ".blend"), Map.of());
  }

  private static Set<String> files(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return new TreeSet<>(
          files
              .filter(Files::isRegularFile)
              .map(file -> root.relativize(file).toString())
              .filter(name -> !name.endsWith(".blend"))
              .toList());
    }
  }

  /** Where each file of a frame belongs, from the scene on, in the order of the session. */
  private static List<String> places(SceneDescription scene, int frame) {
    List<String> places = new ArrayList<>();
    scene.pictures().forEach(name -> places.add("main/" + name.forFrame(frame)));
    for (FurtherFile file : scene.furtherFiles()) {
      places.add(made.relativize(file.directory()).resolve(file.name().forFrame(frame)).toString());
    }
    return places;
  }

  private void assertAll(SceneDescription scene, List<Path> files, int frame, Path expected)
      throws Exception {
    List<String> places = places(scene, frame);
    assertThat(files).hasSameSizeAs(places);
    Map<Path, Path> like = new LinkedHashMap<>();
    for (int i = 0; i < files.size(); i++) {
      // The tool that compares takes braces in names for something else.
      Path plain = directory.resolve(i + "-" + frame + "-" + files.get(i).getFileName());
      Files.copy(expected.resolve(places.get(i)), plain);
      like.put(files.get(i), plain);
    }
    // Files differ in the times that Cycles writes into them.
    Exr.assertSame(like);
  }

  @ParameterizedTest
  @ValueSource(strings = {"everything", "alone", "stereo", "templates"})
  void everyFileIsTheOneThatBlenderAloneMakes(String name) throws Exception {
    SceneDescription scene = inspect(name);
    assertThat(scene.lacks()).isEmpty();
    Set<String> expected = new TreeSet<>(places(scene, FRAME));
    expected.addAll(places(scene, FRAME + 2));
    assertThat(files(alone(name))).isEqualTo(expected);
    Set<String> before = files(made);

    try (RenderSession session = Scenes.open(scene, directory, Map.of())) {
      for (int frame : List.of(FRAME + 2, FRAME)) {
        Path output = Files.createDirectory(directory.resolve("output" + frame));
        List<Path> files =
            session.render(RenderRequest.wholeFrame(frame, output), ProgressListener.NONE);
        assertAll(scene, files, frame, alone(name));
        assertThat(files(output)).as("nothing else").hasSameSizeAs(files);
      }
    }
    assertThat(files(made)).as("written beside the scene").isEqualTo(before);
  }

  @Test
  void aFrameOfPartsGivesTheSameFiles() throws Exception {
    SceneDescription scene = inspect("everything");
    PixelRegion all = PixelRegion.whole(scene.parts().orElseThrow().canvas());
    assertThat(scene.parts().orElseThrow().tiles().refusal()).isEmpty();
    try (RenderSession session = Scenes.open(scene, directory, Map.of())) {
      Path part = Files.createDirectory(directory.resolve("part"));
      RenderRequest request = new RenderRequest(FRAME, all, null, part);
      List<Path> parts = session.render(request, ProgressListener.NONE);
      assertThat(files(part)).hasSize(1);
      Path output = Files.createDirectory(directory.resolve("finished"));
      List<Path> files =
          session.finish(new FinishRequest(FRAME, parts.get(0), output), ProgressListener.NONE);
      assertAll(scene, files, FRAME, alone("everything"));
    }
  }

  /** The client refuses these places; a worker does not even know of them. */
  @Test
  void whateverPathASceneNamesNothingIsWrittenThere() throws Exception {
    Set<String> before = files(made);
    SceneDescription scene = inspect("hostile");
    assertThat(scene.furtherFiles().size() + scene.lacks().size()).isEqualTo(5);
    Path output = Files.createDirectory(directory.resolve("output"));
    try (RenderSession session = Scenes.open(scene, directory, Map.of())) {
      List<Path> files =
          session.render(RenderRequest.wholeFrame(FRAME, output), ProgressListener.NONE);
      assertThat(files).hasSize(1 + scene.furtherFiles().size()).allMatch(Files::isRegularFile);
      assertThat(files(output)).hasSameSizeAs(files);
    }
    assertThat(files(made)).isEqualTo(before);
    assertThat(made.resolveSibling(made.getFileName() + "-out")).doesNotExist();
    assertThat(made.resolve("../escaped")).doesNotExist();
    assertThat(made.resolve("../../escaped")).doesNotExist();
    assertThat(Path.of("/evil_")).doesNotExist();
    assertThat(Path.of("/up")).doesNotExist();
  }
}
