package org.networkrender.core.worker;

import com.google.common.base.Stopwatch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.networkrender.api.PlainText;
import org.networkrender.api.RenderException;
import org.networkrender.api.backend.RenderSession;
import org.networkrender.api.backend.SessionRequest;
import org.networkrender.core.scheduler.FailureKind;
import org.networkrender.core.wire.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Renders one task after the other. */
final class Slot implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(Slot.class);

  private final SlotPool pool;
  private final TaskDelivery delivery;
  private final StallWatch stalls;
  private final WarmSessions sessions;
  private final ThreadFactory openings;
  private volatile String device;
  private @Nullable WarmSession current;

  Slot(
      SlotPool pool,
      String device,
      TaskDelivery delivery,
      StallWatch stalls,
      WarmSessions sessions,
      ThreadFactory openings) {
    this.pool = pool;
    this.device = device;
    this.delivery = delivery;
    this.stalls = stalls;
    this.sessions = sessions;
    this.openings = openings;
  }

  WarmSessions sessions() {
    return sessions;
  }

  /** Returns on what it renders, in the words of the backend. */
  String device() {
    return device;
  }

  /** The next session that it opens renders on something else. */
  void device(String words) {
    device = words;
  }

  @Override
  public void run() {
    try {
      for (ServedTask task = pool.take(this); task != null; task = pool.take(this)) {
        work(task);
      }
    } finally {
      pool.ended(this);
      sessions.closeAll();
    }
  }

  private void work(ServedTask task) {
    current = null;
    try {
      try {
        render(task);
      } catch (Throwable e) {
        // A backend is foreign code: whatever it throws, the slot lives on.
        failUnlessStopped(task, fault(task, e), List.of());
        sessions.closeOf(task.job());
      }
      tellGivenUp();
    } catch (RuntimeException | Error e) {
      log.error("a defect in a slot", e);
    } finally {
      pool.finished(task);
    }
  }

  /** A device that fails again and again is found out by its session. */
  private void tellGivenUp() {
    WarmSession last = current;
    if (last != null) {
      last.session().givenUp().ifPresent(why -> pool.givenUp(this, why));
    }
  }

  private void render(ServedTask task) throws InterruptedException {
    ClientSession client = task.job().client();
    client.send(new Message.Started(task.attempt()));
    task.begin();
    WorkWatch watch = stalls.begin(task);
    try {
      Stopwatch time = Stopwatch.createStarted();
      List<Path> pictures = pictures(task, watch);
      task.job().gotOver(watch.longestSilence());
      delivery.deliver(task, pictures, time.elapsed(TimeUnit.NANOSECONDS) / 1e9);
    } catch (RenderException e) {
      failUnlessStopped(
          task,
          new StopReason(FailureKind.of(e.kind()), e.getMessage(), e.advice()),
          LastOutput.of(e.output()));
      closeUnusable(task.job());
    } catch (IOException e) {
      fail(
          task, FailureKind.RESOURCE, "the worker cannot write: " + DiskWords.of(e), "", List.of());
    } finally {
      stalls.end(watch);
      if (task.stopped().isPresent()) {
        // Whatever its session says of itself: it was killed.
        sessions.closeOf(task.job());
      }
    }
  }

  /** What can render nothing more gives its memory back now. */
  private void closeUnusable(ServedJob job) {
    WarmSession last = current;
    if (last != null && !last.session().isUsable()) {
      sessions.closeOf(job);
    }
  }

  private static StopReason fault(ServedTask task, Throwable e) {
    // Whoever stands before the backend tells its name and class.
    String backend = task.job().backend().toString();
    return new StopReason(
        FailureKind.WORKER, "the " + backend + " is at fault: " + ForeignWords.of(e), "");
  }

  private List<Path> pictures(ServedTask task, WorkWatch watch)
      throws RenderException, IOException, InterruptedException {
    Message.MadeFile baked = task.order().baked();
    WarmSession warm = sessions.open(task.job(), baked, () -> open(task.job(), baked, watch));
    current = warm;
    task.opened();
    return new TaskWork(task, warm, watch).run();
  }

  private RenderSession open(ServedJob job, Message.@Nullable MadeFile baked, WorkWatch watch)
      throws RenderException, InterruptedException {
    SessionRequest request = job.sessionRequest();
    if (baked != null) {
      request =
          request.withBaked(
              FileWait.during(watch, job.client().pickUp(), () -> MadeFiles.baked(job, baked)));
    }
    Opening opening = new Opening(job.backend(), request.withDevice(device), openings);
    return TaskWork.during(watch, opening, opening::await);
  }

  /** What was to end goes on; whoever waits for it hears why it was ended. */
  static void tellStopped(ServedTask task) {
    task.stopped().ifPresent(why -> failUnlessStopped(task, why, List.of()));
  }

  /** Whatever a renderer says that was ended by force: why it was ended is what counts. */
  private static void failUnlessStopped(ServedTask task, StopReason told, List<String> output) {
    StopReason why = task.stopped().orElse(told);
    fail(task, why.kind(), why.message(), why.advice(), output);
  }

  private static void fail(
      ServedTask task, FailureKind kind, String message, String advice, List<String> output) {
    task.job().forget(task);
    if (task.isCancelled()) {
      task.story().stopped();
    } else {
      task.job()
          .client()
          .send(
              new Message.Failed(
                  task.attempt(),
                  kind,
                  task.stage(),
                  Message.cut(message),
                  Message.cut(advice),
                  output));
      task.story().failed(PlainText.line(message));
    }
  }
}
