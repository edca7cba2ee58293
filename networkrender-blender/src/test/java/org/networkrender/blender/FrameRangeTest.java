package org.networkrender.blender;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
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

/** Drivers and stamps see the scene's own range of frames, whichever frame is rendered. */
@Tag("beside-others")
class FrameRangeTest {
  @TempDir static Path made;
  @TempDir Path directory;

  @BeforeAll
  static void makeScenes() throws Exception {
    Scenes.make(
        made,
        Scenes.TINY
            + """
            def follow(owner, path, index, expression):
                driver = owner.driver_add(path, index).driver
                driver.expression = expression
                for name in ('frame_start', 'frame_end'):
                    variable = driver.variables.new()
                    variable.name = name[6:]
                    variable.targets[0].id_type = 'SCENE'
                    variable.targets[0].id = scene
                    variable.targets[0].data_path = name

            cube.animation_data_clear()
            scene.frame_start, scene.frame_end = 2, 20
            scene.cycles.use_adaptive_sampling = False
            scene.render.image_settings.file_format = 'PNG'
            follow(cube, 'rotation_euler', 2, 'frame / end * 6.28 + start')
            follow(scene, 'cycles.samples', -1, 'end - start - 15')
            scene.render.use_stamp_frame_range = True
            scene.render.filepath = '//expected/shot_'
            save('driven.blend')
            """);
    Scenes.blender(
        made, made.resolve("driven.blend").toString(), "-s", "2", "-e", "20", "-j", "6", "-a");
  }

  @Test
  void framesAreThoseOfBlenderItself() throws Exception {
    SceneDescription scene = Scenes.inspect(made.resolve("driven.blend"), Map.of());
    Path output = Files.createDirectory(directory.resolve("output"));
    try (RenderSession session = Scenes.open(scene, directory, Map.of())) {
      for (int frame : new int[] {14, 2, 20}) {
        List<Path> files =
            session.render(RenderRequest.wholeFrame(frame, output), ProgressListener.NONE);
        Path file = files.get(0);
        Path expected = made.resolve("expected").resolve(file.getFileName());
        assertThat(Arrays.equals(pixels(file), pixels(expected))).as("frame %d", frame).isTrue();
        assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
            .contains("FrameRange\0002:20", "samples\0003");
      }
    }
  }

  private static int[] pixels(Path picture) throws IOException {
    BufferedImage image = ImageIO.read(picture.toFile());
    return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
  }
}
