package org.networkrender.blender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.networkrender.api.backend.SceneDescription;

/**
 * Which scenes need a denoiser, at whatever frame, and what is told of the one that they ask for.
 */
@Tag("beside-others")
class DenoisedScenesTest {
  @TempDir static Path made;

  @BeforeAll
  static void makeScenes() throws Exception {
    Scenes.make(
        made,
        Scenes.TINY
            + """
            import _cycles
            cycles = scene.cycles
            save('plain.blend')
            # From frame 3 on.
            for on, frame in ((False, 2), (True, 3)):
                for name in ('use_denoising', 'use_guiding', 'shading_system'):
                    setattr(cycles, name, on)
                    cycles.keyframe_insert(name, frame=frame)
            scene.frame_set(1)
            save('keyed.blend')
            # What Cycles does not render it does not denoise.
            scene.render.engine = 'BLENDER_WORKBENCH'
            save('workbench.blend')
            scene.render.engine = 'CYCLES'
            scene.animation_data_clear()
            cycles.use_guiding = cycles.shading_system = False
            cycles.use_denoising = True
            save('denoised.blend')
            available = _cycles.available_devices
            card = ('A', 'OPTIX', 'a') + (False,) * (len(available('NONE')[0]) - 3)
            _cycles.available_devices = lambda kind: (card,) if kind == 'OPTIX' else available(kind)
            cycles.denoiser = 'OPTIX'
            _cycles.available_devices = available
            save('optix.blend')
            cycles.use_denoising = False
            save('asleep.blend')
            cycles.property_unset('denoiser')
            tree = compositor(scene)
            source = tree.nodes.new('CompositorNodeRLayers')
            node = tree.nodes.new('CompositorNodeDenoise')
            node.mute = True
            tree.links.new(source.outputs['Image'], node.inputs['Image'])
            tree.links.new(node.outputs['Image'], composite(tree).inputs[0])
            save('muted.blend')
            # Newer Blenders have no keys of that.
            for mute, frame in ((True, 2), (False, 3)):
                node.mute = mute
                if node.bl_rna.properties['mute'].is_animatable:
                    node.keyframe_insert('mute', frame=frame)
            scene.frame_set(1)
            save('waking.blend')
            """);
  }

  private static SceneDescription look(String name) throws Exception {
    return Scenes.inspect(made.resolve(name + ".blend"), Map.of());
  }

  @ParameterizedTest
  @CsvSource({
    "plain,false",
    "keyed,true",
    "workbench,false",
    "denoised,true",
    "optix,true",
    "asleep,false",
    "muted,false",
    "waking,true",
  })
  void aSceneDenoisesThatDoesAtAnyFrame(String name, String denoises) throws Exception {
    assertThat(look(name).properties()).containsEntry(SceneProperties.DENOISES, denoises);
  }

  @Test
  void whatElseABuildMayLackIsSeenAtWhateverFrameToo() throws Exception {
    assertThat(look("keyed").properties())
        .containsEntry(SceneProperties.GUIDING, "true")
        .containsEntry(SceneProperties.OSL, "true");
    assertThat(look("plain").properties())
        .containsEntry(SceneProperties.GUIDING, "false")
        .containsEntry(SceneProperties.OSL, "false");
  }

  @ParameterizedTest
  @CsvSource({"denoised,false", "optix,true", "asleep,false"})
  void theDenoiserOfCardsIsNotUsedAndThatIsTold(String name, boolean expected) throws Exception {
    boolean denoiser =
        new BlenderBackend()
            .probe(Scenes.settings(made))
            .get(0)
            .features()
            .getOrDefault("denoiser", "")
            .equals("true");
    assumeThat(denoiser).as("a denoiser").isTrue();
    assertThat(look(name).warnings().stream().anyMatch(line -> line.contains("OptiX")))
        .isEqualTo(expected);
  }
}
