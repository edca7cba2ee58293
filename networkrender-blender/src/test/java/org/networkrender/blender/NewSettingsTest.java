package org.networkrender.blender;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.networkrender.api.backend.ProgressListener;
import org.networkrender.api.backend.RenderRequest;
import org.networkrender.api.backend.RenderSession;
import org.networkrender.api.backend.SceneDescription;

/** Settings that newer Blenders brought, and which would keep a worker from its pictures. */
@Tag("beside-others")
class NewSettingsTest {
  @TempDir static Path made;
  @TempDir Path directory;

  @BeforeAll
  static void makeScenes() throws Exception {
    Scenes.make(
        made,
        Scenes.TINY
            + """
            tree = compositor(scene)
            source = tree.nodes.new('CompositorNodeRLayers')
            soft = blur(tree, 3)
            tree.links.new(source.outputs['Image'], soft.inputs[0])
            tree.links.new(soft.outputs[0], composite(tree).inputs[0])
            scene.frame_end = 1
            scene.render.filepath = os.path.join(here, 'expected_####')
            bpy.ops.render.render(animation=True)
            for name, value in (('compositor_device', 'GPU'), ('compositor_denoise_device', 'GPU'),
                                ('save_output', False)):
                if hasattr(scene.render, name):
                    setattr(scene.render, name, value)
            save('new.blend')
            image = bpy.data.images.new('paint', 4, 4)
            image.filepath_raw = os.path.join(here, 'paint.png')
            image.file_format = 'PNG'
            image.save()
            image.source = 'FILE'
            material = bpy.data.materials['Material']
            material.node_tree.nodes.new('ShaderNodeTexImage').image = image
            os.makedirs(os.path.join(here, 'blender_tx'))
            save('cached.blend')
            """);
  }

  private static int[] pixels(Path picture) throws Exception {
    BufferedImage image = ImageIO.read(picture.toFile());
    return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
  }

  @Test
  void cachesOfTexturesAreLeftOutAndThatIsTold() throws Exception {
    SceneDescription scene = Scenes.inspect(made.resolve("cached.blend"), Map.of());
    boolean caches = Scenes.has("render", "use_texture_cache");
    assertThat(scene.warnings().stream().anyMatch(line -> line.contains("blender_tx")))
        .isEqualTo(caches);
  }

  @Test
  void theCompositorRunsOnTheProcessorAndThePictureIsWritten() throws Exception {
    SceneDescription scene = Scenes.inspect(made.resolve("new.blend"), Map.of());
    Path output = Files.createDirectory(directory.resolve("output"));
    try (RenderSession session = Scenes.open(scene, directory, Map.of())) {
      List<Path> files = session.render(RenderRequest.wholeFrame(1, output), ProgressListener.NONE);
      assertThat(pixels(files.get(0))).isEqualTo(pixels(made.resolve("expected_0001.png")));
    }
  }
}
