package org.networkrender.blender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.networkrender.api.RenderException;
import org.networkrender.api.backend.ProgressListener;
import org.networkrender.api.backend.RenderRequest;
import org.networkrender.api.backend.RenderSession;
import org.networkrender.api.backend.SceneDescription;
import org.networkrender.api.backend.SessionRequest;

/** A scene shows nothing of its worker's machine but what was sent with it. */
@Tag("beside-others")
class ConfinedSceneTest {
  @TempDir Path directory;
  private Path jobs;

  @BeforeEach
  void makeScenes() throws Exception {
    directory = directory.toRealPath();
    jobs = Files.createDirectories(directory.resolve("jobs"));
    Scenes.make(
        directory,
        Scenes.TINY
            + """
            scene.view_settings.view_transform = 'Standard'
            for name in ('jobs/1/scene', 'jobs/2/scene', 'owner'):
                os.makedirs(os.path.join(here, name))
            image = bpy.data.images.new('secret', 4, 4)
            image.generated_color = (0, 1, 0, 1)
            image.filepath_raw = os.path.join(here, 'owner/secret_0001.png')
            image.file_format = 'PNG'
            image.save()
            image.filepath_raw = os.path.join(here, 'jobs/2/scene/secret.png')
            image.save()
            bpy.data.images.remove(image)
            other = os.path.join(here, 'jobs/2/scene/other.blend')
            bpy.data.libraries.write(other, {cube}, fake_user=True)
            bpy.data.objects.remove(cube)
            world = scene.world
            world.use_nodes = True
            nodes = world.node_tree.nodes
            nodes.clear()
            output = nodes.new('ShaderNodeOutputWorld')
            light = nodes.new('ShaderNodeBackground')
            world.node_tree.links.new(light.outputs[0], output.inputs[0])
            save('jobs/1/scene/library.blend')
            texture = nodes.new('ShaderNodeTexEnvironment')
            world.node_tree.links.new(texture.outputs[0], light.inputs[0])
            texture.image = bpy.data.images.load(os.path.join(here, 'owner/secret_0001.png'))
            save('jobs/1/scene/absolute.blend')
            texture.image.filepath = os.path.join(here, 'owner/secret_0009.png')
            texture.image.source = 'SEQUENCE'
            texture.image_user.frame_duration = 1
            texture.image_user.frame_start = 1
            save('jobs/1/scene/sequence.blend')
            texture.image.source = 'FILE'
            texture.image.filepath = '//../../2/scene/secret.png'
            save('jobs/1/scene/relative.blend')
            bpy.ops.wm.open_mainfile(filepath=os.path.join(here, 'jobs/1/scene/library.blend'))
            with bpy.data.libraries.load(other, link=True) as (there, linked):
                linked.objects = ['Cube']
            bpy.context.scene.collection.objects.link(linked.objects[0])
            bpy.data.libraries[0].filepath = '//../../2/scene/other.blend'
            bpy.ops.wm.save_mainfile()
            """);
  }

  private BufferedImage render(String name) throws Exception {
    Path scene = jobs.resolve("1/scene").resolve(name);
    SceneDescription description = Scenes.inspect(scene, Map.of());
    Path output = Files.createDirectories(directory.resolve("out-" + name));
    SessionRequest usual = Scenes.request(description, directory, Map.of());
    SessionRequest request =
        new SessionRequest(
            scene,
            Map.of("/home/client/" + name, scene),
            usual.pictures(),
            usual.part(),
            usual.properties(),
            usual.options(),
            usual.settings());
    try (RenderSession session = Scenes.open(request)) {
      List<Path> files = session.render(RenderRequest.wholeFrame(1, output), ProgressListener.NONE);
      return ImageIO.read(files.get(0).toFile());
    }
  }

  private static boolean isGreen(BufferedImage picture) {
    int colour = picture.getRGB(1, 1);
    return (colour >> 16 & 255) < 30 && (colour >> 8 & 255) > 200 && (colour & 255) < 30;
  }

  @Test
  void aPictureOfTheWorkersOwnerIsNotShown() throws Exception {
    assertThat(isGreen(render("absolute.blend"))).isFalse();
  }

  @Test
  void anotherOneOfASequenceIsNotShown() throws Exception {
    assertThat(isGreen(render("sequence.blend"))).isFalse();
  }

  @Test
  void aPictureOfAnotherJobIsNotShown() throws Exception {
    assertThat(isGreen(render("relative.blend"))).isFalse();
  }

  @Test
  void aSceneOfAnotherJobIsNotLinked() {
    assertThatThrownBy(() -> render("library.blend"))
        .isInstanceOf(RenderException.class)
        .hasMessageContaining("other.blend")
        .hasMessageNotContaining(directory.toString());
  }
}
