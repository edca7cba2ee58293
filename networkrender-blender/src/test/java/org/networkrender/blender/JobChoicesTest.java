package org.networkrender.blender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.networkrender.api.RenderException;
import org.networkrender.api.backend.ProgressListener;
import org.networkrender.api.backend.RenderRequest;
import org.networkrender.api.backend.RenderSession;
import org.networkrender.api.backend.SceneDescription;

/** A job may choose what is rendered of a scene; the pictures are those of a scene saved so. */
@Tag("beside-others")
class JobChoicesTest {
  @TempDir static Path made;
  @TempDir Path directory;

  @BeforeAll
  static void makeScenes() throws Exception {
    Scenes.make(
        made,
        Scenes.TINY
            + """
            scene.cycles.use_adaptive_sampling = False
            scene.render.image_settings.file_format = 'PNG'
            second = scene.view_layers.new('Second')
            other = bpy.data.objects.new('Other camera', bpy.data.cameras.new('Other'))
            other.matrix_world = scene.camera.matrix_world
            other.data.lens = 20
            scene.collection.objects.link(other)
            for name, first, last in (('samples', 2, 6), ('seed', 1, 5)):
                for frame, value in ((1, first), (4, last)):
                    setattr(scene.cycles, name, value)
                    scene.cycles.keyframe_insert(name, frame=frame)
            scene.view_layers[0].samples = 2
            scene.timeline_markers.new('m', frame=1).camera = scene.camera
            more = bpy.data.scenes.new('More')
            more.render.engine = 'CYCLES'
            more.collection.objects.link(cube)
            more.camera = other
            more.collection.objects.link(other)
            more.render.resolution_x, more.render.resolution_y = 48, 30
            more.cycles.samples = 2
            more.cycles.use_denoising = False
            more.render.image_settings.file_format = 'PNG'
            more.frame_start, more.frame_end = 2, 3
            save('choices.blend')

            def expect(name, rendered=None):
                chosen = bpy.data.scenes[rendered or scene.name]
                bpy.context.window.scene = chosen
                chosen.frame_start = chosen.frame_end = 2
                chosen.render.filepath = os.path.join(here, name + '_####')
                bpy.ops.render.render(animation=True)

            expect('scene', 'More')
            bpy.context.window.scene = scene
            scene.view_layers[0].use = False
            expect('view-layer')
            scene.view_layers[0].use = True
            scene.timeline_markers.clear()
            scene.camera = other
            expect('camera')
            scene.camera = bpy.data.objects['Camera']
            scene.animation_data_clear()
            scene.cycles.samples, scene.cycles.seed = 2, 3
            scene.view_layers[0].samples = 0
            scene.cycles.samples = 7
            expect('samples')
            """);
  }

  @ParameterizedTest
  @CsvSource({"scene,More", "view-layer,Second", "camera,Other camera"})
  void whatIsChosenIsRendered(String option, String value) throws Exception {
    assertSame(Map.of(option, value), option + "_0002.png");
  }

  @Test
  void theNumberOfSamplesAndTheSeedAreTheJobsAlthoughTheyAreAnimated() throws Exception {
    assertSame(Map.of("samples", "7", "seed", "3"), "samples_0002.png");
  }

  @Test
  void theDescriptionIsThatOfTheChosenSceneAndEngine() throws Exception {
    SceneDescription scene = inspect(Map.of("scene", "More", "engine", "workbench"));
    assertThat(scene.engine()).isEqualTo("BLENDER_WORKBENCH");
    assertThat(scene.size()).hasToString("48x30");
    assertThat(scene.frames()).hasToString("2-3");
    assertThat(inspect(Map.of("engine", "EEVEE", "samples", "5")).engine()).contains("EEVEE");
  }

  @ParameterizedTest
  @CsvSource({
    "scene,Moor,The scenes are: More%2C Scene",
    "view-layer,Third,The view layers are: Second%2C ViewLayer",
    "camera,Cube,The cameras are: Camera%2C Other camera",
    "engine,FOO,The render engines are: CYCLES%2C EEVEE%2C WORKBENCH",
    "samples,0,Give one",
    "samples,many,Give one",
    "seed,-1,Give one"
  })
  void aWrongChoiceIsToldWithTheRightOnes(String option, String value, String advice) {
    assertThatThrownBy(() -> inspect(Map.of(option, value)))
        .isInstanceOfSatisfying(
            RenderException.class,
            e -> {
              assertThat(e.getMessage()).contains(value);
              assertThat(e.advice()).contains(advice.replace("%2C", ","));
            });
  }

  @Test
  void whatAnEngineDoesNotHaveIsRefused() {
    assertThatThrownBy(() -> inspect(Map.of("engine", "EEVEE", "seed", "3")))
        .hasMessageContaining("has no seed");
    assertThatThrownBy(() -> inspect(Map.of("engine", "WORKBENCH", "samples", "3")))
        .hasMessageContaining("has no number of samples");
  }

  private static SceneDescription inspect(Map<String, String> options) throws Exception {
    return Scenes.inspect(made.resolve("choices.blend"), options);
  }

  private void assertSame(Map<String, String> options, String expected) throws Exception {
    SceneDescription scene = inspect(options);
    Path output = Files.createDirectory(directory.resolve("output"));
    try (RenderSession session = Scenes.open(scene, directory, options)) {
      Path picture =
          session.render(RenderRequest.wholeFrame(2, output), ProgressListener.NONE).get(0);
      assertThat(Arrays.equals(pixels(picture), pixels(made.resolve(expected)))).isTrue();
    }
  }

  private static int[] pixels(Path picture) throws IOException {
    BufferedImage image = ImageIO.read(picture.toFile());
    return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
  }
}
