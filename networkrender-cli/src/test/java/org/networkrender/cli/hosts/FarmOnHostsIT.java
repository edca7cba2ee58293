package org.networkrender.cli.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real Blender, real processes, real hosts, found by broadcast alone. */
class FarmOnHostsIT extends HostsFixture {
  private static final int FRAMES = 12;

  @TempDir static Path shared;
  private static Path scene;
  private static Path reference;

  @BeforeAll
  static void makeScene() throws Exception {
    scene = Scene.make(shared, FRAMES, 64);
    reference = Scene.reference(scene);
  }

  @Test
  void threeWorkersAndTheOwnMachineRenderWhatOneMachineWouldHave() throws Exception {
    List<Program> workers =
        List.of(worker(lan.addHost(), "a"), worker(lan.addHost(), "b"), worker(lan.addHost(), "c"));
    workers.forEach(worker -> worker.awaitLine("is ready"));

    Program client = render("out");

    assertThat(client.awaitEnd()).as("%s", client.lines()).isZero();
    Scene.assertSamePictures(output("out"), reference);
    assertThat(client.framesOf("a") + client.framesOf("b") + client.framesOf("c"))
        .as("%s", client.lines())
        .isPositive();
  }

  @Test
  @Tag("system-only")
  void workersAloneRenderEverythingAndSameCommandRendersNothingAgain() throws Exception {
    worker(lan.addHost(), "a").awaitLine("is ready");

    Program first = render("out", "--no-local");
    assertThat(first.awaitEnd()).as("%s", first.lines()).isZero();
    assertThat(first.framesOf("a")).isEqualTo(FRAMES);
    Program second = render("out", "--no-local");
    assertThat(second.awaitEnd()).as("%s", second.lines()).isZero();

    Scene.assertSamePictures(output("out"), reference);
    assertThat(second.lines())
        .anyMatch(line -> line.contains(FRAMES + " frames are there already"));
  }

  @Test
  @Tag("system-only")
  void workerThatJoinsLateGetsWorkAndOneThatLeavesPolitelyLosesNothing() throws Exception {
    Program early = worker(lan.addHost(), "early");
    early.awaitLine("is ready");
    Program client = render("out", "--no-local");
    long renderer = early.awaitRenderer();
    Program.signal("STOP", renderer);
    Program late = worker(lan.addHost(), "late");
    client.awaitLine(" on late in ");
    // Its frame may have been rendered by the late one too, and its Blender ended for that.
    Program.letGo(renderer);
    early.interrupt();

    assertThat(early.awaitEnd()).as("%s", early.lines()).isZero();
    assertThat(client.awaitEnd()).as("%s", client.lines()).isZero();
    Scene.assertSamePictures(output("out"), reference);
    assertThat(client.framesOf("late")).isPositive();
    assertThat(late.lines()).anyMatch(line -> line.contains("rendered"));
  }

  /** The program of 2008 lost this frame: its own machine had stopped looking for work. */
  @Test
  @Tag("system-only")
  void lastFrameIsRenderedHereWhenItsWorkerIsKilledAfterThisMachineRanOutOfWork() throws Exception {
    String host = lan.addHost();
    Program worker = worker(host, "doomed");
    worker.awaitLine("is ready");
    // Frames that take long, and no frame is waited for: else all may be there before one looks.
    Path slow = Scene.make(temporary, 6, 400);
    Program client = render(home, slow, "out");
    long renderer = worker.awaitRenderer();
    Program.signal("STOP", renderer);
    // On a fast machine the frame that stands still is rendered a second time before one looks.
    Awaitility.await("this machine has done all that is left")
        .atMost(Duration.ofMinutes(3))
        .until(() -> finishedFrames(client) >= 5);
    worker.kill();
    // It may have ended by itself: see letGo.
    Program.trySignal("KILL", renderer);

    assertThat(client.awaitEnd()).as("%s", client.lines()).isZero();
    Scene.assertSamePictures(output("out"), Scene.reference(slow));
    Awaitility.await("nothing is left running on the worker's host")
        .atMost(Duration.ofMinutes(3))
        .until(() -> lan.processes(host).isEmpty());
  }

  @Test
  void workerThatIsKilledAndStartedAgainOnTheSameAddressIsUsedAgain() throws Exception {
    String host = lan.addHost();
    Program worker = worker(host, "phoenix");
    worker.awaitLine("is ready");
    Program client = render("out", "--no-local");
    long renderer = worker.awaitRenderer();
    client.awaitLine(" on phoenix in ");
    worker.kill();
    Awaitility.await("Blender ends with its worker")
        .atMost(Duration.ofMinutes(3))
        .until(() -> ProcessHandle.of(renderer).isEmpty());
    worker(host, "phoenix");

    assertThat(client.awaitEnd()).as("%s", client.lines()).isZero();
    Scene.assertSamePictures(output("out"), reference);
  }

  @Test
  @Tag("system-only")
  void twoClientsShareOneWorkerAtTheSameTime() throws Exception {
    Program first = renderOn(home, "one", "--no-local");
    Program second = renderOn(lan.addHost(), "two", "--no-local");
    Program worker = worker(lan.addHost(), "shared");

    assertThat(first.awaitEnd()).as("%s", first.lines()).isZero();
    assertThat(second.awaitEnd()).as("%s", second.lines()).isZero();
    Scene.assertSamePictures(output("one"), reference);
    Scene.assertSamePictures(output("two"), reference);
    assertThat(worker.lines().stream().filter(line -> line.contains("rendered")).count())
        .isEqualTo(2L * FRAMES);
    List<String> order =
        worker.lines().stream()
            .filter(line -> line.contains("rendered") || line.contains(" left"))
            .toList();
    assertThat(order.subList(0, FRAMES))
        .as("both were served before either was done: %s", order)
        .noneMatch(line -> line.contains(" left"));
  }

  @Test
  void texturesAndLinkedLibrariesTravelWithTheScene() throws Exception {
    Path gallery = Path.of("..", "examples", "scenes", "gallery", "gallery.blend").toRealPath();
    Program worker = worker(lan.addHost(), "far");
    worker.awaitLine("is ready");

    Program client =
        start(
            home,
            cache("client"),
            List.of("render", gallery.toString(), "--no-local", "--frames", "2"),
            "-o",
            output("out").resolve("shot_####.png").toString());

    assertThat(client.awaitEnd()).as("%s", client.lines()).isZero();
    Scene.assertSamePictures(
        output("out"), Scene.reference(gallery, temporary.resolve("alone"), 2));
  }

  @Test
  @Tag("system-only")
  void junkFromTheNetworkHarmsNobody() throws Exception {
    String host = lan.addHost();
    Program worker = worker(host, "tough");
    worker.awaitLine("is ready");
    String place = "/dev/tcp/" + lan.address(host) + "/8080";
    shell(
        "for i in $(seq 50); do head -c 700 /dev/urandom >/dev/udp/"
            + lan.address(host)
            + "/8082; done");
    shell("for i in $(seq 10); do head -c 20000 /dev/urandom >" + place + " || true; done");
    shell(
        "exec 3<>"
            + place
            + "; printf 'GET / HTTP/1.1\\r\\nHost: x\\r\\n\\r\\n' >&3; head -c 20 <&3");

    Program client = render("out", "--no-local", "--frames", "1-2");

    assertThat(client.awaitEnd()).as("%s", client.lines()).isZero();
    assertThat(client.framesOf("tough")).isEqualTo(2);
  }

  @Test
  void interruptedJobLeavesNothingRunningAndGoesOnLater() throws Exception {
    Program client = render("out");
    client.awaitLine("frame 1 on ");
    client.interrupt();

    assertThat(client.awaitEnd()).as("%s", client.lines()).isEqualTo(130);
    Awaitility.await("nothing is left running")
        .atMost(Duration.ofMinutes(3))
        .until(() -> lan.processes(home).isEmpty());
    Program again = render("out");
    assertThat(again.awaitEnd()).as("%s", again.lines()).isZero();
    Scene.assertSamePictures(output("out"), reference);
  }

  private Program render(String output, String... more) throws IOException {
    return renderOn(home, output, more);
  }

  private Program renderOn(String host, String output, String... more) throws IOException {
    return render(host, scene, output, more);
  }

  private Program render(String host, Path scene, String output, String... more)
      throws IOException {
    List<String> arguments =
        List.of("render", scene.toString(), "-o", output(output).toString(), "--threads", "1");
    return start(host, cache("client-" + output), arguments, more);
  }

  private Path output(String name) {
    return temporary.resolve(name);
  }

  private static long finishedFrames(Program client) {
    return client.lines().stream().filter(line -> line.matches("frame \\d+ on .*")).count();
  }

  private void shell(String script) throws IOException, InterruptedException {
    new ProcessBuilder("ip", "netns", "exec", home, "timeout", "20", "bash", "-c", script)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }
}
