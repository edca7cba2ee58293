package org.networkrender.blender;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.networkrender.api.PixelRegion;
import org.networkrender.api.backend.PartFormat;
import org.networkrender.api.backend.ProgressListener;
import org.networkrender.api.backend.RenderRequest;
import org.networkrender.api.backend.RenderSession;
import org.networkrender.api.backend.SceneDescription;

/** Tiles of volumes are the whole picture: since Blender 5 their pixels depend on neighbours. */
@Tag("beside-others")
class VolumeTilesTest {
  @TempDir static Path made;
  @TempDir Path directory;

  @BeforeAll
  static void makeScenes() throws Exception {
    Scenes.make(
        made,
        Scenes.TINY
            + """
            cycles = scene.cycles
            cycles.samples = 32
            cycles.use_adaptive_sampling = False
            scene.render.resolution_x = scene.render.resolution_y = 64
            save('clear.blend')
            bpy.ops.mesh.primitive_cube_add(size=9)
            fog = bpy.data.materials.new('fog')
            fog.use_nodes = True
            nodes, links = fog.node_tree.nodes, fog.node_tree.links
            nodes.clear()
            scatter = nodes.new('ShaderNodeVolumeScatter')
            scatter.inputs['Density'].default_value = 0.2
            output = nodes.new('ShaderNodeOutputMaterial')
            bpy.context.object.data.materials.append(fog)
            save('socket.blend')
            links.new(scatter.outputs[0], output.inputs['Volume'])
            save('fog.blend')
            cycles.tile_size = 32
            save('tiled.blend')
            if hasattr(cycles, 'volume_biased'):
                cycles.volume_biased = True
            save('tiled_biased.blend')
            if hasattr(cycles, 'volume_biased'):
                cycles.volume_biased = False
            cycles.tile_size = 2048
            links.remove(output.inputs['Volume'].links[0])
            group = bpy.data.node_groups.new('inside', 'ShaderNodeTree')
            inner = group.nodes.new('ShaderNodeVolumeScatter')
            inner.inputs['Density'].default_value = 0.2
            group.links.new(inner.outputs[0], group.nodes.new('ShaderNodeOutputMaterial').inputs['Volume'])
            nodes.remove(output)
            nodes.new('ShaderNodeGroup').node_tree = group
            save('group.blend')
            nodes.remove(nodes[-1])
            output = nodes.new('ShaderNodeOutputMaterial')
            bpy.data.node_groups.remove(group)
            links.new(scatter.outputs[0], output.inputs['Volume'])
            if hasattr(cycles, 'volume_biased'):
                cycles.volume_biased = True
            save('biased.blend')
            """);
  }

  private SceneDescription inspect(String name) throws Exception {
    return Scenes.inspect(made.resolve(name + ".blend"), Map.of());
  }

  private Path part(RenderSession session, PixelRegion region, String name) throws Exception {
    Path output = Files.createDirectories(directory.resolve(name));
    RenderRequest request = new RenderRequest(1, region, null, output);
    return session.render(request, ProgressListener.NONE).get(0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"fog", "biased"})
  void aTileIsItsPlaceInTheWhole(String name) throws Exception {
    SceneDescription scene = inspect(name);
    PartFormat parts = scene.parts().orElseThrow();
    int wider = parts.tiles().overscan();
    PixelRegion kept = new PixelRegion(0, 0, 32, 64);
    try (RenderSession session = Scenes.open(scene, directory, Map.of())) {
      Path whole = part(session, new PixelRegion(0, 0, 64, 64), "whole");
      Path tile = part(session, new PixelRegion(0, 0, Math.min(64, 32 + wider), 64), "tile");
      Path expected = directory.resolve("expected.exr");
      Path actual = directory.resolve("actual.exr");
      Exr.cut(whole, kept, expected);
      Exr.cut(tile, kept, actual);
      Exr.assertSame(actual, expected);
    }
  }

  @ParameterizedTest
  @CsvSource({"clear,0,", "socket,0,", "fog,25,volume", "group,25,volume", "biased,0,"})
  void overscanGrowsWithTheSamplesWhereVolumesAreGuided(String name, int wide, String refusal)
      throws Exception {
    PartFormat parts = inspect(name).parts().orElseThrow();
    boolean guided = Scenes.has("volume_biased");
    assertThat(parts.tiles().overscan()).isEqualTo(guided ? wide : 0);
    if (guided && refusal != null) {
      assertThat(parts.samples().refusal()).contains(refusal);
    } else {
      assertThat(parts.samples().refusal()).doesNotContain("volume");
    }
  }

  /** Cycles' own tiles, which big pictures have, do not look beyond their edges. */
  @Test
  void whatHasTilesOfCyclesIsNotCutWhereVolumesAreGuided() throws Exception {
    String refusal = inspect("tiled").parts().orElseThrow().tiles().refusal();
    if (Scenes.has("volume_biased")) {
      assertThat(refusal).contains("tiles of its own");
    } else {
      assertThat(refusal).isEmpty();
    }
    assertThat(inspect("tiled_biased").parts().orElseThrow().tiles().refusal()).isEmpty();
  }
}
