package org.networkrender.blender;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.networkrender.api.backend.FurtherFile;
import org.networkrender.api.backend.ProgressListener;
import org.networkrender.api.backend.RenderRequest;
import org.networkrender.api.backend.RenderSession;
import org.networkrender.api.backend.SceneDescription;

/** What a scene tries to run or to write beside its picture does not happen. */
@Tag("beside-others")
class UntrustedSceneTest {
  @TempDir static Path made;
  @TempDir Path directory;

  @BeforeAll
  static void makeScene() throws Exception {
    Scenes.make(
        made,
        Scenes.TINY
            + """
            scene.frame_end = 1
            text = bpy.data.texts.new('style.py')
            text.write("open(%r, 'w').close()" % os.path.join(here, 'freestyle-ran'))
            scene.render.use_freestyle = True
            settings = scene.view_layers[0].freestyle_settings
            settings.mode = 'SCRIPT'
            settings.modules.new().script = text
            boot = bpy.data.texts.new('boot.py')
            boot.write("open(%r, 'w').close()" % os.path.join(here, 'boot-ran'))
            boot.use_module = True
            def output(tree, name, source):
                node = file_output(tree, os.path.join(here, name))
                tree.links.new(source, node.inputs[0])
            tree = compositor(scene)
            picture = tree.nodes.new('CompositorNodeRLayers').outputs[0]
            tree.links.new(picture, composite(tree).inputs[0])
            output(tree, 'node-wrote', picture)
            group = bpy.data.node_groups.new('group', 'CompositorNodeTree')
            add_input(group, 'Image')
            output(group, 'group-wrote', group.nodes.new('NodeGroupInput').outputs[0])
            node = tree.nodes.new('CompositorNodeGroup')
            node.node_tree = group
            tree.links.new(picture, node.inputs[0])
            save('evil.blend')
            """);
  }

  private static List<String> traces() throws IOException {
    try (Stream<Path> files = Files.list(made)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.endsWith(".blend"))
          .sorted()
          .toList();
    }
  }

  @Test
  void nothingRunsAndNothingIsWrittenOutside() throws Exception {
    SceneDescription scene = Scenes.inspect(made.resolve("evil.blend"), Map.of());
    assertThat(scene.warnings()).anyMatch(line -> line.contains("Freestyle"));
    assertThat(scene.furtherFiles())
        .extracting(FurtherFile::directory)
        .containsExactly(made.resolve("node-wrote"), made.resolve("group-wrote"));
    Path output = Files.createDirectory(directory.resolve("output"));
    try (RenderSession session = Scenes.open(scene, directory, Map.of())) {
      List<Path> files = session.render(RenderRequest.wholeFrame(1, output), ProgressListener.NONE);
      assertThat(files).hasSize(3).allMatch(Files::isRegularFile);
    }
    assertThat(traces()).isEmpty();

    // Blender left alone does it all: without this the test above would prove nothing.
    Scenes.blender(
        made,
        made.resolve("evil.blend").toString(),
        "-o",
        output.resolve("x").toString(),
        "-f",
        "1");
    assertThat(traces()).contains("node-wrote", "group-wrote");
    String named = System.getenv().getOrDefault("NETWORKRENDER_BLENDER", "blender");
    if (!Installation.isPython(Path.of(named))) {
      // In the Python module Freestyle's scripts were not seen to run.
      assertThat(traces()).contains("freestyle-ran");
    }
  }
}
