package org.networkrender.cli.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What comes before the frames of a job, and after them, on hosts of which some die. */
class MoviesAndBakesIT extends HostsFixture {
  /** A sheet that falls on a cube, from frame 1 on. */
  private static final String SCRIPT =
      """
      import bpy, sys
      s = bpy.context.scene
      s.render.engine = 'CYCLES'
      s.cycles.samples = 1
      s.cycles.use_denoising = False
      s.render.resolution_x, s.render.resolution_y = 64, 48
      s.render.resolution_percentage = 100
      s.frame_start, s.frame_end = 1, 9
      s.render.filepath = '//shot_####'
      bpy.data.objects['Cube'].modifiers.new('Collision', 'COLLISION')
      bpy.ops.mesh.primitive_grid_add(x_subdivisions=9, y_subdivisions=9, size=3, location=(0, 0, 2))
      bpy.context.object.modifiers.new('Cloth', 'CLOTH')
      bpy.ops.wm.save_as_mainfile(filepath=sys.argv[-1], compress=False)
      """;

  /** As Blender's window plays it: each frame in turn, and a picture of what is there then. */
  private static final String PLAYED =
      """
      import bpy, sys
      s = bpy.context.scene
      for frame in range(1, 10):
          s.frame_set(frame)
          s.render.filepath = '%s/shot_%04d' % (sys.argv[-1], frame)
          bpy.ops.render.render(write_still=True)
      """;

  private Program render(Path scene, String... more) throws IOException {
    List<String> arguments =
        List.of("render", scene.toString(), "--no-local", "-o", output().toString());
    return start(home, cache("client"), arguments, more);
  }

  /** Waits until one of the workers has started a renderer, and returns that worker. */
  private static Program working(List<Program> workers) {
    return await("a renderer")
        .until(
            () -> workers.stream().filter(worker -> worker.renderer().isPresent()).findFirst(),
            Optional::isPresent)
        .orElseThrow();
  }

  @Test
  void aBakeWhoseWorkerDiesAndAMovieWhoseClientDiesAreMadeAllTheSame() throws Exception {
    Path scene = Scene.save(temporary.resolve("scene.blend"), SCRIPT);
    Path played = Scene.played(scene, PLAYED);
    List<Program> workers =
        List.of(
            worker(lan.addHost(), "one"),
            worker(lan.addHost(), "two"),
            worker(lan.addHost(), "three"));
    workers.forEach(worker -> worker.awaitLine("is ready"));

    Program baked = render(scene);
    Program baking = working(workers);
    baking.kill();

    assertThat(baked.awaitEnd()).as("%s", baked.lines()).isZero();
    assertThat(baked.lines()).anyMatch(line -> line.contains("baked first"));
    Scene.assertSamePictures(output(), played);

    Path movie = temporary.resolve("film.mkv");
    List<Program> left = workers.stream().filter(worker -> worker != baking).toList();
    Program encoding = render(scene, "--movie", movie.toString());
    working(left);
    encoding.kill();
    await("the workers are free")
        .until(() -> left.stream().noneMatch(worker -> worker.renderer().isPresent()));
    assertThat(movie).doesNotExist();
    Program encoded = render(scene, "--movie", movie.toString());

    assertThat(encoded.awaitEnd()).as("%s", encoded.lines()).isZero();
    assertThat(encoded.lines()).anyMatch(line -> line.contains("The movie is " + movie));
    assertThat(encoded.lines()).anyMatch(line -> line.contains("9 frames were there already"));
    assertThat(encoded.lines()).noneMatch(line -> line.contains("baked first"));
    assertThat(Files.size(movie)).isPositive();
    Scene.assertSamePictures(output(), played);
  }
}
