package org.networkrender.cli.hosts;

import java.io.IOException;
import java.util.Optional;
import org.networkrender.cli.hosts.ChaosPlan.Step;

/** Does what a plan says: a method for each kind of fault. */
final class ChaosFaults {
  private final ChaosFarm farm;
  private final ChaosWatch watch;

  ChaosFaults(ChaosFarm farm, ChaosWatch watch) {
    this.farm = farm;
    this.watch = watch;
  }

  /** Does it; returns nothing where there is nothing that could fail. */
  Optional<ChaosFault> begin(Step step) throws Exception {
    ChaosWorker worker = farm.workers().get(step.worker());
    boolean other = step.variant() == 1;
    return switch (step.kind()) {
      case KILL_WORKER -> killWorker(worker);
      case KILL_BLENDER -> killBlender(worker);
      case STOP_WORKER -> stopWorker(worker, other);
      case STOP_BLENDER -> stopBlender(worker, other);
      case CUT_LINK -> cutLink(worker, other);
      case RESTART_WORKER -> restartWorker(worker);
      case FILL_DISK -> fillDisk(worker);
      case DAMAGE_RESULT -> damageResult(worker, step.variant());
      case KILL_CLIENT -> killClient(other);
    };
  }

  private Optional<ChaosFault> killWorker(ChaosWorker worker) throws Exception {
    worker.program().kill();
    return Optional.of(
        () -> {
          startAgain(worker);
          return true;
        });
  }

  private void startAgain(ChaosWorker worker) throws IOException {
    worker.start();
    worker.program().awaitLine("is ready");
  }

  private Optional<ChaosFault> killBlender(ChaosWorker worker) throws Exception {
    Optional<Long> renderer = worker.renderer();
    if (renderer.isPresent()) {
      Program.trySignal("KILL", renderer.get());
    }
    return renderer.map(pid -> () -> true);
  }

  private Optional<ChaosFault> stopWorker(ChaosWorker worker, boolean killed) throws Exception {
    Program.signal("STOP", worker.program().pid());
    return Optional.of(
        () -> {
          if (killed) {
            worker.program().kill();
            startAgain(worker);
          } else {
            Program.signal("CONT", worker.program().pid());
          }
          return true;
        });
  }

  /** The worker or the client may have ended it meanwhile, since another machine was faster. */
  private Optional<ChaosFault> stopBlender(ChaosWorker worker, boolean killed) throws Exception {
    Optional<Long> renderer = worker.renderer();
    if (renderer.isEmpty() || !Program.trySignal("STOP", renderer.get())) {
      return Optional.empty();
    }
    return Optional.of(
        () -> {
          if (watch.waitsForStalls()) {
            watch.await("a stopped Blender is ended", () -> !isAlive(renderer.get()));
          } else {
            Program.trySignal(killed ? "KILL" : "CONT", renderer.get());
          }
          return true;
        });
  }

  private static boolean isAlive(long pid) {
    return ProcessHandle.of(pid).isPresent();
  }

  private Optional<ChaosFault> cutLink(ChaosWorker worker, boolean unseen) throws Exception {
    if (unseen) {
      farm.lan().swallow(worker.host());
    } else {
      farm.lan().pull(worker.host());
    }
    return Optional.of(
        () -> {
          farm.lan().mend(worker.host());
          return true;
        });
  }

  private Optional<ChaosFault> restartWorker(ChaosWorker worker) throws Exception {
    worker.program().interrupt();
    return Optional.of(
        () -> {
          worker.program().awaitEnd();
          startAgain(worker);
          return true;
        });
  }

  private Optional<ChaosFault> fillDisk(ChaosWorker worker) throws Exception {
    worker.disk().fill(0);
    return Optional.of(
        () -> {
          worker.disk().makeRoom();
          return true;
        });
  }

  private Optional<ChaosFault> damageResult(ChaosWorker worker, int variant) throws Exception {
    worker.damage().ask(variant);
    watch.awaitOrEnd("a picture is damaged", () -> !worker.damage().isWaiting());
    return Optional.of(() -> !worker.damage().withdraw());
  }

  private Optional<ChaosFault> killClient(boolean afterWorkersNoticed) throws Exception {
    farm.client().kill();
    if (afterWorkersNoticed) {
      watch.awaitBriefly(
          "the workers know that the client is gone",
          () -> farm.workers().stream().noneMatch(ChaosWorker::isConnected));
    }
    farm.client().again();
    return Optional.of(() -> true);
  }
}
