package org.networkrender.blender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.RenderException;
import org.networkrender.api.backend.Capabilities;
import org.networkrender.api.backend.DistantLook;
import org.networkrender.api.backend.SceneDescription;
import org.networkrender.api.backend.SessionRequest;

/** What another machine's Blender finds in a scene is what this machine's would have found. */
@Tag("beside-others")
class DistantLookTest {
  @TempDir static Path made;
  @TempDir Path directory;

  private final BlenderBackend backend = new BlenderBackend();

  @BeforeAll
  static void makeScenes() throws Exception {
    Scenes.make(
        made,
        """
        import bpy
        def place(name):
            path = os.path.join(here, 'client', name)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            return path
        def paint(name):
            image = bpy.data.images.new(os.path.basename(name), 4, 4)
            image.filepath_raw = place(name)
            image.file_format = 'PNG'
            image.save()
            bpy.data.images.remove(image)
        def textured(name, path, text, source='FILE'):
            bpy.ops.mesh.primitive_plane_add()
            item = bpy.context.object
            item.name = name
            material = bpy.data.materials.new(name)
            material.use_nodes = True
            texture = material.node_tree.nodes.new('ShaderNodeTexImage')
            texture.image = bpy.data.images.load(place(path))
            texture.image.source = source
            item.data.materials.append(material)
            return texture.image, text
        def link(path, name):
            with bpy.data.libraries.load(place(path), link=True) as (there, linked):
                linked.objects = [name]
            bpy.context.scene.collection.objects.link(linked.objects[0])
        def save(path, images, **more):
            bpy.ops.wm.save_as_mainfile(filepath=place(path), relative_remap=False, **more)
            for image, text in images:
                image.filepath = text
            for library in bpy.data.libraries:
                if 'deep' in library.filepath:
                    library.filepath = '//deep/deep.blend'
            bpy.ops.wm.save_as_mainfile(filepath=place(path), relative_remap=False, **more)
        for name in ('assets/deep/deep.png', 'assets/textures/red.png', 'textures/near.png',
                     'textures/far.png', '.hidden/id_rsa', 'textures/unnamed.png'):
            paint(name)
        for number in (1, 2):
            paint('textures/step_%04d.png' % number)
            paint('textures/tile.%d.png' % (1000 + number))
        bpy.ops.wm.read_factory_settings(use_empty=True)
        save('assets/deep/deep.blend', [textured('Deep', 'assets/deep/deep.png', '//deep.png')])
        bpy.ops.wm.read_factory_settings(use_empty=True)
        image = textured('Near', 'assets/textures/red.png', '//textures/red.png')
        link('assets/deep/deep.blend', 'Deep')
        bpy.data.objects['Deep'].parent = None
        bpy.data.objects['Near']['other'] = bpy.data.objects['Deep']
        save('assets/library.blend', [image])
        for compress in (False, True):
            bpy.ops.wm.read_factory_settings()
            bpy.context.scene.render.engine = 'CYCLES'
            bpy.context.scene.cycles.use_denoising = False
            link('assets/library.blend', 'Near')
            images = [
                textured('n', 'textures/near.png', '//../textures/near.png'),
                textured('f', 'textures/far.png', place('textures/far.png')),
                textured('s', 'textures/step_0001.png', '//../textures/step_0001.png', 'SEQUENCE'),
                textured('t', 'textures/tile.1001.png', '//../textures/tile.<UDIM>.png', 'TILED'),
                textured('g', 'textures/near.png', '//../textures/gone.png'),
            ]
            save('shots/packed.blend' if compress else 'shots/shot.blend', images,
                 compress=compress)
        """);
  }

  @ParameterizedTest
  @ValueSource(strings = {"shot.blend", "packed.blend"})
  void itIsDescribedAsHere(String name) throws Exception {
    Path scene = made.resolve("client/shots").resolve(name);
    SceneDescription here = Scenes.inspect(scene, Map.of());
    assertThat(here.files())
        .extracting(file -> made.resolve("client").relativize(file).toString())
        .containsExactly(
            "assets/deep/deep.blend",
            "assets/deep/deep.png",
            "assets/library.blend",
            "assets/textures/red.png",
            "textures/far.png",
            "textures/near.png",
            "textures/step_0001.png",
            "textures/step_0002.png",
            "textures/tile.1001.png",
            "textures/tile.1002.png");
    assertThat(here.missing()).singleElement().asString().contains("textures/gone.png (image ");

    List<Path> seen = new ArrayList<>();
    DistantLook look = backend.describe(scene, look(scene, seen), seen, Map.of());
    for (int round = 0; !look.unseen().isEmpty() && round < 5; round++) {
      seen.addAll(look.unseen());
      look = backend.describe(scene, look(scene, seen), seen, Map.of());
    }

    assertThat(look.description()).isEqualTo(here);
  }

  /** Looks where the client's files are only those that were sent. */
  private String look(Path scene, List<Path> sent) throws Exception {
    Path client = made.resolve("client");
    Path worker = Files.createTempDirectory(directory, "worker");
    Map<String, Path> files = new HashMap<>();
    List<Path> all = new ArrayList<>(sent);
    all.add(scene);
    for (Path file : all) {
      Path place = worker.resolve(client.relativize(file).toString());
      Files.createDirectories(place.getParent());
      Files.copy(file, place);
      files.put(file.toString(), place);
    }
    Path away = Files.move(client, made.resolve("away"));
    try {
      return backend.look(
          new SessionRequest(
              worker.resolve(client.relativize(scene).toString()),
              files,
              List.of(),
              Optional.empty(),
              Map.of(),
              Map.of(),
              Scenes.settings(directory)));
    } finally {
      Files.move(away, client);
    }
  }

  @Test
  void aWorkerThatAsksForOtherFilesGetsNone() throws Exception {
    Path client = made.resolve("client");
    Path scene = client.resolve("shots/shot.blend");
    JsonObject told = JsonParser.parseString(look(scene, List.of())).getAsJsonObject();
    JsonArray named = told.getAsJsonObject("result").getAsJsonArray("named");
    List<String> asked =
        List.of(
            client.resolve(".hidden/id_rsa").toString(),
            "//../.hidden/id_rsa",
            "//../textures/unnamed.png",
            "//../assets",
            "//shot.blend/../../.hidden/id_rsa",
            client.resolve("textures").toString(),
            "/etc/passwd",
            "/tmp",
            "//..",
            "/",
            "",
            "//",
            "\u0000");
    for (String text : asked) {
      JsonObject file = new JsonObject();
      file.addProperty("path", text);
      JsonArray texts = new JsonArray();
      texts.add(text);
      file.add("texts", texts);
      file.addProperty("sequence", true);
      file.addProperty("cache", false);
      named.add(file);
    }

    DistantLook look = backend.describe(scene, told.toString(), List.of(), Map.of());

    assertThat(look.description().files())
        .extracting(file -> client.relativize(file).toString())
        .containsExactly(
            "assets/library.blend",
            "textures/far.png",
            "textures/near.png",
            "textures/step_0001.png",
            "textures/step_0002.png",
            "textures/tile.1001.png",
            "textures/tile.1002.png");
    assertThat(look.description().warnings())
        .anyMatch(line -> line.contains("id_rsa is not sent"))
        .anyMatch(line -> line.contains("/etc/passwd is not sent"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "nonsense",
        "{\"identity\":{},\"result\":{}}",
        "{\"identity\":{\"version\":[3,4,1],\"build\":\"\",\"module\":false},\"result\":{}}",
        "{\"identity\":{\"version\":[3,4,1],\"build\":\"\",\"module\":false},\"result\":[]}",
        "{\"identity\":{\"version\":[3,4,1],\"build\":\"\",\"module\":false},"
            + "\"result\":{\"named\":[{\"path\":7}]}}"
      })
  void whatMakesNoSenseIsTheWorkersFault(String told) {
    Path scene = made.resolve("client/shots/shot.blend");
    assertThatThrownBy(() -> backend.describe(scene, told, List.of(), Map.of()))
        .isInstanceOfSatisfying(
            RenderException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.WORKER));
  }

  @Test
  void whoSavedTheFileLooksFirstThenTheNewest() throws Exception {
    Path file = directory.resolve("a.blend");
    Files.writeString(file, "BLENDER-v403" + "x".repeat(100));
    List<Capabilities> others =
        List.of(blender("3.4.1"), blender("4.3.2"), blender("5.2.2"), blender("4.5.15"));
    assertThat(backend.inspectors(file, Map.of(), others))
        .extracting(Capabilities::version)
        .containsExactly("4.3.2", "5.2.2", "4.5.15");
    assertThat(backend.inspectors(file, Map.of("version", "4.5"), others))
        .extracting(Capabilities::version)
        .containsExactly("4.5.15");
    assertThat(backend.inspectors(file, Map.of("version", "9.9"), others)).isEmpty();
  }

  private static Capabilities blender(String version) {
    return new Capabilities("blender", version, List.of(), List.of(), Map.of());
  }
}
