package org.networkrender.blender;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.networkrender.api.backend.Capabilities;
import org.networkrender.api.backend.SceneDescription;

/** A build that lacks something renders without it and says nothing: so it does not render. */
@Tag("beside-others")
class BuildNeedsTest {
  @TempDir static Path made;
  @TempDir Path directory;

  @BeforeAll
  static void makeScenes() throws Exception {
    Scenes.make(
        made,
        Scenes.TINY
            + """
            def modify(kind, **values):
                modifier = cube.modifiers.new(kind, kind)
                for name, value in values.items():
                    setattr(modifier, name, value)
                return modifier
            def cache(name):
                path = os.path.join(here, name)
                open(path, 'wb').close()
                bpy.ops.cachefile.open(filepath=path)
                return next(file for file in bpy.data.cache_files if name in file.filepath)
            moves, places = cache('cube.abc'), cache('cube.usdc')
            for kind in ('SUBSURF', 'OCEAN', 'FLUID'):
                modify(kind)
            modify('REMESH', mode='VOXEL')
            modify('REMESH', mode='SHARP').show_render = False
            modify('MESH_SEQUENCE_CACHE', cache_file=moves).show_render = False
            movie = bpy.data.images.new('movie', 4, 4)
            movie.source = 'MOVIE'
            movie.use_fake_user = True
            scene.render.use_freestyle = scene.view_layers[0].use_freestyle = True
            save('many.blend')
            cube.modifiers.clear()
            scene.render.use_freestyle = False
            bpy.data.images.remove(movie)
            cube.constraints.new('TRANSFORM_CACHE').cache_file = places
            modify('MESH_SEQUENCE_CACHE', cache_file=moves)
            save('cached.blend')
            cube.constraints.clear()
            cube.modifiers.clear()
            behind, unseen = bpy.data.scenes.new('behind'), bpy.data.scenes.new('unseen')
            def placed(name, scene, kind):
                item = bpy.data.objects.new(name, bpy.data.meshes.new(name))
                item.modifiers.new(kind, kind)
                scene.collection.objects.link(item)
                return item
            placed('pool', behind, 'OCEAN')
            placed('smooth', unseen, 'SUBSURF')
            pusher = placed('pusher', unseen, 'REMESH')
            modify('BOOLEAN', object=pusher)
            cube.parent = bpy.data.objects['smooth']
            scene.background_set = behind
            save('behind.blend')
            """);
  }

  private static SceneDescription inspect(String name) throws Exception {
    return Scenes.inspect(made.resolve(name + ".blend"), Map.of());
  }

  @Test
  void whatASceneCannotDoWithoutIsToldAndNotWhatItDoesNotUse() throws Exception {
    assertThat(inspect("many").properties())
        .containsEntry(
            SceneProperties.NEEDS, "codec_ffmpeg,fluid,freestyle,mod_oceansim,opensubdiv,openvdb");
  }

  @Test
  void whatABackgroundSetOrAnObjectOfAnotherSceneNeedsIsToldIfItsGeometryIsUsed() throws Exception {
    assertThat(inspect("behind").properties())
        .containsEntry(SceneProperties.NEEDS, "mod_oceansim,openvdb");
  }

  @Test
  void thisBlenderRendersCachesOnlyIfItReadsThem() throws Exception {
    SceneDescription scene = inspect("cached");
    assertThat(scene.properties()).containsEntry(SceneProperties.NEEDS, "alembic,usd");
    Capabilities here = new BlenderBackend().probe(Scenes.settings(directory)).get(0);
    String reason = new BlenderBackend().mismatch(scene, Map.of(), here).orElse("fits");
    if ("true".equals(here.features().get("alembic"))) {
      assertThat(reason).isEqualTo("fits");
    } else {
      assertThat(reason).contains("reads Alembic files", "built without", "official Blender build");
    }
  }

  @Test
  void onlyWhatABlenderSaysToLackIsLacking() {
    Map<String, String> scene = Map.of(SceneProperties.NEEDS, "fluid,openvdb");
    assertThat(BuildNeeds.missing(scene, worker(Map.of("fluid", "true")))).isEmpty();
    assertThat(BuildNeeds.missing(scene, worker(Map.of("openvdb", "false"))).orElse(""))
        .contains("has volumes");
    assertThat(BuildNeeds.missing(Map.of(), worker(Map.of("openvdb", "false")))).isEmpty();
  }

  private static Capabilities worker(Map<String, String> features) {
    return new Capabilities("blender", "5.2.2", List.of("CYCLES"), List.of("CPU"), features);
  }
}
