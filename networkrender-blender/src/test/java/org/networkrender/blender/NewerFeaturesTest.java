package org.networkrender.blender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.networkrender.api.PictureName;
import org.networkrender.api.PixelRegion;
import org.networkrender.api.backend.FinishRequest;
import org.networkrender.api.backend.PartFormat;
import org.networkrender.api.backend.ProgressListener;
import org.networkrender.api.backend.RenderRequest;
import org.networkrender.api.backend.RenderSession;
import org.networkrender.api.backend.SceneDescription;
import org.networkrender.api.backend.SessionRequest;

/** What Blender learned after 3.4, where it changes how a scene may be rendered here. */
@Tag("beside-others")
class NewerFeaturesTest {
  @TempDir Path directory;

  /** Makes a scene where this Blender can do what it is about, and looks into it. */
  private SceneDescription inspect(String condition, String python) throws Exception {
    Scenes.make(
        directory,
        Scenes.TINY
            + "V = bpy.app.version\nif not (%s):\n    raise SystemExit(0)\n".formatted(condition)
            + python
            + "\nsave('scene.blend')\n");
    Path scene = directory.resolve("scene.blend");
    assumeThat(scene).as("this Blender has it: " + condition).exists();
    return Scenes.inspect(scene, Map.of());
  }

  private PartFormat parts(String condition, String python) throws Exception {
    return inspect(condition, python).parts().orElseThrow();
  }

  @Test
  void anotherSlotOfAnActionAnimatesTheSamples() throws Exception {
    PartFormat parts =
        parts(
            "V >= (4, 4)",
            """
            action = cube.animation_data.action
            slot = action.slots.new(id_type='SCENE', name='Scene')
            data = scene.animation_data_create()
            data.action = action
            data.action_slot = slot
            scene.cycles.keyframe_insert('samples', frame=1)
            """);
    assertThat(parts.samples().refusal()).contains("number of samples is animated");
  }

  @Test
  void anotherSlotOfAnActionIsNotTheScenes() throws Exception {
    PartFormat parts =
        parts(
            "V >= (4, 4)",
            """
            scene.cycles.use_adaptive_sampling = False
            scene.cycles.keyframe_insert('samples', frame=1)
            cube.animation_data.action = scene.animation_data.action
            cube.animation_data.action_slot = cube.animation_data.action.slots.new(
                id_type='OBJECT', name='Cube')
            cube.keyframe_insert('location', frame=1)
            scene.animation_data.action = None
            """);
    assertThat(parts.samples().refusal()).isEmpty();
  }

  @Test
  void aMeshThatNodesMakeOfGreasePencilIsInEveryPart() throws Exception {
    SceneDescription scene =
        inspect(
            "V >= (4, 3)",
            """
            cube.hide_render = True
            pencils = bpy.data.grease_pencils_v3 if V < (5, 0) else bpy.data.grease_pencils
            drawn = bpy.data.objects.new('Drawn', pencils.new('Drawn'))
            scene.collection.objects.link(drawn)
            tree = bpy.data.node_groups.new('Nodes', 'GeometryNodeTree')
            tree.interface.new_socket(
                name='Geometry', in_out='OUTPUT', socket_type='NodeSocketGeometry')
            box = tree.nodes.new('GeometryNodeMeshCube')
            tree.links.new(box.outputs[0], tree.nodes.new('NodeGroupOutput').inputs[0])
            drawn.modifiers.new('Nodes', 'NODES').node_group = tree
            if hasattr(scene.view_layers[0], 'use_pass_grease_pencil'):
                scene.view_layers[0].use_pass_grease_pencil = True
            """);
    PartFormat parts = scene.parts().orElseThrow();
    if (parts.tiles().refusal().isEmpty()) {
      assumeThat(hasGraphics()).as("a graphics driver, which grease pencil needs").isTrue();
      assertPartIsTheFrame(scene, 1);
    } else {
      assertThat(parts.tiles().refusal()).contains("grease pencil");
    }
  }

  @Test
  void whatSharesTheAnimationOfGreasePencilKeepsItsOwn() throws Exception {
    SceneDescription scene =
        inspect(
            "True",
            """
            cube.animation_data_clear()
            cube.hide_render = False
            cube.keyframe_insert('hide_render', frame=1)
            cube.hide_render = True
            cube.keyframe_insert('hide_render', frame=3)
            name = 'grease_pencils_v3' if hasattr(bpy.data, 'grease_pencils_v3') else 'grease_pencils'
            drawn = bpy.data.objects.new('Drawn', getattr(bpy.data, name).new('Drawn'))
            scene.collection.objects.link(drawn)
            drawn.animation_data_create().action = cube.animation_data.action
            if hasattr(drawn.animation_data, 'action_slot'):
                drawn.animation_data.action_slot = cube.animation_data.action_slot
            scene.frame_set(1)
            """);
    PartFormat parts = scene.parts().orElseThrow();
    if (parts.tiles().refusal().isEmpty()) {
      assumeThat(hasGraphics()).as("a graphics driver, which grease pencil needs").isTrue();
      assertPartIsTheFrame(scene, 4);
    } else {
      assertThat(parts.tiles().refusal()).contains("grease pencil shares");
    }
  }

  @Test
  void aCameraThatIsAScriptNeedsOsl() throws Exception {
    SceneDescription scene =
        inspect(
            "'CUSTOM' in bpy.types.Camera.bl_rna.properties['type'].enum_items",
            """
            text = bpy.data.texts.new('camera.osl')
            text.write('shader camera(output point position = 0, output vector direction = 0,'
                       ' output color throughput = 1) { direction = vector(0, 0, 1); }')
            scene.camera.data.type = 'CUSTOM'
            scene.camera.data.custom_shader = text
            """);
    assertThat(scene.properties()).containsEntry(SceneProperties.OSL, "true");
    assertThat(scene.parts().orElseThrow().tiles().refusal()).contains("camera is a script");
  }

  @Test
  void aStripMayDenoise() throws Exception {
    SceneDescription scene =
        inspect(
            "V >= (5, 0)",
            """
            tree = bpy.data.node_groups.new('Strip', 'CompositorNodeTree')
            for way in ('INPUT', 'OUTPUT'):
                tree.interface.new_socket(
                    name='Image', in_out=way, socket_type='NodeSocketColor')
            node = tree.nodes.new('CompositorNodeDenoise')
            tree.links.new(tree.nodes.new('NodeGroupInput').outputs[0], node.inputs[0])
            tree.links.new(node.outputs[0], tree.nodes.new('NodeGroupOutput').inputs[0])
            strip = strips(scene).new_effect(
                name='Colour', type='COLOR', channel=1, frame_start=1, length=4)
            strip.modifiers.new('Nodes', 'COMPOSITOR').node_group = tree
            """);
    assertThat(scene.properties()).containsEntry(SceneProperties.DENOISES, "true");
  }

  @Test
  void aStripOfTheCompositorMayDenoise() throws Exception {
    SceneDescription scene =
        inspect(
            "hasattr(bpy.types, 'CompositorStrip')",
            """
            tree = bpy.data.node_groups.new('Strip', 'CompositorNodeTree')
            tree.nodes.new('CompositorNodeDenoise')
            strip = strips(scene).new_effect(
                name='Nodes', type='COMPOSITOR', channel=1, frame_start=1, length=4)
            strip.node_group = tree
            """);
    assertThat(scene.properties()).containsEntry(SceneProperties.DENOISES, "true");
  }

  @Test
  void passesOfVolumesAreGuidedAlthoughThePictureIsNot() throws Exception {
    PartFormat parts =
        parts(
            "hasattr(scene.view_layers[0].cycles, 'use_pass_volume_scatter')",
            """
            scene.cycles.use_adaptive_sampling = False
            scene.cycles.volume_biased = True
            scene.view_layers[0].cycles.use_pass_volume_scatter = True
            tree = cube.active_material.node_tree
            volume = tree.nodes.new('ShaderNodeVolumeScatter')
            output = tree.nodes['Material Output']
            tree.links.new(volume.outputs[0], output.inputs['Volume'])
            """);
    assertThat(parts.tiles().overscan()).isPositive();
    assertThat(parts.samples().refusal()).contains("volume");
  }

  @Test
  void jitterLooksAtTheWholePicture() throws Exception {
    PartFormat parts =
        parts("hasattr(scene.cycles, 'use_pixel_jitter')", "scene.cycles.use_pixel_jitter = True");
    assertThat(parts.tiles().refusal()).contains("Pixel Jitter");
    assertThat(parts.samples().refusal()).contains("Pixel Jitter");
  }

  @Test
  void templatesInNamesAreFilledInAsBlenderDoes() throws Exception {
    SceneDescription scene =
        inspect("V >= (4, 5)", "scene.render.filepath = '//{blend_name}_####_{resolution_x}'");
    assertThat(scene.pictures()).containsExactly(new PictureName("scene_####_64.png"));
  }

  @Test
  void bracesInADirectoryAreNoTemplate() throws Exception {
    SceneDescription scene = inspect("True", "");
    Path braces = Files.createDirectory(directory.resolve("ca{che}"));
    Path moved = Files.copy(scene.scene(), braces.resolve("scene.blend"));
    SceneDescription again = new BlenderBackend().inspect(moved, Scenes.settings(braces), Map.of());
    assertThat(again.pictures()).isEqualTo(scene.pictures());
    try (RenderSession session = Scenes.open(again, braces, Map.of())) {
      Path output = Files.createDirectory(braces.resolve("out"));
      assertThat(session.render(RenderRequest.wholeFrame(1, output), ProgressListener.NONE).get(0))
          .exists();
      Path part = Files.createDirectory(braces.resolve("part"));
      PixelRegion all = PixelRegion.whole(again.parts().orElseThrow().canvas());
      assertThat(
              session.render(new RenderRequest(1, all, null, part), ProgressListener.NONE).get(0))
          .exists();
    }
  }

  /** Blender 5 keeps a copy of linked data in the scene; the library may be another one by now. */
  @Test
  void packedDataOfALibraryIsNotReplacedByWhatTheLibraryHasNow() throws Exception {
    SceneDescription scene =
        inspect(
            "hasattr(bpy.data, 'pack_linked_ids_hierarchy')",
            """
            library = os.path.join(here, 'library.blend')
            cube.name = 'Linked'
            bpy.ops.wm.save_as_mainfile(filepath=library)
            save('scene.blend')
            bpy.data.objects.remove(cube)
            with bpy.data.libraries.load(library, link=True) as (there, here_now):
                here_now.objects = ['Linked']
            packed = bpy.data.pack_linked_ids_hierarchy(here_now.objects[0])
            scene.collection.objects.link(packed)
            save('scene.blend')
            bpy.ops.wm.open_mainfile(filepath=library)
            bpy.data.objects['Linked'].scale = (0.1, 0.1, 0.1)
            bpy.ops.wm.save_as_mainfile(filepath=os.path.join(here, 'newer.blend'))
            os.remove(library)
            bpy.ops.wm.open_mainfile(filepath=os.path.join(here, 'scene.blend'))
            """);
    Path library = directory.resolve("library.blend");
    assertThat(pixels(frame(scene, Map.of(library.toString(), directory.resolve("newer.blend")))))
        .isEqualTo(pixels(frame(scene, Map.of())));
  }

  private Path frame(SceneDescription scene, Map<String, Path> files) throws Exception {
    SessionRequest request = Scenes.request(scene, directory, Map.of());
    Path output = Files.createTempDirectory(directory, "frame");
    try (RenderSession session =
        new BlenderBackend()
            .open(
                new SessionRequest(
                    request.scene(),
                    files,
                    request.pictures(),
                    request.part(),
                    request.properties(),
                    request.options(),
                    request.settings()))) {
      return session.render(RenderRequest.wholeFrame(1, output), ProgressListener.NONE).get(0);
    }
  }

  private boolean hasGraphics() throws Exception {
    return "true"
        .equals(
            new BlenderBackend()
                .probe(Scenes.settings(directory))
                .get(0)
                .features()
                .get("graphics"));
  }

  private void assertPartIsTheFrame(SceneDescription scene, int frame) throws Exception {
    PixelRegion all = PixelRegion.whole(scene.parts().orElseThrow().canvas());
    try (RenderSession session = Scenes.open(scene, directory, Map.of())) {
      Path output = Files.createDirectory(directory.resolve("whole"));
      Path whole =
          session.render(RenderRequest.wholeFrame(frame, output), ProgressListener.NONE).get(0);
      output = Files.createDirectory(directory.resolve("part"));
      Path part =
          session.render(new RenderRequest(frame, all, null, output), ProgressListener.NONE).get(0);
      output = Files.createDirectory(directory.resolve("finished"));
      List<Path> finished =
          session.finish(new FinishRequest(frame, part, output), ProgressListener.NONE);
      assertThat(pixels(finished.get(0))).isEqualTo(pixels(whole));
    }
  }

  private static int[] pixels(Path picture) throws IOException {
    BufferedImage image = ImageIO.read(picture.toFile());
    return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
  }
}
