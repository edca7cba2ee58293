package org.networkrender.blender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.networkrender.api.backend.Capabilities;
import org.networkrender.api.backend.ProgressListener;
import org.networkrender.api.backend.RenderRequest;
import org.networkrender.api.backend.RenderSession;
import org.networkrender.api.backend.SceneDescription;

/**
 * The engines that draw with a graphics driver. Where there is none they are not tested, and a
 * scene of theirs is refused there (see {@link SceneMatch}).
 */
@Tag("beside-others")
class EnginesTest {
  @TempDir Path directory;

  @Test
  void eeveeDrawsWhatBlenderDraws() throws Exception {
    assertDrawn("BLENDER_EEVEE_NEXT", "BLENDER_EEVEE");
  }

  @Test
  void workbenchDrawsWhatBlenderDraws() throws Exception {
    assertDrawn("BLENDER_WORKBENCH");
  }

  /** Blender calls EEVEE otherwise in some versions: the first name that it knows is taken. */
  private void assertDrawn(String... names) throws Exception {
    assumeThat(hasGraphics()).as("a graphics driver that this Blender can draw with").isTrue();
    Scenes.make(
        directory,
        Scenes.TINY
            + """
            for name in %s:
                try:
                    scene.render.engine = name
                    break
                except TypeError:
                    pass
            scene.eevee.taa_render_samples = 1
            scene.render.resolution_x, scene.render.resolution_y = 32, 18
            scene.render.dither_intensity = 0
            scene.frame_start = scene.frame_end = 2
            scene.render.filepath = '//expected/shot_'
            save('drawn.blend')
            bpy.ops.render.render(animation=True)
            """
                .formatted(Arrays.stream(names).map(name -> "'" + name + "'").toList()));
    SceneDescription scene = Scenes.inspect(directory.resolve("drawn.blend"), Map.of());
    assertThat(names).contains(scene.engine());
    Path output = Files.createDirectory(directory.resolve("output"));
    try (RenderSession session = Scenes.open(scene, directory, Map.of())) {
      List<Path> files = session.render(RenderRequest.wholeFrame(2, output), ProgressListener.NONE);
      assertThat(files).hasSize(1);
      Path expected = directory.resolve("expected").resolve(files.get(0).getFileName());
      assertThat(pixels(files.get(0))).isEqualTo(pixels(expected));
      assertThat(Arrays.stream(pixels(expected)).distinct().count()).isGreaterThan(10);
    }
  }

  /** Asked of Blender as a worker does: it may end Blender, which then tells nothing. */
  private boolean hasGraphics() throws Exception {
    Capabilities here = new BlenderBackend().probe(Scenes.settings(directory)).get(0);
    return "true".equals(here.features().get("graphics"));
  }

  private static int[] pixels(Path picture) throws IOException {
    BufferedImage image = ImageIO.read(picture.toFile());
    return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
  }
}
