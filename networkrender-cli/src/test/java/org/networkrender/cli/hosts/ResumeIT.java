package org.networkrender.cli.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** One frame of two cannot be rendered, and the scene is changed: with the real program. */
@Tag("system-only")
@Isolated("what happens when depends on time")
class ResumeIT {
  /** A script of the broken one says at frame 2 what Blender says of a scene without a camera. */
  private static final String SCRIPT =
      """
      import bpy, sys
      out, broken = sys.argv[-2], sys.argv[-1] == 'broken'
      s = bpy.context.scene
      s.render.engine = 'CYCLES'
      s.cycles.samples = 1
      s.cycles.use_denoising = False
      s.render.resolution_x, s.render.resolution_y = 32, 18
      s.render.filepath = '//shot_####'
      s.frame_start, s.frame_end = 1, 2
      if broken:
          text = bpy.data.texts.new('thief.py')
          text.use_module = True
          text.write('''
      import bpy
      def look(scene, *_):
          if scene.frame_current == 2:
              print('Cannot render, no camera', flush=True)
      bpy.app.handlers.frame_change_pre.append(look)
      ''')
      bpy.ops.wm.save_as_mainfile(filepath=out)
      """;

  @TempDir Path directory;

  @Test
  void missingFramesHaveTheirOwnCodeAndAChangedSceneIsAskedAbout() throws Exception {
    Path scene = Scene.save(directory.resolve("scene.blend"), SCRIPT, "broken");
    Program incomplete = render(4, scene, "--scripts");
    assertThat(incomplete.lines())
        .contains("1 frame missing: 2")
        .anyMatch(line -> line.startsWith("  frame 2: "))
        .anyMatch(line -> line.startsWith("The same command goes on where this one ended"));
    Path first = directory.resolve("out/shot_0001.png");
    FileTime made = FileTime.from(Instant.parse("2020-01-01T00:00:00Z"));
    Files.setLastModifiedTime(first, made);

    Scene.save(scene, SCRIPT, "whole");
    assertThat(render(2, scene).complaint())
        .contains("Pictures of 1 of 2 frames", "another version", "--keep", "--overwrite");
    render(0, scene, "--keep");
    assertThat(Files.getLastModifiedTime(first)).isEqualTo(made);
    assertThat(directory.resolve("out/shot_0002.png")).exists();

    render(0, scene, "--overwrite");
    assertThat(Files.getLastModifiedTime(first)).isNotEqualTo(made);
    assertThat(render(0, scene).lines()).anyMatch(line -> line.contains("2 frames were there"));
  }

  private Program render(int code, Path scene, String... options) throws Exception {
    List<String> all = new ArrayList<>(List.of("render", scene.toString(), "--interface", "lo"));
    all.addAll(List.of("-o", directory.resolve("out").toString()));
    all.addAll(List.of(options));
    try (Program program =
        Program.start("", directory.resolve("cache"), all.toArray(new String[0]))) {
      assertThat(program.awaitEnd()).as("%s", program.lines()).isEqualTo(code);
      return program;
    }
  }
}
