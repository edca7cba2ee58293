package org.networkrender.blender;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.networkrender.api.PictureName;
import org.networkrender.api.backend.ProgressListener;
import org.networkrender.api.backend.RenderRequest;
import org.networkrender.api.backend.RenderSession;
import org.networkrender.api.backend.SceneDescription;

/** The pictures are those that {@code blender -a} makes, under the names that it gives them. */
@Tag("beside-others")
class FramesTest {
  @TempDir static Path made;
  @TempDir Path directory;

  @BeforeAll
  static void makeScenes() throws Exception {
    Scenes.make(
        made,
        Scenes.TINY
            + """
            camera = bpy.data.objects['Camera']
            other = bpy.data.objects.new('Other', camera.data.copy())
            scene.collection.objects.link(other)
            other.matrix_world = camera.matrix_world
            other.data.lens = 20
            for frame, bound in ((1, camera), (3, other)):
                marker = scene.timeline_markers.new('m%d' % frame, frame=frame)
                marker.camera = bound
            material = bpy.data.materials['Material']
            shader = material.node_tree.nodes['Principled BSDF'].inputs['Roughness']
            shader.default_value = 0.1
            shader.keyframe_insert('default_value', frame=1)
            shader.default_value = 0.9
            shader.keyframe_insert('default_value', frame=4)
            scene.render.use_motion_blur = True
            scene.cycles.keyframe_insert('film_exposure', frame=1)
            scene.cycles.film_exposure = 3
            scene.cycles.keyframe_insert('film_exposure', frame=4)
            scene.frame_set(1)
            scene.render.dither_intensity = 0
            scene.render.filepath = '//expected/shot_'
            save('moving.blend')
            scene.render.filepath = '//stereo/eye_##'
            scene.render.use_multiview = True
            scene.render.image_settings.views_format = 'INDIVIDUAL'
            scene.frame_end = 1
            save('stereo.blend')
            bpy.ops.render.render(animation=True)
            """);
  }

  private static List<String> names(Path parent) throws IOException {
    try (Stream<Path> files = Files.list(parent)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static int[] pixels(Path picture) throws IOException {
    BufferedImage image = ImageIO.read(picture.toFile());
    return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
  }

  @Test
  void framesOutOfTurnAreThoseOfBlenderItself() throws Exception {
    Scenes.blender(made, made.resolve("moving.blend").toString(), "-a");
    SceneDescription scene = Scenes.inspect(made.resolve("moving.blend"), Map.of());
    Path output = Files.createDirectory(directory.resolve("output"));
    List<Path> files = new ArrayList<>();
    try (RenderSession session = Scenes.open(scene, directory, Map.of())) {
      for (int frame : new int[] {4, 1, 3, 2}) {
        files.addAll(
            session.render(RenderRequest.wholeFrame(frame, output), ProgressListener.NONE));
      }
    }
    assertThat(names(output)).isEqualTo(names(made.resolve("expected"))).hasSize(4);
    for (Path file : files) {
      assertThat(pixels(file))
          .as("pixels of %s", file.getFileName())
          .isEqualTo(pixels(made.resolve("expected").resolve(file.getFileName())));
    }
  }

  @Test
  void aStereoSceneGivesTwoPictures() throws Exception {
    SceneDescription scene = Scenes.inspect(made.resolve("stereo.blend"), Map.of());
    assertThat(scene.pictures())
        .containsExactly(new PictureName("eye_##_L.png"), new PictureName("eye_##_R.png"));
    Path output = Files.createDirectory(directory.resolve("output"));
    try (RenderSession session = Scenes.open(scene, directory, Map.of())) {
      session.render(RenderRequest.wholeFrame(1, output), ProgressListener.NONE);
    }
    assertThat(names(output)).isEqualTo(names(made.resolve("stereo")));
    for (String name : names(output)) {
      assertThat(pixels(output.resolve(name))).isEqualTo(pixels(made.resolve("stereo/" + name)));
    }
  }
}
