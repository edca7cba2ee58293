package org.networkrender.blender;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.RenderException;
import org.networkrender.api.backend.BakeRequest;
import org.networkrender.api.backend.ProgressListener;
import org.networkrender.api.backend.RenderSession;
import org.networkrender.api.backend.SceneDescription;

/**
 * Of a fluid that it cannot write Blender says that it is baked: what it leaves then are files that
 * are empty, or cut off.
 */
@Tag("beside-others")
class BakeOnFullDiskTest {
  private static final int LAST = 4;

  /** Some Blenders end while they bake fluids. */
  private static final String LIQUID =
      Scenes.TINY
          + """
          sound = bpy.app.version < (4, 0) or (bpy.app.version >= (5, 0) and not bpy.app.module)
          if bpy.app.build_options.fluid and sound:
              flow = cube.modifiers.new('Flow', 'FLUID')
              flow.fluid_type = 'FLOW'
              flow.flow_settings.flow_type, flow.flow_settings.flow_behavior = 'LIQUID', 'INFLOW'
              mesh = cube.data.copy()
              for each in mesh.vertices:
                  each.co *= 3
              tank = bpy.data.objects.new('tank', mesh)
              scene.collection.objects.link(tank)
              domain = tank.modifiers.new('Domain', 'FLUID')
              domain.fluid_type = 'DOMAIN'
              liquid = domain.domain_settings
              liquid.domain_type, liquid.resolution_max = 'LIQUID', 12
              liquid.cache_type, liquid.use_mesh = 'MODULAR', True
              save('liquid.blend')
          """;

  @TempDir Path directory;

  /**
   * No room from the beginning; for a part of the first frame; and for what of the last one is not
   * missed by looking at sizes alone.
   */
  @ParameterizedTest
  @ValueSource(ints = {0, 10, 60})
  void whatCouldNotBeWrittenIsNoBake(int free) throws Exception {
    Scenes.make(directory, LIQUID);
    Path file = directory.resolve("liquid.blend");
    assumeTrue(Files.exists(file), "this Blender bakes no fluids");
    Path place = Files.createDirectory(directory.resolve("disk"));
    SceneDescription scene = Scenes.inspect(file, Map.of());
    Path baked = Files.createDirectory(directory.resolve("baked"));
    try (SmallDisk disk = SmallDisk.mount(place, "4m")) {
      // One that has a root directory of its own sees what was mounted before it started.
      Scenes.endWaiting();
      OtherMachine other = new OtherMachine(place);
      try (RenderSession session =
          new BlenderBackend()
              .open(other.request(scene, other.receive(scene, directory), scene.properties()))) {
        Path filler = disk.fill(free);
        assertThatExceptionOfType(RenderException.class)
            .isThrownBy(() -> session.bake(new BakeRequest(LAST, baked), ProgressListener.NONE))
            .withMessageContaining("the fluid of tank could not be written")
            .extracting(RenderException::kind)
            .isEqualTo(ErrorKind.RESOURCE);
        Files.delete(filler);
      }
    }
  }
}
