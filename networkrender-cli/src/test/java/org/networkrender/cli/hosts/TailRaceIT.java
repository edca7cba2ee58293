package org.networkrender.cli.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A costly frame is rendered whole by one worker and in tiles by others, and workers die. */
@Tag("system-only")
class TailRaceIT extends HostsFixture {
  /** The first one killed renders the whole frame or has just been told to stop that. */
  @Test
  void whoRendersTheWholeFrameIsKilledAndThenWhoRendersATile() throws Exception {
    Path scene = Scene.save(temporary.resolve("scene.blend"), TailOnHostsIT.SCRIPT);
    Path reference = Scene.reference(scene, temporary.resolve("reference"), 5);
    List<Program> workers =
        List.of(
            worker(lan.addHost(), "first"),
            worker(lan.addHost(), "second"),
            worker(lan.addHost(), "third"));
    workers.forEach(worker -> worker.awaitLine("is ready"));
    Program client =
        start(
            home,
            cache("client"),
            List.of("render", scene.toString(), "-o", output().toString(), "--no-local"),
            "--frames",
            "5");
    Program whole = awaitRendering(workers);
    client.awaitLine("frame 5 is cut into");
    Program tile = awaitRendering(workers.stream().filter(worker -> worker != whole).toList());

    whole.kill();
    tile.kill();

    assertThat(client.awaitEnd()).as("%s", client.lines()).isZero();
    Scene.assertSamePictures(output(), reference);
    assertThat(client.lines()).filteredOn(line -> line.contains(" left: ")).hasSize(2);
    assertThat(Directory.entries(output().resolve(".networkrender/parts"))).isEmpty();
  }

  /** Waits until one of them has a renderer, and returns it. */
  private static Program awaitRendering(List<Program> workers) {
    return await("one renders")
        .until(
            () -> workers.stream().filter(worker -> worker.renderer().isPresent()).findFirst(),
            Optional::isPresent)
        .orElseThrow();
  }
}
