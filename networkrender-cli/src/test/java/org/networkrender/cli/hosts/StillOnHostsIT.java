package org.networkrender.cli.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One still in tiles on real hosts, and what happens when programs are killed meanwhile. */
class StillOnHostsIT extends HostsFixture {
  private static final int TILES = 12;

  @TempDir static Path shared;
  private static Path scene;
  private static Path reference;

  @BeforeAll
  static void makeScene() throws Exception {
    scene = StillScene.make(shared, "");
    reference = Scene.reference(scene, shared.resolve("reference"), 1);
  }

  /**
   * Renderers are stopped by a signal so that it is certain who does what: the one that is killed
   * in a tile has rendered another before, and the one that is killed while it finishes is chosen
   * for that since the third was slow.
   */
  @Test
  void oneWorkerIsKilledInATileAndOneWhileItFinishes() throws Exception {
    String hostOfFirst = lan.addHost();
    Program first = worker(hostOfFirst, "first");
    first.awaitLine("is ready");
    Program client = render("--no-local");
    first.awaitLine("rendered");
    long rendererOfFirst = first.awaitRenderer();
    Program.signal("STOP", rendererOfFirst);
    String hostOfThird = lan.addHost();
    Program third = worker(hostOfThird, "third");
    third.awaitLine("connected from");
    long rendererOfThird = third.awaitRenderer();
    Program.signal("STOP", rendererOfThird);
    String hostOfSecond = lan.addHost();
    Program second = worker(hostOfSecond, "second");
    second.awaitLine("connected from");
    await("a tile that is not rendered yet").until(() -> isRendering("first"));
    first.kill();
    Program.letGo(rendererOfFirst);

    await("all tiles but the one of the third worker").until(() -> parts().size() == TILES - 1);
    long rendererOfSecond = second.awaitRenderer();
    Program.signal("STOP", rendererOfSecond);
    Program.signal("CONT", rendererOfThird);
    await("the second worker finishes").until(() -> !joinedOn("second").isEmpty());
    second.kill();
    Program.letGo(rendererOfSecond);

    assertThat(client.awaitEnd()).as("%s", client.lines()).isZero();
    Scene.assertSamePictures(output(), reference);
    assertThat(client.awaitLine("frame 1 on ")).contains("third");
    assertThat(client.framesOf("first")).isPositive();
    assertThat(client.framesOf("first") + client.framesOf("second") + client.framesOf("third"))
        .as("%s", client.lines())
        .isEqualTo(TILES);
    assertThat(parts()).isEmpty();
    assertNothingIsLeft(hostOfFirst, "first");
    assertTheNextStartCleansUp(hostOfSecond, "second");
    third.interrupt();
    assertThat(third.awaitEnd()).as("%s", third.lines()).isZero();
    assertNothingIsLeft(hostOfThird, "third");
  }

  @Test
  @Tag("system-only")
  void sameCommandAfterTheClientWasKilledRendersOnlyWhatIsMissing() throws Exception {
    String host = lan.addHost();
    Program worker = worker(host, "far");
    worker.awaitLine("is ready");
    Program client = render("--no-local");
    await("some tiles").until(() -> parts().size() >= 3);
    long renderer = worker.awaitRenderer();
    Program.signal("STOP", renderer);
    client.kill();
    Program.letGo(renderer);
    int left = parts().size();

    Program again = render("--no-local");

    assertThat(again.awaitEnd()).as("%s", again.lines()).isZero();
    Scene.assertSamePictures(output(), reference);
    // The last one may lie there without being noted yet.
    assertThat(keptParts(again)).isBetween(left - 1, left).isLessThan(TILES);
    assertThat(again.framesOf("far")).isEqualTo(TILES - keptParts(again));
    assertThat(parts()).isEmpty();
    await("the sessions of both clients end")
        .until(() -> Directory.entries(work("far").resolve("sessions")).isEmpty());
    assertThat(Directory.entries(work("far").resolve("jobs"))).isEmpty();
  }

  /** Nothing that a worker started for a job outlives it, even when it was killed. */
  private void assertNothingIsLeft(String host, String name) throws IOException {
    await("no process on the host of " + name).until(() -> lan.processes(host).isEmpty());
    assertThat(Directory.entries(work(name).resolve("sessions"))).as(name).isEmpty();
  }

  /**
   * A renderer that is just being started when its worker is killed cannot remove its own
   * directory: no process is left, and the worker's next start removes the rest.
   */
  private void assertTheNextStartCleansUp(String host, String name) throws Exception {
    await("no process on the host of " + name).until(() -> lan.processes(host).isEmpty());
    Program again = worker(host, name);
    again.awaitLine("is ready");
    assertThat(Directory.entries(work(name).resolve("sessions"))).as(name).isEmpty();
    assertThat(Directory.entries(work(name).resolve("jobs"))).as(name).isEmpty();
    again.interrupt();
    assertThat(again.awaitEnd()).as("%s", again.lines()).isZero();
    assertNothingIsLeft(host, name);
  }

  /** Returns whether a worker was given a tile that has no file yet. */
  private boolean isRendering(String worker) throws IOException {
    for (Path job : Directory.entries(work(worker).resolve("jobs"))) {
      for (Path attempt : Directory.entries(job.resolve("results"))) {
        if (Directory.files(attempt, ".*").isEmpty()) {
          return true;
        }
      }
    }
    return false;
  }

  private List<Path> joinedOn(String worker) throws IOException {
    return Directory.files(work(worker), "jobs/.*/joined/.*");
  }

  private List<Path> parts() throws IOException {
    return Directory.entries(output().resolve(".networkrender/parts"));
  }

  private static int keptParts(Program client) {
    Pattern kept = Pattern.compile("parts that are there already and are kept: (\\d+)");
    return client.lines().stream()
        .map(kept::matcher)
        .filter(Matcher::matches)
        .mapToInt(match -> Integer.parseInt(match.group(1)))
        .findFirst()
        .orElse(0);
  }

  private Program render(String... more) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("render", scene.toString(), "--still"));
    arguments.addAll(List.of("--split", "tiles", "--tiles", "4x3", "--threads", "1"));
    arguments.addAll(List.of("-o", output().toString()));
    return start(home, cache("client"), arguments, more);
  }
}
