package org.networkrender.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.networkrender.api.backend.Capabilities;
import org.networkrender.core.worker.Worker;
import org.networkrender.core.worker.WorkerLimits;
import org.networkrender.core.worker.WorkerSettings;

class WorkerCommandTest {
  private final CommandRun run = new CommandRun();
  private final FakeWorker worker = new FakeWorker();
  private final CompletableFuture<WorkerSettings> started = new CompletableFuture<>();

  WorkerCommandTest() {
    run.workers =
        (settings, listener) -> {
          listener.happened("client desk\u001b[2J came");
          started.complete(settings);
          return worker;
        };
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
        .contains("renders with     blender 3.4.1: CYCLES, CPU")
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
    assertThat(worker.drained).isTrue();
    assertThat(worker.closed.getCount()).isEqualTo(1);
    run.interrupts.get(0).run();
    assertThat(code.join()).isEqualTo(ExitCode.CANCELLED);
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

  private static final class FakeWorker implements Worker {
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean drained;

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
      return List.of(
          new Capabilities("blender", "3.4.1", List.of("CYCLES"), List.of("CPU"), Map.of()));
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
    public void drain() {
      drained = true;
    }

    @Override
    public void awaitClosed() throws InterruptedException {
      closed.await();
    }

    @Override
    public void close() {
      closed.countDown();
    }
  }
}
