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

/** Renders one task after the other. */
final class Slot implements Runnable {
  private final SlotPool pool;
  private final TaskDelivery delivery;
  private final StallWatch stalls;
  private final WarmSessions sessions;
  private final ThreadFactory threads;
  private volatile String device;
  private @Nullable WarmSession current;

  Slot(
      SlotPool pool,
      String device,
      TaskDelivery delivery,
      StallWatch stalls,
      RendererLedger ledger,
      ThreadFactory threads) {
    this.pool = pool;
    this.device = device;
    this.delivery = delivery;
    this.stalls = stalls;
    this.sessions = new WarmSessions(ledger);
    this.threads = threads;
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
        try {
          render(task);
        } finally {
          pool.finished(task);
          tellGivenUp();
        }
      }
    } catch (InterruptedException e) {
      // Only close() ends a slot's thread; it does so without an interrupt. Whoever did this wants
      // an end.
      Thread.currentThread().interrupt();
    } finally {
      sessions.closeAll();
    }
  }

  /** A device that fails again and again is found out by its session. */
  private void tellGivenUp() {
    WarmSession last = current;
    current = null;
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
    } catch (IOException e) {
      fail(
          task, FailureKind.RESOURCE, "the worker cannot write: " + DiskWords.of(e), "", List.of());
    } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
      // A backend is foreign code: whatever it throws, the slot lives on.
      sessions.closeOf(task.job());
      failUnlessStopped(task, fault(task, e), List.of());
    } finally {
      stalls.end(watch);
      if (task.stopped().isPresent()) {
        // Whatever its session says of itself: it was killed.
        sessions.closeOf(task.job());
      }
    }
  }

  private static StopReason fault(ServedTask task, Throwable e) {
    // Whoever stands before the backend tells its name and class.
    String backend = task.job().backend().toString();
    return new StopReason(FailureKind.WORKER, "the " + backend + " is at fault: " + e, "");
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
    SessionRequest plain = job.sessionRequest();
    SessionRequest request = baked == null ? plain : plain.withBaked(MadeFiles.baked(job, baked));
    Opening opening = new Opening(job.backend(), request.withDevice(device), threads);
    return TaskWork.during(watch, opening, opening::await);
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
