package org.networkrender.cli.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client on a host without Blender: a worker looks into the scene, and others render it. */
@Tag("system-only")
class WithoutBlenderIT extends HostsFixture {
  private static final String TEXTURED =
      """
      import bpy, os, sys
      out, picture, text = sys.argv[-3:]
      if not os.path.exists(picture):
          image = bpy.data.images.new('painted', 8, 8)
          image.generated_type = 'COLOR_GRID'
          image.filepath_raw = picture
          image.file_format = 'PNG'
          image.save()
          bpy.data.images.remove(image)
      material = bpy.data.materials.new('painted')
      material.use_nodes = True
      nodes = material.node_tree.nodes
      nodes.clear()
      texture = nodes.new('ShaderNodeTexImage')
      texture.image = bpy.data.images.load(picture)
      light = nodes.new('ShaderNodeEmission')
      output = nodes.new('ShaderNodeOutputMaterial')
      material.node_tree.links.new(texture.outputs[0], light.inputs[0])
      material.node_tree.links.new(light.outputs[0], output.inputs[0])
      cube = bpy.data.objects['Cube']
      cube.data.materials.clear()
      cube.data.materials.append(material)
      bpy.ops.wm.save_as_mainfile(filepath=out)
      texture.image.filepath = text
      """;

  private static final String LIBRARY =
      TEXTURED
          + """
          cube.name = 'FromLibrary'
          bpy.ops.wm.save_as_mainfile(filepath=out)
          """;

  private static final String SCENE =
      TEXTURED
          + """
          with bpy.data.libraries.load(os.path.join(os.path.dirname(out), '..', 'set', 'set.blend'),
                                       link=True, relative=True) as (there, linked):
              linked.objects = ['FromLibrary']
          s = bpy.context.scene
          s.collection.objects.link(linked.objects[0])
          cube.location.x = 2
          s.render.engine = 'CYCLES'
          s.cycles.samples = 4
          s.cycles.use_denoising = False
          s.cycles.use_adaptive_sampling = False
          s.render.dither_intensity = 0
          s.render.resolution_x, s.render.resolution_y = 96, 54
          s.render.resolution_percentage = 100
          s.render.filepath = '//shot_####'
          s.frame_start, s.frame_end = 1, 3
          bpy.ops.wm.save_as_mainfile(filepath=out)
          """;

  @TempDir static Path shared;
  private static Path scene;
  private static Path frames;

  @BeforeAll
  static void makeScene() throws Exception {
    Path set = Files.createDirectories(shared.resolve("set"));
    Path shots = Files.createDirectories(shared.resolve("shots"));
    Files.createDirectories(shared.resolve("textures"));
    Scene.save(set.resolve("set.blend"), LIBRARY, set.resolve("set.png").toString(), "//set.png");
    scene =
        Scene.save(
            shots.resolve("scene.blend"),
            SCENE,
            shared.resolve("textures/own.png").toString(),
            "//../textures/own.png");
    frames = Scene.reference(scene);
  }

  @Test
  void framesAreThoseOfBlenderAlone() throws Exception {
    worker(lan.addHost(), "a").awaitLine("is ready");

    Program client = render();

    assertThat(client.awaitEnd()).as("%s", client.lines()).isZero();
    Scene.assertSamePictures(output(), frames);
    assertThat(client.lines())
        .anyMatch(line -> line.contains("Blender was not found on this machine"))
        .anyMatch(line -> line.contains("this machine does not render"))
        .anyMatch(line -> line.contains("a looked into the scene") && line.contains("set.blend"));
    assertThat(client.framesOf("a")).isEqualTo(3);
  }

  @Test
  void soIsAStillInTiles() throws Exception {
    worker(lan.addHost(), "a").awaitLine("is ready");
    worker(lan.addHost(), "b").awaitLine("is ready");

    Program client =
        render("--still", "--frame", "2", "--split", "tiles", "--tiles", "3x2", "--exact");

    assertThat(client.awaitEnd()).as("%s", client.lines()).isZero();
    Scene.assertSamePictures(output(), Scene.reference(scene, temporary.resolve("still"), 2));
  }

  @Test
  void whereNoWorkerHasTheVersionItIsSaidAtOnce() throws Exception {
    worker(lan.addHost(), "a").awaitLine("is ready");

    Program client = render("--blender-version", "1.2");

    assertThat(client.awaitEnd()).as("%s", client.lines()).isEqualTo(3);
    assertThat(client.complaint())
        .contains("Blender was not found on this machine", "no worker can look into it (a: it has");
  }

  private Program render(String... more) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("render", scene.toString()));
    arguments.addAll(List.of("-o", output().resolve("shot_####.png").toString()));
    arguments.addAll(List.of(more));
    return keep(
        Program.startWithoutBlender(home, cache("client"), arguments.toArray(new String[0])));
  }
}
