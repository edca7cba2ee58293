package org.networkrender.cli.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a worker gets over, with real Blender, real processes and real signals. */
@Tag("system-only")
class WorkerSurvivesIT extends HostsFixture {
  private static final int FRAMES = 3;

  @TempDir static Path shared;
  private static Path scene;
  private static Path reference;

  @BeforeAll
  static void makeScene() throws Exception {
    scene = Scene.make(shared, FRAMES, 64);
    reference = Scene.reference(scene);
  }

  @Test
  void aStoppedBlenderIsEndedAndItsFrameRenderedByANewOne() throws Exception {
    Program worker = worker(cache("w"), "--stall-after", "5s");
    worker.awaitLine("is ready");
    Program client = render();
    long renderer = worker.awaitRenderer();
    Program.signal("STOP", renderer);
    worker.awaitLine("no sign of work for ");

    assertThat(client.awaitEnd()).as("%s", client.lines()).isZero();
    Scene.assertSamePictures(output(), reference);
    assertThat(ProcessHandle.of(renderer)).isEmpty();
    assertThat(client.lines()).anyMatch(line -> line.contains("no sign of work"));
  }

  @Test
  void twoInterruptsEndAWorkerAtOnceAndTheSameCommandsGoOn() throws Exception {
    Path cache = cache("w");
    Program worker = worker(cache);
    worker.awaitLine("is ready");
    Program client = render();
    long renderer = worker.awaitRenderer();
    // A frame that does not end by itself.
    Program.signal("STOP", renderer);
    worker.interrupt();
    worker.awaitLine("finishing what runs, then leaving");
    assertThat(ProcessHandle.of(renderer)).as("once: it may finish").isPresent();
    worker.interrupt();

    assertThat(worker.awaitEnd()).as("%s", worker.lines()).isEqualTo(130);
    await("the renderer is ended").until(() -> ProcessHandle.of(renderer).isEmpty());
    assertThat(Directory.entries(work(cache).resolve("jobs"))).isEmpty();
    assertThat(Directory.entries(work(cache).resolve("sessions"))).isEmpty();
    worker(cache);
    assertThat(client.awaitEnd()).as("%s", client.lines()).isZero();
    Scene.assertSamePictures(output(), reference);
  }

  @Test
  void aWorkerWithAFullDiskSaysSoAndRendersWhenThereIsRoom() throws Exception {
    try (Disk disk = new Disk(temporary.resolve("disk"), 64)) {
      disk.fill(2 << 20);
      Program worker = worker(disk.place());
      worker.awaitLine("takes no tasks: the disk with ");
      worker.awaitLine("is ready");
      Program client = render();
      client.awaitLine(" takes no tasks just now: the disk with ");
      disk.makeRoom();
      worker.awaitLine("takes tasks again");

      assertThat(client.awaitEnd()).as("%s", client.lines()).isZero();
      Scene.assertSamePictures(output(), reference);
      worker.interrupt();
      assertThat(worker.awaitEnd()).as("%s", worker.lines()).isZero();
    }
  }

  @Test
  void whereNotEvenARendererCanBeTriedOneLineSaysWhy() throws Exception {
    try (Disk disk = new Disk(temporary.resolve("disk"), 64)) {
      disk.fill(16 << 10);
      Program worker = worker(disk.place());
      assertThat(worker.awaitEnd()).as("%s", worker.lines()).isNotZero();
      assertThat(worker.complaint()).contains("is nearly full").contains("Make room there");
    }
  }

  /** A process that is not Blender's and takes no notice of Blender's end. */
  @Test
  void whatACrashedWorkerLeftIsEndedByTheNext() throws Exception {
    Path cache = cache("w");
    Path wrapper =
        RendererUnderTest.wrapped(
            temporary.resolve("with-child"), "sleep 1000 >/dev/null 2>&1 &", "");
    Program worker = worker(cache, "--blender", wrapper.toString());
    worker.awaitLine("is ready");
    Program client = render();
    worker.awaitRenderer();
    List<ProcessHandle> strays = worker.descendants("sleep");
    assertThat(strays).isNotEmpty();
    Path noted = work(cache).resolve("renderers");
    await("the child is noted")
        .until(
            () ->
                Files.exists(noted) && Files.readString(noted).contains(strays.get(0).pid() + " "));
    worker.kill();
    assertThat(strays).allMatch(ProcessHandle::isAlive);
    Program next = worker(cache, "--blender", wrapper.toString());
    next.awaitLine("that a crashed worker had left");

    await("strays").until(() -> strays.stream().noneMatch(ProcessHandle::isAlive));
    assertThat(client.awaitEnd()).as("%s", client.lines()).isZero();
    Scene.assertSamePictures(output(), reference);
  }

  private Program worker(Path cache, String... more) throws IOException {
    List<String> arguments =
        List.of("worker", "--name", "w", "--interface", "lo", "--threads", "1");
    return start(home, cache, arguments, more);
  }

  private Program render() throws IOException {
    List<String> arguments = List.of("render", scene.toString(), "-o", output().toString());
    return start(
        home, cache("client"), arguments, "--interface", "lo", "--no-local", "--threads", "1");
  }
}
