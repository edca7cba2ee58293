package org.networkrender.core.worker;

import com.google.common.base.Ticker;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends tasks that show no sign of work, or take longer than their job allows. A sign is a line of
 * progress, a line of the renderer's log, or processor time of any process of its tree. Where no
 * process was ever seen silence means nothing, and only the limit of the job counts; but opening a
 * session has no excuse. {@link #tick} is called by one thread, the rest by any.
 */
final class StallWatch {
  /** How often {@link #tick} is to be called. */
  static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  /** Who is called later than this has itself been stopped, or its machine was asleep. */
  private static final Duration STANDSTILL = LOOK_EVERY.multipliedBy(5);

  private static final Logger log = LoggerFactory.getLogger(StallWatch.class);

  private final StallJudgement judgement;
  private final Ticker ticker;
  private final Set<WorkWatch> watches = ConcurrentHashMap.newKeySet();
  private volatile Consumer<ServedTask> hanging = task -> {};
  private long previousTick;

  StallWatch(StallJudgement judgement, Ticker ticker) {
    this.judgement = judgement;
    this.ticker = ticker;
    this.previousTick = ticker.read();
  }

  /** Says who is told, again and again, of what goes on although it was told to end. */
  void whenHanging(Consumer<ServedTask> listener) {
    hanging = listener;
  }

  /** A slot begins with a task. */
  WorkWatch begin(ServedTask task) {
    WorkWatch watch = new WorkWatch(task, ticker);
    watches.add(watch);
    return watch;
  }

  /** The slot is done with the task. */
  void end(WorkWatch watch) {
    watches.remove(watch);
  }

  /** Looks at all tasks. */
  void tick() {
    long now = ticker.read();
    Duration gap = Duration.ofNanos(now - previousTick);
    previousTick = now;
    for (WorkWatch watch : watches) {
      if (gap.compareTo(STANDSTILL) > 0) {
        watch.stoodStill(gap);
      }
      try {
        watch.look();
        watch.verdict(judgement).ifPresent(watch.task()::stop);
        watch.task().repeatStop();
        if (watch.hangs()) {
          hanging.accept(watch.task());
        }
      } catch (RuntimeException | Error e) {
        // What is wrong with one is no reason to leave the others unwatched.
        log.error("a look at a task failed", e);
      }
    }
  }
}
