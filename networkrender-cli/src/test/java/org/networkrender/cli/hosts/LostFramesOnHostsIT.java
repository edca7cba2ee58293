package org.networkrender.cli.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.networkrender.api.Sha256;

/** Failures that lost frames or workers of other farms and need real processes to happen. */
@Tag("system-only")
class LostFramesOnHostsIT extends HostsFixture {
  private static final int NEVER_DONE = 1_000_000;

  /** The frozen machine has a frame, and would have it for ever. */
  @Test
  void aFrozenWorkerIsNotWaitedForAndAKilledBlenderIsNotDone() throws Exception {
    Path scene = Scene.make(temporary, 3, 400);
    Path reference = Scene.reference(scene);
    Program frozen = worker(lan.addHost(), "frozen");
    Program robbed = worker(lan.addHost(), "robbed");
    frozen.awaitLine("is ready");
    robbed.awaitLine("is ready");
    Program client = render(scene, "--no-local");
    frozen.awaitRenderer();
    Program.signal("STOP", frozen.pid());
    Program.signal("KILL", robbed.awaitRenderer());

    assertThat(client.awaitEnd()).as("%s", client.lines()).isZero();
    Scene.assertSamePictures(output(), reference);
    assertThat(client.lines()).anyMatch(line -> line.contains(" failed on robbed: "));
    assertThat(client.framesOf("robbed")).as("%s", client.lines()).isEqualTo(3);
  }

  @Test
  void aClientThatDiesLeavesNothingOnItsWorkerWhoseCacheIsUsedAfterItsRestart() throws Exception {
    Path scene = Scene.make(temporary, 2, NEVER_DONE);
    String host = lan.addHost();
    Program worker = worker(host, "loyal");
    worker.awaitLine("is ready");
    Program client = render(scene, "--no-local");
    await("the worker renders").until(() -> !jobs("loyal").isEmpty());
    long renderer = worker.awaitRenderer();

    client.kill();

    await("the renderer is ended").until(() -> ProcessHandle.of(renderer).isEmpty());
    await("the job's directory is gone").until(() -> jobs("loyal").isEmpty());
    await("the renderer's directory is gone")
        .until(() -> Directory.entries(work("loyal").resolve("sessions")).isEmpty());
    Set<String> received = received("loyal");
    Sha256 content = Sha256.of(scene);
    assertThat(received).anyMatch(file -> file.startsWith(content + " "));
    worker.kill();
    worker(host, "loyal").awaitLine("is ready");
    render(scene, "--no-local");
    await("the new one has the job").until(() -> !jobs("loyal").isEmpty());
    await("it renders")
        .until(() -> !Directory.entries(work("loyal").resolve("sessions")).isEmpty());
    assertThat(received("loyal")).as("what it has is not sent again").containsAll(received);
  }

  /** Returns what lies in a worker's cache, each file with what makes it the same file. */
  private Set<String> received(String worker) throws IOException {
    Set<String> keys = new TreeSet<>();
    for (Path file : Directory.files(work(worker).resolve("contents"), ".*")) {
      keys.add(file.getFileName() + " " + Files.getAttribute(file, "unix:ino"));
    }
    return keys;
  }

  private List<Path> jobs(String worker) throws IOException {
    return Directory.entries(work(worker).resolve("jobs"));
  }

  private Program render(Path scene, String... more) throws IOException {
    List<String> arguments = List.of("render", scene.toString(), "-o", output().toString());
    return start(home, cache("client"), arguments, more);
  }
}
