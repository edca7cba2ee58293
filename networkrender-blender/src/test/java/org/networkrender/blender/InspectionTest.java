package org.networkrender.blender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.FrameSet;
import org.networkrender.api.PictureName;
import org.networkrender.api.PixelSize;
import org.networkrender.api.RenderException;
import org.networkrender.api.backend.MovieFile;
import org.networkrender.api.backend.SceneDescription;

/** What an inspection finds in real scenes, and what it refuses. */
@Tag("beside-others")
class InspectionTest {
  @TempDir static Path made;
  @TempDir Path directory;

  @BeforeAll
  static void makeScenes() throws Exception {
    Scenes.make(
        made,
        Scenes.TINY
            + """
            scene.frame_step = 2
            scene.render.resolution_x, scene.render.resolution_percentage = 1921, 50
            scene.render.filepath = '/somewhere/else/a##_b###'
            save('plain.blend')
            scene.render.use_overwrite, scene.render.use_placeholder = False, True
            if hasattr(scene.render, 'save_output'):
                scene.render.save_output = False
            save('saving.blend')
            scene.render.use_overwrite, scene.render.use_placeholder = True, False
            if hasattr(scene.render, 'save_output'):
                scene.render.save_output = True
            scene.frame_start = scene.frame_end = 1
            scene.cycles.samples = 1
            scene.render.resolution_x = 64
            names = ['shot_', 'name.png', 'z_##.jpg', '']
            for index, name in enumerate(names):
                scene.render.filepath = '//names%d/%s' % (index, name)
                save('names%d.blend' % index)
                bpy.ops.render.render(animation=True)
            scene.render.use_file_extension = False
            scene.render.filepath = '//names4/bare_#'
            save('names4.blend')
            bpy.ops.render.render(animation=True)
            scene.render.use_file_extension = True
            scene.render.filepath = '//movie'
            set_format(scene, 'FFMPEG')
            scene.render.ffmpeg.format = 'MKV'
            scene.cycles.device = 'GPU'
            tree = compositor(scene)
            file_output(tree, '//outputs')
            boot = bpy.data.texts.new('boot.py')
            boot.write('print(1)')
            boot.use_module = True
            save('movie.blend')
            tree.nodes.clear()
            no_compositor(scene)
            scene.camera = None
            bpy.data.objects.remove(bpy.data.objects['Camera'])
            save('blind.blend')
            """);
  }

  private SceneDescription inspect(String name) throws Exception {
    return Scenes.inspect(made.resolve(name), Map.of());
  }

  private void isRefused(Path scene, String... texts) {
    isRefused(ErrorKind.USER, scene, texts);
  }

  private void isRefused(ErrorKind kind, Path scene, String... texts) {
    assertThatThrownBy(() -> Scenes.inspect(scene, Map.of()))
        .isInstanceOfSatisfying(
            RenderException.class,
            e -> {
              assertThat(e.kind()).isEqualTo(kind);
              assertThat(e.line()).contains(texts).doesNotContain("\n");
              assertThat(e.advice()).isNotBlank();
            });
  }

  @Test
  void whatTheSceneSaysOfSavingAndIsNotFollowedIsTold() throws Exception {
    boolean saves = Scenes.has("render", "save_output");
    assertThat(inspect("plain.blend").warnings())
        .noneMatch(line -> line.contains("is off") || line.contains("Placeholders"));
    assertThat(inspect("saving.blend").warnings())
        .anyMatch(line -> line.startsWith("Overwrite is off"))
        .anyMatch(line -> line.startsWith("Placeholders are on"))
        .satisfies(
            lines ->
                assertThat(lines.stream().anyMatch(line -> line.contains("Save Output is off")))
                    .isEqualTo(saves));
  }

  @Test
  void tellsFramesSizeEngineAndNames() throws Exception {
    SceneDescription scene = inspect("plain.blend");
    assertThat(scene.frames()).isEqualTo(FrameSet.range(1, 4, 2));
    assertThat(scene.size()).isEqualTo(new PixelSize(960, 18));
    assertThat(scene.engine()).isEqualTo("CYCLES");
    assertThat(scene.rendererVersion()).matches("\\d+\\.\\d+");
    assertThat(scene.pictures()).containsExactly(new PictureName("a##_b###.png"));
    assertThat(scene.warnings()).isEmpty();
    assertThat(scene.files()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"0,shot_####.png", "1,name.png####.png", "2,z_##.png", "3,####.png", "4,bare_#"})
  void namesPicturesAsBlenderDoes(int index, String expected) throws Exception {
    PictureName name = inspect("names" + index + ".blend").pictures().get(0);
    assertThat(name.pattern()).isEqualTo(expected);
    try (Stream<Path> files = Files.list(made.resolve("names" + index))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactly(name.forFrame(1));
    }
  }

  @Test
  void warnsOfWhatWillBeOtherwise() throws Exception {
    SceneDescription scene = inspect("movie.blend");
    assertThat(scene.pictures()).containsExactly(new PictureName("movie####.png"));
    assertThat(scene.warnings())
        .hasSize(2)
        .anyMatch(line -> line.contains("scripts"))
        .anyMatch(line -> line.contains("GPU"));
    assertThat(scene.movies())
        .containsExactly(new MovieFile(new PictureName("movie####.mkv"), false));
    assertThat(scene.furtherFiles()).as("nothing is connected to it").isEmpty();
    SceneDescription pictures =
        Scenes.inspect(made.resolve("movie.blend"), Map.of("format", "OPEN_EXR"));
    assertThat(pictures.pictures()).containsExactly(new PictureName("movie####.exr"));
    assertThat(pictures.movies()).isEmpty();
  }

  @Test
  void tellsFactsOfTheSceneThatItRenders() throws Exception {
    Map<String, String> facts = inspect("movie.blend").facts();

    assertThat(facts)
        .containsEntry("engine", "CYCLES")
        .containsEntry("camera", "Camera")
        .containsEntry("compositor", "is used")
        .containsKeys("frame rate", "movie", "colours", "view layers")
        .doesNotContainKeys("other scenes", "passes", "sequencer", "views");
    assertThat(facts.get("samples")).startsWith("1");
    assertThat(facts.get("file outputs")).contains("outputs");
    assertThat(facts.get("movie")).startsWith("MKV");
  }

  @Test
  void refusesASceneWithoutCamera() {
    isRefused(made.resolve("blind.blend"), "no camera", "Add a camera");
  }

  @Test
  void refusesWhatIsNoScene() throws IOException {
    isRefused(Files.writeString(directory.resolve("a.blend"), "Dear Sir,"), "not a Blender scene");
    isRefused(Files.createFile(directory.resolve("b.blend")), "is empty");
    isRefused(directory.resolve("c.blend"), "There is no file");
    isRefused(directory, "There is no file");
  }

  @Test
  void refusesATruncatedScene() throws IOException {
    byte[] whole = Files.readAllBytes(made.resolve("plain.blend"));
    Path cut = directory.resolve("cut.blend");
    Files.write(cut, Arrays.copyOf(whole, whole.length / 3));
    isRefused(cut, "damaged or incomplete", "copy it again");
  }

  @Test
  void aSceneOfANewerMinorVersionIsRenderedWithAWarning() throws Exception {
    byte[] bytes = Files.readAllBytes(made.resolve("plain.blend"));
    // The minor number ends at byte 12, or 17 since Blender 5.
    int end = bytes[7] == '1' ? 17 : 12;
    bytes[end - 1] = bytes[end - 2] = '9';
    Path newer = Files.write(directory.resolve("minor.blend"), bytes);
    SceneDescription scene = Scenes.inspect(newer, Map.of());
    assertThat(scene.rendererVersion()).endsWith(".99");
    assertThat(scene.warnings()).hasSize(1).first().asString().contains(".99, which is newer");
  }

  @Test
  void refusesANewerScene() throws IOException {
    byte[] bytes = Files.readAllBytes(made.resolve("plain.blend"));
    System.arraycopy("BLENDER-v900".getBytes(StandardCharsets.US_ASCII), 0, bytes, 0, 12);
    Path newer = Files.write(directory.resolve("newer.blend"), bytes);
    isAnothers(newer, "saved by Blender 9.0", "Install Blender 9.0 or newer");

    System.arraycopy("BLENDER17-01v0900".getBytes(StandardCharsets.US_ASCII), 0, bytes, 0, 17);
    isAnothers(Files.write(newer, bytes), "saved by Blender 9.0", "Install Blender 9.0 or newer");

    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    Files.write(newer, RecognitionTest.zstd(text));
    isAnothers(newer, "saved by Blender 9.0", "Install Blender 9.0 or newer");
  }

  /** Another machine may have the Blender for it. */
  private void isAnothers(Path scene, String... texts) {
    isRefused(ErrorKind.REFUSED, scene, texts);
  }
}
