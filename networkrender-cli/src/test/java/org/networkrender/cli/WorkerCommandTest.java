package org.networkrender.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.networkrender.api.backend.Capabilities;
import org.networkrender.core.events.Renderer;
import org.networkrender.core.events.WorkerEvent;
import org.networkrender.core.events.WorkerEvents;
import org.networkrender.core.events.WorkerOffer;
import org.networkrender.core.events.WorkerSnapshot;
import org.networkrender.core.worker.Worker;
import org.networkrender.core.worker.WorkerLimits;
import org.networkrender.core.worker.WorkerSettings;

class WorkerCommandTest {
  private final CommandRun run = new CommandRun();
  private final FakeWorker worker = new FakeWorker();
  private final CompletableFuture<WorkerSettings> started = new CompletableFuture<>();

  WorkerCommandTest() {
    run.workers =
        (settings, events) -> {
          events.publish(stamp -> new WorkerEvent.Started(stamp, offer(settings)));
          events.publish(stamp -> new WorkerEvent.Note(stamp, "client desk\u001b[2J came"));
          worker.events.complete(events);
          started.complete(settings);
          return worker;
        };
  }

  private static WorkerOffer offer(WorkerSettings settings) {
    Renderer renderer =
        new Renderer(
            "blender",
            "3.4.1",
            List.of("CYCLES"),
            List.of("CPU"),
            Optional.of("Blender 3.4.1"),
            Optional.empty());
    return new WorkerOffer(
        settings.name(),
        // How many cards there are only the worker knows.
        settings.slotPerDevice() ? 3 : settings.slots(),
        settings.slotPerDevice(),
        8081,
        settings.port(),
        List.of("127.0.0.1"),
        settings.interfaces(),
        settings.discoveries(),
        settings.discovery().broadcast(),
        settings.discovery().port(),
        List.of("127.0.0.0/8 (lo)", "10.1.0.0/16"),
        false,
        List.of("Nothing is encrypted yet."),
        List.of(renderer),
        "/c",
        1 << 20,
        settings.limits().yields(),
        WorkerOffer.Priority.LOW);
  }

  private CompletableFuture<Integer> start(String line) {
    return CompletableFuture.supplyAsync(() -> run.run(line.split(" ")));
  }

  @Test
  void saysWhatItOffersAndToWhom() {
    worker.close();
    assertThat(start("worker --name box2 --interface lo --allow 10.1.0.0/16").join())
        .isEqualTo(ExitCode.COMPLETE);
    assertThat(run.out())
        .contains("Worker box2 is ready.")
        .contains("renders with     Blender 3.4.1: CYCLES, CPU")
        .contains("priority         low: other programs go first")
        .contains("TCP port 8081 of lo, since 8080 is taken")
        .contains("UDP port 8082")
        .contains("10.1.0.0/16")
        .contains("127.0.0.0/8 (lo)")
        .contains("Nothing is encrypted yet")
        .contains("03:04:05  client desk [2J came");
  }

  @Test
  void carriesEveryOptionToWhereItBelongs() {
    worker.close();
    String line =
        "worker --name n --slots 3 --port 9001 --interface lo --no-broadcast --discovery list"
            + " --discovery-port 9002 --transport inprocess --backend blender --blender /b"
            + " --threads 2 --cache /c --cache-size 1M --allow 10.0.0.0/8"
            + " --keep-free 2G --stall-after 1h30m --device cuda:0,2";
    start(line).join();
    WorkerSettings settings = started.join();
    assertThat(settings.name()).isEqualTo("n");
    assertThat(settings.slots()).isEqualTo(3);
    assertThat(settings.port()).isEqualTo(9001);
    assertThat(settings.interfaces()).containsExactly("lo");
    assertThat(settings.discovery().interfaces()).containsExactly("lo");
    assertThat(settings.discovery().broadcast()).isFalse();
    assertThat(settings.discovery().port()).isEqualTo(9002);
    assertThat(settings.discoveries()).containsExactly("list");
    assertThat(settings.transport()).isEqualTo("inprocess");
    assertThat(settings.backends()).containsExactly("blender");
    assertThat(settings.backend().executables()).containsExactly(Path.of("/b"));
    assertThat(settings.backend().threads()).isEqualTo(2);
    assertThat(settings.backend().device()).isEqualTo("cuda:0,2");
    assertThat(settings.directory()).isEqualTo(Path.of("/c"));
    assertThat(settings.cacheBytes()).isEqualTo(1 << 20);
    assertThat(settings.allow()).containsExactly("10.0.0.0/8");
    assertThat(settings.limits())
        .isEqualTo(new WorkerLimits(Duration.ofMinutes(90), OptionalLong.of(2L << 30)));
  }

  @Test
  void hasLimitsThatFitMostMachinesUnlessGiven() {
    worker.close();
    start("worker").join();
    assertThat(started.join().limits()).isEqualTo(WorkerLimits.defaults());
  }

  @Test
  void eachSlotMayHaveACardForItself() {
    worker.close();
    start("worker --slot-per-device").join();
    assertThat(started.join().slotPerDevice()).isTrue();
    assertThat(started.join().backend().device()).isEqualTo("auto");
    assertThat(run.out()).contains("3 tasks, each with a graphics card for itself");
  }

  @Test
  void twoWordsAboutSlotsAreRefused() {
    CommandRun other = new CommandRun();
    assertThat(other.run("worker", "--slots", "2", "--slot-per-device")).isEqualTo(ExitCode.USAGE);
    assertThat(other.errors().get(0)).contains("say two things");
    assertThat(new CommandRun().run("worker", "--slots", "0")).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void theFirstInterruptDrainsAndTheSecondCloses() {
    CompletableFuture<Integer> code = start("worker");
    await().until(() -> !run.interrupts.isEmpty());
    run.interrupts.get(0).run();
    await().until(() -> worker.drained);
    assertThat(worker.closed.getCount()).isEqualTo(1);
    run.interrupts.get(0).run();
    assertThat(code.join()).isEqualTo(ExitCode.CANCELLED);
  }

  /** Who reads that it is ready may press Ctrl-C at once. */
  @Test
  void anInterruptIsHeardFromTheMomentItIsReady() {
    Surroundings.Workers given = run.workers;
    run.workers =
        (settings, events) -> {
          assertThat(run.interrupts).isEmpty();
          Worker begun = given.start(settings, events);
          run.interrupts.forEach(Runnable::run);
          return begun;
        };
    CompletableFuture<Integer> code = start("worker");
    await().until(() -> worker.drained);
    worker.close();
    assertThat(code.join()).isEqualTo(ExitCode.COMPLETE);
  }

  @Test
  void aDrainedWorkerEndsWell() {
    CompletableFuture<Integer> code = start("worker");
    await().until(() -> !run.interrupts.isEmpty());
    run.interrupts.get(0).run();
    worker.close();
    assertThat(code.join()).isEqualTo(ExitCode.COMPLETE);
  }

  @Test
  void endsWithItsStandardInputWhenAsked() {
    run.in = new ByteArrayInputStream(new byte[] {1, 2, 3});
    assertThat(start("worker --exit-with-stdin").join()).isEqualTo(ExitCode.COMPLETE);
    assertThat(worker.closed.getCount()).isZero();
  }

  @Test
  void tellsWhyItCannotStart() {
    CommandRun other = new CommandRun();
    assertThat(other.run("worker")).isEqualTo(ExitCode.NO_WORKER);
    assertThat(other.errors())
        .containsExactly("networkrender: no port is free. Choose another one");
  }

  @Test
  void takesCommandsAndTellsEvents() throws Exception {
    PipedOutputStream input = new PipedOutputStream();
    run.in = new PipedInputStream(input);
    CompletableFuture<Integer> code = start("worker --events json");
    input.write("{\"command\":\"pause\"}\nnonsense\n{\"command\":\"resume\"}\n".getBytes(UTF_8));
    input.write("{\"command\":\"stop\"}\n".getBytes(UTF_8));
    input.close();
    await().until(() -> worker.drained);
    assertThat(worker.closed.getCount()).as("the end of its input is not its own").isEqualTo(1);
    worker.close();
    assertThat(code.join()).isEqualTo(ExitCode.COMPLETE);
    assertThat(run.out().lines())
        .first()
        .asString()
        .contains("\"event\":\"snapshot\"", "\"phase\":\"starting\"");
    assertThat(run.out().lines())
        .last()
        .asString()
        .contains("\"event\":\"ended\"", "\"error\":\"\"");
    assertThat(run.out())
        .contains("\"event\":\"started\"", "\"networks\":[\"127.0.0.0/8 (lo)\"")
        .contains("{\"v\":1,\"event\":\"commandAccepted\",\"command\":\"stop\"}")
        .contains("{\"v\":1,\"event\":\"commandRefused\",\"text\":\"a line is no command");
  }

  @Test
  void tellsAProgramWhyItCannotStart() {
    CommandRun other = new CommandRun();
    assertThat(other.run("worker", "--events", "json")).isEqualTo(ExitCode.NO_WORKER);
    assertThat(other.out())
        .contains("\"error\":\"no port is free\"", "\"advice\":\"Choose another one\"");
    assertThat(new CommandRun().run("worker", "--events", "json", "--port", "0")).isEqualTo(2);
    CommandRun wrong = new CommandRun();
    assertThat(wrong.run("worker", "--events", "json", "--prot", "1")).isEqualTo(2);
    assertThat(wrong.out().lines()).hasSize(2).last().asString().contains("--prot");
  }

  @Test
  void twoMayRunUnlessOneIsToBeTheOnlyOne() {
    CompletableFuture<Integer> first = start("worker --single");
    WorkerEvents events = worker.events.join();
    CommandRun second = new CommandRun();
    second.environment = run.environment;
    assertThat(second.run("worker", "--single")).isEqualTo(ExitCode.USAGE);
    assertThat(second.errors())
        .singleElement()
        .asString()
        .contains("A worker of yours runs on this machine already", "attach --worker");
    CommandRun beside = new CommandRun();
    beside.environment = run.environment;
    beside.workers = run.workers;
    FakeWorker other = new FakeWorker();
    other.close();
    beside.workers =
        (settings, told) -> {
          other.ended(told);
          return other;
        };
    assertThat(beside.run("worker", "--name", "two")).isEqualTo(ExitCode.COMPLETE);
    assertThat(beside.out()).contains("warning: another worker of yours runs on this machine");
    worker.close();
    assertThat(first.join()).isEqualTo(ExitCode.COMPLETE);
    assertThat(events.snapshot().phase()).isEqualTo(WorkerSnapshot.Phase.ENDED);
  }

  private static final class FakeWorker implements Worker {
    private final CompletableFuture<WorkerEvents> events = new CompletableFuture<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean drained;
    private volatile boolean pausing;

    void ended(WorkerEvents told) {
      told.publish(stamp -> new WorkerEvent.Ended(stamp, "", "", Optional.empty()));
    }

    @Override
    public int port() {
      return 8081;
    }

    @Override
    public String id() {
      return "id";
    }

    @Override
    public List<Capabilities> backends() {
      return List.of();
    }

    @Override
    public int slotCount() {
      return 3;
    }

    @Override
    public List<String> problems() {
      return List.of();
    }

    @Override
    public void pause() {
      pausing = true;
    }

    @Override
    public void resume() {
      assertThat(pausing).isTrue();
      pausing = false;
    }

    @Override
    public void drain() {
      drained = true;
    }

    @Override
    public void awaitClosed() throws InterruptedException {
      closed.await();
      CompletableFuture<Void> unused = events.thenAccept(this::ended);
    }

    @Override
    public void close() {
      closed.countDown();
    }
  }
}
