package org.networkrender.cli.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A worker that another program starts, follows and steers. */
@Tag("system-only")
class WorkerEventsIT extends HostsFixture {
  private static final int NICE = 16;

  /** As many threads as a render has, so that others leave enough to them. */
  private static final String BUSY =
      """
      import hashlib, threading
      data = bytes(1 << 24)
      def work():
          while True: hashlib.sha256(data)
      for _ in range(8): threading.Thread(target=work).start()
      """;

  private final List<AutoCloseable> started = new ArrayList<>();

  @AfterEach
  void endAll() throws Exception {
    for (AutoCloseable each : started) {
      each.close();
    }
  }

  private ToldProgram run(String... arguments) throws IOException {
    Path errors = Files.createTempFile(temporary, "errors", ".txt");
    ToldProgram program = ToldProgram.start(home, cache("w"), errors.toFile(), arguments);
    started.add(program);
    return program;
  }

  private ToldProgram tellingWorker(String... more) throws IOException {
    List<String> all = new ArrayList<>(List.of("worker", "--events", "json", "--name", "w"));
    all.addAll(List.of("--interface", "lo", "--threads", "1"));
    all.addAll(List.of(more));
    return run(all.toArray(new String[0]));
  }

  private Program render(Path scene) throws IOException {
    List<String> arguments = List.of("render", scene.toString(), "-o", output().toString());
    return start(
        home, cache("client"), arguments, "--interface", "lo", "--no-local", "--threads", "1");
  }

  /** Returns how much a process leaves the processor to others. */
  private static int nice(long process) throws IOException {
    String stat = Files.readString(Path.of("/proc", Long.toString(process), "stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return Integer.parseInt(fields[NICE]);
  }

  @Test
  void itTellsWhatItDoesIsPausedAndEndsWithWhoeverStartedIt() throws Exception {
    Path scene = Scene.make(temporary, 2, 16);
    ToldProgram worker = tellingWorker("--exit-with-stdin", "--single");
    JsonObject offer = worker.await("\"event\":\"started\"").getAsJsonObject("offer");
    assertThat(offer.getAsJsonArray("networks").get(0).getAsString()).isEqualTo("127.0.0.0/8 (lo)");
    assertThat(offer.getAsJsonArray("renderers").size()).isPositive();
    worker.send("{\"command\":\"pause\"}");
    worker.await("\"event\":\"paused\"", "\"reason\":\"asked\"");
    worker.send("garbage \u0001 {");
    worker.await("\"event\":\"commandRefused\"", "no command");

    Program client = render(scene);
    worker.await("\"event\":\"clientJoined\"");
    client.awaitLine(" takes no tasks just now: its user has paused it");
    ToldProgram other = run("attach", "--worker", "--events", "json");
    other.await("\"event\":\"snapshot\"", "\"asked\"");
    other.send("{\"command\":\"resume\"}");
    worker.await("\"event\":\"resumed\"");
    worker.await("\"event\":\"taskStarted\"");
    long renderer =
        HostsFixture.await("a renderer")
            .until(() -> renderers(worker), each -> !each.isEmpty())
            .get(0);
    assertThat(nice(renderer)).isEqualTo(Math.min(19, nice(worker.pid()) + 10));
    JsonObject ended = worker.await("\"event\":\"taskEnded\"");
    assertThat(ended.get("outcome").getAsString()).isEqualTo("rendered");
    assertThat(client.awaitEnd()).as("%s", client.lines()).isZero();
    worker.await("\"event\":\"clientLeft\"");
    worker.endInput();
    assertThat(worker.awaitEnd()).isZero();
    assertThat(other.awaitEnd()).isZero();
    assertThat(last(worker).get("event").getAsString()).isEqualTo("ended");
    assertThat(last(other)).isEqualTo(last(worker));
  }

  private static List<Long> renderers(ToldProgram worker) {
    return ProcessHandle.of(worker.pid()).stream()
        .flatMap(ProcessHandle::descendants)
        .filter(child -> child.info().command().orElse("").contains("blender"))
        .map(ProcessHandle::pid)
        .toList();
  }

  private static JsonObject last(ToldProgram program) {
    List<String> lines = program.lines();
    return JsonParser.parseString(lines.get(lines.size() - 1)).getAsJsonObject();
  }

  @Test
  void itGoesOnWhenWhoeverStartedItIsGoneAndALaterOneFindsIt() throws Exception {
    ToldProgram worker = tellingWorker();
    String id =
        worker.await("\"event\":\"snapshot\"").getAsJsonObject("state").get("worker").getAsString();
    worker.await("\"event\":\"started\"");
    worker.endInput();
    worker.endOutput();

    ToldProgram list = run("attach", "--list");
    assertThat(list.awaitEnd()).isZero();
    assertThat(list.lines()).containsExactly("{\"v\":1,\"jobs\":[],\"workers\":[\"" + id + "\"]}");
    ToldProgram second = tellingWorker("--single");
    assertThat(second.awaitEnd()).isEqualTo(2);
    assertThat(last(second).get("error").getAsString())
        .contains("A worker of yours runs on this machine already: w (process " + worker.pid());
    ToldProgram later = run("attach", "--worker", "--events", "json", id);
    later.await("\"event\":\"snapshot\"", "\"phase\":\"running\"");
    // What is told now has nobody who reads it at the worker's own output.
    later.send("{\"command\":\"pause\"}");
    later.await("\"event\":\"paused\"");
    assertThat(worker.isAlive()).isTrue();
    later.send("{\"command\":\"stop\"}");
    assertThat(later.awaitEnd()).isZero();
    assertThat(worker.awaitEnd()).isZero();
  }

  @Test
  void itYieldsToABlenderOfItsUserAndSaysItsLastWordWhenItsProcessIsTold() throws Exception {
    ToldProgram worker = tellingWorker("--yield");
    worker.await("\"event\":\"started\"", "\"yields\":true");
    Process own = new ProcessBuilder("blender", "-b", "--python-expr", BUSY).start();
    started.add(own::destroyForcibly);
    // Or with another Blender that runs on the machine of the test just now.
    worker.await("\"event\":\"paused\"", "\"reason\":\"renders-here\"", "is at work with ");
    Program.signal("TERM", worker.pid());
    assertThat(worker.awaitEnd()).isEqualTo(143);
    assertThat(last(worker).get("event").getAsString()).isEqualTo("ended");
  }
}
