package org.networkrender.blender;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.networkrender.api.PictureName;
import org.networkrender.api.PixelRegion;
import org.networkrender.api.PixelSize;
import org.networkrender.api.backend.PartFormat;
import org.networkrender.api.backend.SceneDescription;

/** Which scenes may be rendered in parts, and which may not, with the reason. */
@Tag("beside-others")
class PartRulesTest {
  @TempDir static Path made;
  @TempDir Path directory;

  @BeforeAll
  static void makeScenes() throws Exception {
    Scenes.make(
        made,
        Scenes.TINY
            + """
            layer = scene.view_layers[0]
            cycles = scene.cycles
            if not hasattr(cycles, 'use_sample_subset'):
                try:
                    # The default of 4.2 and 4.3 has no ranges of samples at all.
                    cycles.sampling_pattern = 'TABULATED_SOBOL'
                except TypeError:
                    pass
            def variant(name, *changes):
                kept = [(owner, key, getattr(owner, key)) for owner, key, _ in changes]
                for owner, key, value in changes:
                    setattr(owner, key, value)
                save(name + '.blend')
                for owner, key, value in kept:
                    setattr(owner, key, value)
            render = scene.render
            variant('adaptive', (cycles, 'use_adaptive_sampling', True))
            cycles.use_adaptive_sampling = False
            set_eevee(scene)
            save('eevee.blend')
            render.engine = 'CYCLES'
            variant('workbench', (render, 'engine', 'BLENDER_WORKBENCH'))
            variant('denoise', (cycles, 'use_denoising', True), (cube, 'is_shadow_catcher', True))
            variant('guiding', (cycles, 'use_guiding', True))
            variant('limit', (cycles, 'time_limit', 5))
            variant('crypto', (layer, 'use_pass_cryptomatte_object', True))
            variant('light', (layer, 'use_pass_diffuse_direct', True))
            variant('vector', (layer, 'use_pass_vector', True))
            variant('data', (layer.cycles, 'denoising_store_passes', True))
            variant('own', (layer, 'samples', 3))
            variant('scrambling', (cycles, 'auto_scrambling_distance', True))
            variant('long', (layer, 'name', 'L' * 60))
            variant('border', (render, 'use_border', True), (render, 'border_min_x', 0.25),
                    (render, 'border_max_y', 0.5), (render, 'use_crop_to_border', True))
            variant('passes', (layer, 'use_pass_z', True), (layer, 'use_pass_position', True),
                    (layer, 'use_pass_object_index', True), (layer, 'name', 'First'))
            driver = cube.driver_add('scale', 0).driver
            driver.type = 'AVERAGE'
            variable = driver.variables.new()
            variable.targets[0].id_type, variable.targets[0].id = 'SCENE', scene
            variable.targets[0].data_path = 'render.border_max_x'
            save('driven.blend')
            cube.driver_remove('scale', 0)
            second = scene.view_layers.new('Second')
            save('layers.blend')
            scene.view_layers.remove(second)
            cycles.keyframe_insert('samples', frame=1)
            save('animated.blend')
            cycles.keyframe_delete('samples', frame=1)
            render.use_multiview = True
            save('stereo.blend')
            scene.render.views['right'].use = False
            save('single.blend')
            render.use_multiview = False
            composite(compositor(scene))
            save('nodes.blend')
            no_compositor(scene)
            new_effect(scene, 'c', 'COLOR', 1, 1, 9)
            save('strips.blend')
            """);
  }

  private PartFormat parts(String name, Map<String, String> options) throws Exception {
    SceneDescription scene = Scenes.inspect(made.resolve(name + ".blend"), options);
    return scene.parts().orElseThrow();
  }

  private PartFormat parts(String name) throws Exception {
    return parts(name, Map.of());
  }

  @ParameterizedTest
  @CsvSource({
    "eevee,EEVEE renders the whole frame",
    "workbench,Workbench renders the whole frame",
    "denoise,--no-denoise",
    "guiding,path guiding",
    "limit,limits the render time",
    "long,too long a name",
    "driven,looks at the setting border_max_x",
    "single,single view",
    "nodes,compositor alone",
    "strips,sequencer",
  })
  void noPartsAtAll(String name, String reason) throws Exception {
    PartFormat parts = parts(name);
    assertThat(parts.tiles().refusal()).contains(reason).doesNotContain("\n");
    assertThat(parts.samples().refusal()).isEqualTo(parts.tiles().refusal());
  }

  @ParameterizedTest
  @CsvSource({
    "crypto,Cryptomatte",
    "light,'is no mean over samples'",
    "vector,'the pass Vector is no mean over samples'",
    "own,samples of its own",
    "scrambling,scrambling",
    "animated,animated",
  })
  void tilesButNoSampleRanges(String name, String reason) throws Exception {
    PartFormat parts = parts(name);
    assertThat(parts.tiles().refusal()).isEmpty();
    assertThat(parts.samples().refusal()).contains(reason).doesNotContain("\n");
  }

  /** Not the same as whether a scene denoises at all: nodes of the compositor do it at the end. */
  @Test
  void whetherPartsAreDenoisedIsTold() throws Exception {
    Path denoised = made.resolve("denoise.blend");
    assertThat(Scenes.inspect(denoised, Map.of()).properties())
        .containsEntry(SceneProperties.DENOISED_PARTS, "true");
    assertThat(Scenes.inspect(denoised, Map.of("denoise", "off")).properties())
        .doesNotContainKey(SceneProperties.DENOISED_PARTS);
    assertThat(Scenes.inspect(made.resolve("crypto.blend"), Map.of()).properties())
        .doesNotContainKey(SceneProperties.DENOISED_PARTS);
  }

  @Test
  void theDepthForADenoiserIsNoMeanSinceItIsOverwritten() throws Exception {
    String refusal = parts("data").samples().refusal();
    if (Scenes.has("texture_resolution_render")) {
      assertThat(refusal).contains("the pass Denoising Depth is no mean over samples");
    } else {
      assertThat(refusal).isEmpty();
    }
  }

  @Test
  void adaptiveSamplingNeedsNeighboursAndIsSwitchedOffForSampleRanges() throws Exception {
    PartFormat parts = parts("adaptive");
    assertThat(parts.tiles()).isEqualTo(new PartFormat.TileRules(4, ""));
    assertThat(parts.samples().changes()).contains("Adaptive sampling is switched off");
    assertThat(parts.samples().count()).isEqualTo(4);
  }

  @Test
  void withSeveralViewLayersEachTilePreparesTheSceneAnew() throws Exception {
    assertThat(parts("layers").tiles()).isEqualTo(new PartFormat.TileRules(0, true, ""));
  }

  @Test
  void aSceneThatIsNotDenoisedAfterAllHasParts() throws Exception {
    assertThat(parts("denoise", Map.of("denoise", "off")).tiles().refusal()).isEmpty();
  }

  @Test
  void theFormatIsThatOfTheLayers() throws Exception {
    PartFormat parts = parts("passes");
    assertThat(parts.canvas()).isEqualTo(new PixelSize(64, 36));
    assertThat(parts.area()).isEqualTo(new PixelRegion(0, 0, 64, 36));
    assertThat(parts.file()).isEqualTo(new PictureName("part_####.exr"));
    assertThat(parts.finished()).isTrue();
    assertThat(parts.preview()).isEqualTo("First.Combined.");
    assertThat(parts.bytesPerPixel()).isEqualTo(4 * (4 + 1 + 3 + 1));
    assertThat(parts.tiles().overscan()).isZero();
    assertThat(parts.samples().changes()).isEmpty();
    assertThat(parts.samples().firstOnly())
        .containsExactlyInAnyOrder(
            "First.Depth.Z",
            "First.Position.X",
            "First.Position.Y",
            "First.Position.Z",
            Scenes.has("use_pixel_jitter") ? "First.Object Index.X" : "First.IndexOB.X");
  }

  @Test
  void theCanvasIsWhatTheBorderLeaves() throws Exception {
    assertThat(parts("border").canvas()).isEqualTo(new PixelSize(48, 18));
    assertThat(parts("border", Map.of("scale", "200%")).canvas()).isEqualTo(new PixelSize(96, 36));
  }

  @Test
  void eachViewHasItsChannels() throws Exception {
    PartFormat parts = parts("stereo");
    // Measured on 5.2: what is loaded of a joined file with views is empty.
    boolean lost = Scenes.has("use_pixel_jitter");
    assertThat(parts.tiles().refusal().contains("several views")).isEqualTo(lost);
    assertThat(parts.preview()).isEqualTo("ViewLayer.Combined.left.");
    assertThat(parts.bytesPerPixel()).isEqualTo(4 * 2 * 4);
  }
}
