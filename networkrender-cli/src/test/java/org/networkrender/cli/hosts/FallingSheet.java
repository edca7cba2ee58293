package org.networkrender.cli.hosts;

import java.io.IOException;
import java.nio.file.Path;

/** A real small scene whose simulation is not baked, and what one Blender shows that plays it. */
final class FallingSheet {
  /** A sheet that falls on a cube, from frame 1 on. */
  private static final String SCRIPT =
      """
      import bpy, sys
      out, frames, samples = sys.argv[-3], int(sys.argv[-2]), int(sys.argv[-1])
      s = bpy.context.scene
      s.render.engine = 'CYCLES'
      s.cycles.samples = samples
      s.cycles.use_denoising = False
      s.cycles.use_adaptive_sampling = False
      s.render.resolution_x, s.render.resolution_y = 96, 54
      s.render.resolution_percentage = 100
      s.frame_start, s.frame_end = 1, frames
      s.render.filepath = '//shot_####'
      bpy.data.objects['Cube'].modifiers.new('Collision', 'COLLISION')
      bpy.ops.mesh.primitive_grid_add(x_subdivisions=9, y_subdivisions=9, size=3, location=(0, 0, 2))
      bpy.context.object.modifiers.new('Cloth', 'CLOTH')
      bpy.ops.wm.save_as_mainfile(filepath=out, compress=False)
      """;

  /** As Blender's window plays it: each frame in turn, and a picture of what is there then. */
  private static final String PLAYED =
      """
      import bpy, sys
      s = bpy.context.scene
      for frame in range(s.frame_start, s.frame_end + 1):
          s.frame_set(frame)
          s.render.filepath = '%s/shot_%04d' % (sys.argv[-1], frame)
          bpy.ops.render.render(write_still=True)
      """;

  private FallingSheet() {}

  /**
   * Makes the scene with Blender.
   *
   * @param directory where {@code sheet.blend} is to be
   * @param frames how many frames it has
   * @param samples how many samples each has
   */
  static Path make(Path directory, int frames, int samples)
      throws IOException, InterruptedException {
    return Scene.save(
        directory.resolve("sheet.blend"),
        SCRIPT,
        Integer.toString(frames),
        Integer.toString(samples));
  }

  /** Returns the pictures of one Blender that plays the scene, in a directory of their own. */
  static Path played(Path scene) throws IOException, InterruptedException {
    return Scene.played(scene, PLAYED);
  }
}
