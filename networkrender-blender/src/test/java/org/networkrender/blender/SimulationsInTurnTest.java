package org.networkrender.blender;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.networkrender.api.backend.ProgressListener;
import org.networkrender.api.backend.RenderRequest;
import org.networkrender.api.backend.RenderSession;
import org.networkrender.api.backend.SceneDescription;

/** One session that renders all frames in turn makes the simulations of {@code blender -a}. */
@Tag("beside-others")
class SimulationsInTurnTest {
  @TempDir static Path made;
  @TempDir Path directory;

  @BeforeAll
  static void makeScenes() throws Exception {
    Scenes.make(
        made,
        Scenes.TINY
            + """
            scene.render.image_settings.file_format = 'PNG'
            scene.cycles.use_adaptive_sampling = False
            scene.frame_end = 5
            cube.animation_data_clear()
            cube.location.z = -1
            bpy.ops.mesh.primitive_grid_add(x_subdivisions=8, y_subdivisions=8, size=4, location=(0, 0, 2))
            cloth = bpy.context.object
            cloth.modifiers.new('Simulated', 'CLOTH')
            scene.render.filepath = '//cloth/'
            save('cloth.blend')
            cloth.modifiers.clear()
            cloth.modifiers.new('Simulated', 'PARTICLE_SYSTEM')
            settings = cloth.particle_systems[0].settings
            settings.frame_start, settings.frame_end, settings.count = 0, 4, 60
            settings.render_type, settings.instance_object = 'OBJECT', cube
            settings.particle_size = 0.2
            scene.render.filepath = '//particles/'
            save('particles.blend')
            """);
    Scenes.blender(
        made,
        made.resolve("cloth.blend").toString(),
        "-a",
        made.resolve("particles.blend").toString(),
        "-a");
  }

  @ParameterizedTest
  @ValueSource(strings = {"cloth", "particles"})
  void framesInTurnAreThoseOfBlenderItself(String name) throws Exception {
    SceneDescription scene = Scenes.inspect(made.resolve(name + ".blend"), Map.of());
    try (RenderSession session = Scenes.open(scene, directory, Map.of())) {
      for (int frame = 1; frame <= 5; frame++) {
        Path picture =
            session
                .render(RenderRequest.wholeFrame(frame, directory), ProgressListener.NONE)
                .get(0);
        Path expected = made.resolve(name).resolve("%04d.png".formatted(frame));
        assertThat(Arrays.equals(pixels(picture), pixels(expected))).as("frame %d", frame).isTrue();
        Files.delete(picture);
      }
    }
  }

  private static int[] pixels(Path picture) throws IOException {
    BufferedImage image = ImageIO.read(picture.toFile());
    return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
  }
}
