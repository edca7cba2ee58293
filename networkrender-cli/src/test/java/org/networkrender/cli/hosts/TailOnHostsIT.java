package org.networkrender.cli.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** One costly frame of an animation on four slots: three of them would stay idle. */
@Tag("system-only")
class TailOnHostsIT extends HostsFixture {
  static final String SCRIPT =
      """
      import bpy, sys
      scene = bpy.context.scene
      scene.render.engine = 'CYCLES'
      scene.cycles.samples = 32
      scene.cycles.use_denoising = False
      scene.cycles.use_adaptive_sampling = False
      scene.render.resolution_x, scene.render.resolution_y = 896, 504
      scene.render.filepath = '//shot_####'
      scene.frame_start, scene.frame_end = 1, 9
      bpy.ops.mesh.primitive_plane_add(size=12, location=(0, 0, -1))
      bpy.ops.mesh.primitive_monkey_add(location=(2.2, -0.6, 0.4), rotation=(0, 0, 1))
      monkey = bpy.context.object
      monkey.keyframe_insert('location', frame=1)
      monkey.location = (0, 2, 2)
      monkey.keyframe_insert('location', frame=9)
      bpy.ops.wm.save_as_mainfile(filepath=sys.argv[-1])
      """;

  @Test
  void theOnlyFrameIsCutIntoTilesAndLooksAsIfItHadNotBeen() throws Exception {
    Path scene = Scene.save(temporary.resolve("scene.blend"), SCRIPT);
    Path reference = Scene.reference(scene, temporary.resolve("reference"), 5);
    worker(lan.addHost(), "far", "--slots", "3").awaitLine("is ready");

    Program client =
        start(
            home,
            cache("client"),
            List.of("render", scene.toString(), "-o", output().toString(), "--threads", "1"),
            "--frames",
            "5");

    assertThat(client.awaitEnd()).as("%s", client.lines()).isZero();
    assertThat(client.lines()).anyMatch(line -> line.contains("frame 5 is cut into"));
    Scene.assertSamePictures(output(), reference);
    assertThat(Directory.entries(output().resolve(".networkrender/parts"))).isEmpty();
  }
}
