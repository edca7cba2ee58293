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
    Path scene = FallingSheet.make(temporary, 9, 1);
    Path played = FallingSheet.played(scene);
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
