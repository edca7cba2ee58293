package org.networkrender.blender;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

/** A frame does not depend on those that its session rendered before. */
@Tag("beside-others")
class KeptDataTest {
  @TempDir static Path made;
  @TempDir Path directory;

  @BeforeAll
  static void makeScenes() throws Exception {
    Scenes.make(
        made,
        Scenes.TINY
            + """
            cube.animation_data_clear()
            scene.render.image_settings.file_format = 'PNG'
            scene.cycles.use_adaptive_sampling = False
            scene.frame_end = 2
            cube.modifiers.new('round', 'SUBSURF').render_levels = 3

            def animate(owner, name, first, second):
                for frame, value in ((1, first), (2, second)):
                    setattr(owner, name, value)
                    owner.keyframe_insert(name, frame=frame)

            animate(scene.render, 'use_simplify', False, True)
            scene.render.simplify_subdivision_render = 0
            save('simplify.blend')
            scene.animation_data_clear()
            scene.render.use_simplify = False
            animate(scene.view_layers[0], 'samples', 16, 3)
            save('layer.blend')
            scene.animation_data_clear()
            scene.view_layers[0].samples = 0
            animate(scene.cycles, 'samples', 16, 3)
            data = scene.animation_data
            data.nla_tracks.new().strips.new('all', 1, data.action)
            data.action = None
            save('strip.blend')
            """);
  }

  @ParameterizedTest
  @ValueSource(strings = {"simplify", "layer", "strip"})
  void aFrameAfterAnotherIsAsInAFreshSession(String name) throws Exception {
    SceneDescription scene = Scenes.inspect(made.resolve(name + ".blend"), Map.of());
    int[] after;
    int[] before;
    try (RenderSession session = Scenes.open(scene, directory, Map.of())) {
      before = frame(session, 1, "first");
      after = frame(session, 2, "second");
    }
    try (RenderSession session = Scenes.open(scene, directory, Map.of())) {
      assertThat(after).isEqualTo(frame(session, 2, "fresh")).isNotEqualTo(before);
    }
  }

  private int[] frame(RenderSession session, int frame, String place) throws Exception {
    Path output = Files.createDirectory(directory.resolve(place));
    return pixels(
        session.render(RenderRequest.wholeFrame(frame, output), ProgressListener.NONE).get(0));
  }

  private static int[] pixels(Path picture) throws IOException {
    BufferedImage image = ImageIO.read(picture.toFile());
    return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
  }
}
