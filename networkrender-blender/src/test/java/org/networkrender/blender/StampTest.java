package org.networkrender.blender;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.networkrender.api.PixelRegion;
import org.networkrender.api.backend.FinishRequest;
import org.networkrender.api.backend.ProgressListener;
import org.networkrender.api.backend.RenderRequest;
import org.networkrender.api.backend.RenderSession;
import org.networkrender.api.backend.SceneDescription;
import org.networkrender.api.backend.SessionRequest;

/** Pictures tell the scene's own path and the client's host, and nothing of who rendered them. */
@Tag("beside-others")
class StampTest {
  @TempDir static Path made;
  @TempDir Path directory;

  @BeforeAll
  static void makeScenes() throws Exception {
    Scenes.make(
        made,
        Scenes.TINY
            + """
            render = scene.render
            render.resolution_x, render.resolution_y = 320, 180
            scene.cycles.samples = 1
            for name in dir(render):
                if name.startswith('use_stamp_'):
                    setattr(render, name, name in ('use_stamp_filename', 'use_stamp_labels', 'use_stamp_frame'))
            render.stamp_font_size = 9
            image = bpy.data.images.new('picture', 4, 4)
            image.filepath_raw = os.path.join(here, 'picture.png')
            image.file_format = 'PNG'
            image.pixels = [1.0, 0.3, 0.2, 1.0] * 16
            image.save()
            shader = bpy.data.materials['Material'].node_tree
            node = shader.nodes.new('ShaderNodeTexImage')
            node.image = bpy.data.images.load('//picture.png')
            shader.links.new(node.outputs[0], shader.nodes['Principled BSDF'].inputs['Base Color'])
            for kind in ('PNG', 'OPEN_EXR', 'OPEN_EXR_MULTILAYER', 'JPEG'):
                set_format(scene, kind)
                save(kind + '.blend')
            set_format(scene, 'PNG')
            scene.frame_end = 1
            render.use_stamp = True
            render.filepath = '//expected/burnt_'
            save('burnt.blend')
            bpy.ops.render.render(animation=True)
            render.use_stamp_hostname = True
            render.filepath = '//expected/host_'
            save('host.blend')
            bpy.ops.render.render(animation=True)
            render.use_stamp_note = True
            save('note.blend')
            """);
  }

  /** What opens a scene as a worker does, which has a copy of it somewhere else. */
  private SessionRequest elsewhere(SceneDescription scene, Map<String, String> more)
      throws IOException {
    Path place = Files.createDirectories(directory.resolve("machine/0/scene"));
    Path copy = Files.copy(scene.scene(), place.resolve("0.blend"));
    Path picture = Files.copy(made.resolve("picture.png"), place.resolve("picture.png"));
    SessionRequest here = Scenes.request(scene, directory, Map.of());
    Map<String, String> properties = new HashMap<>(here.properties());
    properties.putAll(more);
    return new SessionRequest(
        copy,
        Map.of(scene.scene().toString(), copy, made.resolve("picture.png").toString(), picture),
        here.pictures(),
        here.part(),
        properties,
        Map.of(),
        here.settings());
  }

  @ParameterizedTest
  @ValueSource(strings = {"PNG", "OPEN_EXR", "OPEN_EXR_MULTILAYER", "JPEG"})
  void theFileTellsTheScenesOwnPath(String kind) throws Exception {
    SceneDescription scene = Scenes.inspect(made.resolve(kind + ".blend"), Map.of());
    try (RenderSession session = Scenes.open(elsewhere(scene, Map.of()))) {
      for (int frame : new int[] {1, 3}) {
        String text =
            Files.readString(
                session
                    .render(RenderRequest.wholeFrame(frame, output(frame)), ProgressListener.NONE)
                    .get(0),
                StandardCharsets.ISO_8859_1);
        assertThat(text.contains(scene.scene().toString())).as("tells its own path").isTrue();
        assertThat(text.contains(directory.toString())).as("tells the worker's path").isFalse();
      }
    }
  }

  @Test
  void theBurntInPathIsTheScenesOwn() throws Exception {
    SceneDescription scene = Scenes.inspect(made.resolve("burnt.blend"), Map.of());
    try (RenderSession session = Scenes.open(elsewhere(scene, Map.of()))) {
      Path whole =
          session.render(RenderRequest.wholeFrame(1, output(1)), ProgressListener.NONE).get(0);
      PixelRegion all = PixelRegion.whole(scene.parts().orElseThrow().canvas());
      Path part =
          session.render(new RenderRequest(1, all, null, output(2)), ProgressListener.NONE).get(0);
      Path finished =
          session.finish(new FinishRequest(1, part, output(3)), ProgressListener.NONE).get(0);
      assertSame(whole, "burnt_0001.png");
      assertSame(finished, "burnt_0001.png");
      assertThat(Files.readString(finished, StandardCharsets.ISO_8859_1).contains(directory + ""))
          .isFalse();
    }
  }

  @Test
  void theHostIsTheClients() throws Exception {
    SceneDescription scene = Scenes.inspect(made.resolve("host.blend"), Map.of());
    String host = scene.properties().get(SceneProperties.HOST);
    assertThat(host).isNotEmpty();
    try (RenderSession session =
        Scenes.open(elsewhere(scene, Map.of(SceneProperties.HOST, "atelier-pc")))) {
      Path whole =
          session.render(RenderRequest.wholeFrame(1, output(1)), ProgressListener.NONE).get(0);
      String text = Files.readString(whole, StandardCharsets.ISO_8859_1);
      assertThat(text.contains("Hostname atelier-pc")).isTrue();
      assertThat(text.contains("Hostname\0" + host)).isFalse();
    }
    Path again = Files.createDirectory(directory.resolve("again"));
    directory = again;
    try (RenderSession session = Scenes.open(elsewhere(scene, Map.of()))) {
      assertSame(
          session.render(RenderRequest.wholeFrame(1, output(1)), ProgressListener.NONE).get(0),
          "host_0001.png");
    }
  }

  @Test
  void thatHostAndNoteShareABackgroundIsTold() throws Exception {
    assertThat(Scenes.inspect(made.resolve("note.blend"), Map.of()).warnings())
        .anyMatch(line -> line.contains("host and the note"));
    assertThat(Scenes.inspect(made.resolve("host.blend"), Map.of()).warnings())
        .noneMatch(line -> line.contains("host and the note"));
  }

  @Test
  void aPathThatIsTooLongIsNotShownAndNeverReplaced() throws Exception {
    SceneDescription scene = Scenes.inspect(made.resolve("PNG.blend"), Map.of());
    SessionRequest here = elsewhere(scene, Map.of());
    Map<String, Path> files = new HashMap<>(here.files());
    files.put("/" + "long/".repeat(300) + "scene.blend", here.scene());
    files.remove(scene.scene().toString());
    SessionRequest far =
        new SessionRequest(
            here.scene(),
            files,
            here.pictures(),
            here.part(),
            here.properties(),
            Map.of(),
            here.settings());
    try (RenderSession session = Scenes.open(far)) {
      Path picture =
          session.render(RenderRequest.wholeFrame(1, output(1)), ProgressListener.NONE).get(0);
      String text = Files.readString(picture, StandardCharsets.ISO_8859_1);
      assertThat(text.contains("Frame\0")).isTrue();
      assertThat(text.contains("File\0")).isFalse();
    }
  }

  private Path output(int number) throws IOException {
    return Files.createDirectories(directory.resolve("output" + number));
  }

  private static void assertSame(Path picture, String expected) throws IOException {
    assertThat(Arrays.equals(pixels(picture), pixels(made.resolve("expected").resolve(expected))))
        .as("%s is as %s", picture, expected)
        .isTrue();
  }

  private static int[] pixels(Path picture) throws IOException {
    BufferedImage image = ImageIO.read(picture.toFile());
    return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
  }
}
