package org.networkrender.core.job;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.networkrender.core.pool.WorkerLink;
import org.networkrender.core.scheduler.SchedulerEvent;
import org.networkrender.core.task.JobRoster;
import org.networkrender.core.task.JobWorker;

/**
 * Tells the scheduler which workers get the job's files just now: they may soon do what all others
 * failed at. Belongs to the farm's thread.
 */
final class AwaitedWorkers {
  private final JobRoster roster;
  private final Consumer<SchedulerEvent> scheduler;

  /** Of each connection that is awaited where it leads to. */
  private final Map<Integer, String> awaited = new HashMap<>();

  AwaitedWorkers(JobRoster roster, Consumer<SchedulerEvent> scheduler) {
    this.roster = roster;
    this.scheduler = scheduler;
  }

  /** Looks who gets files; to be called often. */
  void look(long now) {
    Map<Integer, String> present = new HashMap<>();
    for (JobWorker worker : roster.connected()) {
      WorkerLink link = worker.link();
      if (link != null && worker.isGettingReady()) {
        present.put(link.number(), worker.place());
      }
    }
    Map<Integer, String> over = new HashMap<>(awaited);
    over.keySet().removeAll(present.keySet());
    over.forEach((link, place) -> tell(now, link, place, false));
    present.keySet().removeAll(awaited.keySet());
    present.forEach((link, place) -> tell(now, link, place, true));
    awaited.keySet().removeAll(over.keySet());
    awaited.putAll(present);
  }

  private void tell(long now, int link, String place, boolean comes) {
    scheduler.accept(new SchedulerEvent.WorkerAwaited(now, link, place, comes));
  }
}
