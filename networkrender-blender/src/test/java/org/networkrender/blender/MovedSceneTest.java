package org.networkrender.blender;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.networkrender.api.backend.PartFormat;
import org.networkrender.api.backend.ProgressListener;
import org.networkrender.api.backend.RenderRequest;
import org.networkrender.api.backend.RenderSession;
import org.networkrender.api.backend.SceneDescription;
import org.networkrender.api.backend.SessionRequest;

/** A scene with files around it is found whole, and renders the same on another machine. */
@Tag("beside-others")
class MovedSceneTest {
  @TempDir static Path made;
  @TempDir Path directory;

  @BeforeAll
  static void makeScenes() throws Exception {
    Scenes.make(
        made,
        Scenes.TINY
            + """
            import shutil
            for name in ('home/shots', 'home/textures', 'assets/textures', 'assets/fonts'):
                os.makedirs(os.path.join(here, name))
            def paint(name, colour):
                image = bpy.data.images.new(os.path.basename(name), 4, 4)
                image.generated_color = colour
                image.filepath_raw = os.path.join(here, name)
                image.file_format = 'PNG'
                image.save()
                bpy.data.images.remove(image)
            paint('assets/textures/red.png', (1, 0, 0, 1))
            paint('home/textures/green.png', (0, 1, 0, 1))
            paint('home/textures/gone.png', (0, 0, 1, 1))
            for number, colour in ((1, (1, 0, 1, 1)), (2, (0, 1, 1, 1)), (3, (1, 1, 0, 1))):
                paint('home/textures/step_%04d.png' % number, colour)
                paint('assets/textures/tile.%d.png' % (1000 + number), colour)
            font_file = os.path.join(here, 'assets/fonts/face.ttf')
            fonts = bpy.utils.system_resource('DATAFILES', path='fonts')
            found = [os.path.join(p, n) for root in (fonts, '/usr/share/fonts')
                     for p, _, names in os.walk(root) for n in sorted(names)
                     if n.endswith(('.ttf', '.pfb', '.otf', '.woff2'))]
            if found:
                shutil.copy(found[0], font_file)
            def textured(path, at, source='FILE'):
                bpy.ops.mesh.primitive_plane_add(size=2, location=at)
                item = bpy.context.object
                material = bpy.data.materials.new(path)
                material.use_nodes = True
                nodes = material.node_tree.nodes
                nodes.clear()
                texture = nodes.new('ShaderNodeTexImage')
                texture.image = bpy.data.images.load(os.path.join(here, path))
                texture.image.source = source
                if source == 'SEQUENCE':
                    texture.image_user.frame_duration = 3
                    texture.image_user.use_auto_refresh = True
                light = nodes.new('ShaderNodeEmission')
                output = nodes.new('ShaderNodeOutputMaterial')
                material.node_tree.links.new(texture.outputs[0], light.inputs[0])
                material.node_tree.links.new(light.outputs[0], output.inputs[0])
                item.data.materials.append(material)
                return item, texture.image
            # The library: a plane whose texture is beside the library.
            item, image = textured('assets/textures/red.png', (-3, 0, 1))
            item.name = 'FromLibrary'
            library = os.path.join(here, 'assets/library.blend')
            image.filepath = '//textures/red.png'
            bpy.data.libraries.write(library, {item}, fake_user=True)
            exec(tiny)
            with bpy.data.libraries.load(library, link=True) as (there, linked):
                linked.objects = ['FromLibrary']
            scene.collection.objects.link(linked.objects[0])
            shot = os.path.join(here, 'home/shots')
            item, near = textured('home/textures/green.png', (0, 0, 2))
            item, far = textured('assets/textures/red.png', (2, 2, 1))
            item, steps = textured('home/textures/step_0001.png', (3, 0, 1), 'SEQUENCE')
            item, tiles = textured('assets/textures/tile.1001.png', (0, -3, 1), 'TILED')
            if os.path.exists(font_file):
                curve = bpy.data.curves.new('text', 'FONT')
                curve.body = 'Aa'
                curve.font = bpy.data.fonts.load(font_file)
                scene.collection.objects.link(bpy.data.objects.new('text', curve))
            scene.frame_end = 2
            scene.render.dither_intensity = 0
            bpy.ops.wm.save_as_mainfile(filepath=os.path.join(shot, 'shot.blend'))
            near.filepath = '//../textures/green.png'
            steps.filepath = '//../textures/step_0001.png'
            tiles.filepath = os.path.join(here, 'assets/textures/tile.<UDIM>.png')
            bpy.ops.wm.save_mainfile()
            scene.render.filepath = os.path.join(here, 'expected/')
            bpy.ops.render.render(animation=True)
            item, gone = textured('home/textures/gone.png', (9, 9, 9))
            bpy.ops.wm.save_as_mainfile(filepath=os.path.join(shot, 'lacking.blend'))
            os.remove(os.path.join(here, 'home/textures/gone.png'))
            """
                .replace("exec(tiny)", Scenes.TINY.strip()));
  }

  private static Path scene(String name) {
    return made.resolve("home/shots").resolve(name);
  }

  @Test
  void everyFileIsListed() throws Exception {
    SceneDescription scene = Scenes.inspect(scene("shot.blend"), Map.of());
    assertThat(scene.missing()).isEmpty();
    assertThat(scene.files())
        .contains(
            made.resolve("assets/library.blend"),
            made.resolve("assets/textures/red.png"),
            made.resolve("home/textures/green.png"),
            made.resolve("home/textures/step_0001.png"),
            made.resolve("home/textures/step_0002.png"),
            made.resolve("home/textures/step_0003.png"),
            made.resolve("assets/textures/tile.1001.png"),
            made.resolve("assets/textures/tile.1002.png"),
            made.resolve("assets/textures/tile.1003.png"))
        .doesNotContain(made.resolve("home/textures/gone.png"));
    if (Files.exists(made.resolve("assets/fonts/face.ttf"))) {
      assertThat(scene.files()).contains(made.resolve("assets/fonts/face.ttf"));
    }
  }

  @Test
  void whatIsNotThereIsListedAsMissing() throws Exception {
    SceneDescription scene = Scenes.inspect(scene("lacking.blend"), Map.of());
    assertThat(scene.missing())
        .containsExactly(made.resolve("home/textures/gone.png") + " (image gone.png)");
  }

  @Test
  void rendersTheSameWhereOnlyTheMappingHolds() throws Exception {
    SceneDescription scene = Scenes.inspect(scene("shot.blend"), Map.of());
    Path worker = Files.createDirectories(directory.resolve("worker/scene"));
    Path moved = Files.copy(scene.scene(), worker.resolve("shot.blend"));
    Map<String, Path> files = new LinkedHashMap<>();
    for (Path file : scene.files()) {
      Path local = directory.resolve("worker/files").resolve(made.relativize(file));
      Files.createDirectories(local.getParent());
      files.put(file.toString(), Files.copy(file, local));
    }
    List<Path> away = List.of(made.resolve("assets"), made.resolve("home"));
    for (Path path : away) {
      Files.move(path, path.resolveSibling(path.getFileName() + "-away"));
    }
    Path output = Files.createDirectory(directory.resolve("output"));
    try (RenderSession session =
        new BlenderBackend()
            .open(
                new SessionRequest(
                    moved,
                    files,
                    scene.pictures(),
                    scene.parts().map(PartFormat::file),
                    scene.properties(),
                    Map.of(),
                    Scenes.settings(directory)))) {
      for (int frame : new int[] {2, 1}) {
        session.render(RenderRequest.wholeFrame(frame, output), ProgressListener.NONE);
      }
    } finally {
      for (Path path : away) {
        Files.move(path.resolveSibling(path.getFileName() + "-away"), path);
      }
    }
    for (int frame : new int[] {1, 2}) {
      assertThat(pixels(output.resolve(scene.pictures().get(0).forFrame(frame))))
          .isEqualTo(pixels(made.resolve("expected").resolve("000" + frame + ".png")));
    }
    assertThat(listing(worker)).containsExactly("shot.blend");
  }

  private static int[] pixels(Path picture) throws IOException {
    var image = ImageIO.read(picture.toFile());
    return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
  }

  private static List<String> listing(Path parent) throws IOException {
    try (Stream<Path> files = Files.list(parent)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
