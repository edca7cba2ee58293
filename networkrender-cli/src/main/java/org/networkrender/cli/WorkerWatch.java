package org.networkrender.cli;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.networkrender.core.client.Farm;
import org.networkrender.core.events.FarmSnapshot;

/** Waits until the workers of a farm have been asked. */
final class WorkerWatch {
  private static final long INTERVAL_MILLIS = 50;

  /** Workers answer a query at once; one that is not heard of for so long will hardly come. */
  private static final int QUIET_CHECKS = 20;

  private final Farm farm;
  private final CountDownLatch settled = new CountDownLatch(1);
  private List<FarmSnapshot.Worker> last = List.of();
  private int quiet;

  private WorkerWatch(Farm farm) {
    this.farm = farm;
  }

  /** Returns the state once all are asked and no more turn up, or when the time is over. */
  static FarmSnapshot look(Farm farm, long millis) throws InterruptedException {
    WorkerWatch watch = new WorkerWatch(farm);
    ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    try {
      var checks =
          timer.scheduleWithFixedDelay(watch::check, 0, INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
      if (watch.settled.await(millis, TimeUnit.MILLISECONDS)) {
        checks.cancel(false);
      }
    } finally {
      timer.shutdownNow();
    }
    return farm.snapshot();
  }

  private void check() {
    List<FarmSnapshot.Worker> now = farm.snapshot().workers();
    quiet = now.equals(last) ? quiet + 1 : 0;
    last = now;
    if (!now.isEmpty()
        && now.stream().noneMatch(w -> w.status() == FarmSnapshot.Status.HEARD)
        && quiet >= QUIET_CHECKS) {
      settled.countDown();
    }
  }
}
