package org.networkrender.blender;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.networkrender.api.backend.ProgressListener;
import org.networkrender.api.backend.RenderRequest;
import org.networkrender.api.backend.RenderSession;
import org.networkrender.api.backend.RenderTraces;
import org.networkrender.api.backend.SceneDescription;

/** What two renders of a scene differ in is what the look has told that they do. */
@Tag("beside-others")
class TracesTest {
  /** All passes that Cycles has, also those that tell of the render. */
  private static final String PASSES =
      Scenes.TINY
          + """
          set_format(scene, 'OPEN_EXR_MULTILAYER')
          layer = scene.view_layers[0]
          timed = hasattr(layer.cycles, 'pass_render_time')
          for owner in (layer, layer.cycles):
              for item in owner.bl_rna.properties:
                  name = item.identifier
                  if item.type == 'BOOLEAN' and 'pass_' in name and name != 'use_pass_shadow_catcher':
                      setattr(owner, name, True)
          """;

  @TempDir Path directory;

  private SceneDescription made(String python) throws Exception {
    Scenes.make(directory, python + "save('scene.blend')\n");
    return Scenes.inspect(directory.resolve("scene.blend"), Map.of());
  }

  private static RenderTraces traces(SceneDescription scene) {
    return new BlenderBackend().traces(scene);
  }

  private Path render(SceneDescription scene, String name) throws Exception {
    Path output = Files.createDirectory(directory.resolve(name));
    try (RenderSession session = Scenes.open(scene, directory, Map.of())) {
      return session.render(RenderRequest.wholeFrame(2, output), ProgressListener.NONE).get(0);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"mono", "INDIVIDUAL", "MULTIVIEW"})
  void theChannelsThatDifferAreTold(String views) throws Exception {
    SceneDescription scene = made(PASSES + (views.equals("mono") ? "" : stereo(views)));
    Path one = render(scene, "one");
    Path other = render(scene, "other");
    Set<String> differing = Exr.differing(one, other);
    // Blender 5 tells the views of one file apart by other means than names of channels.
    List<String> channels = Exr.names(one).stream().distinct().toList();
    assertThat(channels).hasSizeGreaterThan(20);
    assertThat(channels.stream().filter(traces(scene).channels()::contains))
        .containsExactlyInAnyOrderElementsOf(differing);
    assertThat(channels.stream().filter(each -> each.contains("Time")))
        .containsExactlyInAnyOrderElementsOf(differing);
    assertThat(traces(scene).everywhere()).isEmpty();
  }

  private static String stereo(String views) {
    return """
        scene.render.use_multiview = True
        scene.render.image_settings.views_format = '%s'
        scene.view_layers.new('layer.X').cycles.pass_debug_sample_count = True
        """
        .formatted(views);
  }

  @Test
  void nothingIsToldOfAnotherScene() throws Exception {
    SceneDescription scene = made(Scenes.TINY);
    assertThat(traces(scene)).isEqualTo(RenderTraces.NONE);
    assertThat(scene.properties()).doesNotContainKey(SceneProperties.TRACES);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          scene.cycles.time_limit = 5                                            | limits the time
          scene.render.use_stamp = True                                          | when it was
          scene.render.use_stamp = True; scene.render.use_stamp_date = False     | how long it took
          """)
  void whatIsSeenInThePictureIsTold(String python, String reason) throws Exception {
    assertThat(traces(made(Scenes.TINY + python + "\n")).everywhere()).contains(reason);
  }

  @Test
  void aCompositorThatUsesThatPassIsTold() throws Exception {
    SceneDescription scene =
        made(
            Scenes.TINY
                + """
                layer = scene.view_layers[0]
                if hasattr(layer.cycles, 'pass_render_time'):
                    layer.cycles.pass_render_time = True
                    tree = bpy.data.node_groups.new('composed', 'CompositorNodeTree')
                    tree.interface.new_socket('Image', in_out='OUTPUT', socket_type='NodeSocketColor')
                    scene.compositing_node_group = tree
                    source = tree.nodes.new('CompositorNodeRLayers')
                    target = tree.nodes.new('NodeGroupOutput')
                    tree.links.new(source.outputs['Render Time'], target.inputs[0])
                    scene.frame_end = 2
                """);
    // The end tells whether this Blender has the pass.
    if (scene.frames().size() == 2) {
      assertThat(traces(scene).everywhere()).contains("compositor uses the pass Render Time");
    } else {
      assertThat(traces(scene)).isEqualTo(RenderTraces.NONE);
    }
  }

  @Test
  void aStampThatIsTheSameEachTimeIsNone() throws Exception {
    String python =
        """
        scene.render.use_stamp = True
        for name in ('date', 'render_time', 'memory'):
            setattr(scene.render, 'use_stamp_' + name, False)
        """;
    assertThat(traces(made(Scenes.TINY + python))).isEqualTo(RenderTraces.NONE);
  }

  @Test
  void onlyThatPassIsPassedOverWhateverALookTells() {
    String told =
        """
        {'channels': ['A.Combined.R', 'A.Render Time.X', 'A.b.Render Time.left.X', 'R'], 'everywhere': ''}
        """;
    assertThat(Traces.read(Map.of(SceneProperties.TRACES, told.replace('\'', '"'))).channels())
        .containsExactlyInAnyOrder("A.Render Time.X", "A.b.Render Time.left.X");
    assertThat(Traces.read(Map.of(SceneProperties.TRACES, "[1]"))).isEqualTo(RenderTraces.NONE);
    assertThat(Traces.read(Map.of(SceneProperties.TRACES, "{}"))).isEqualTo(RenderTraces.NONE);
  }
}
