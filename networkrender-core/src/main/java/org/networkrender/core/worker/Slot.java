package org.networkrender.core.worker;

import com.google.common.base.Stopwatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.PrimitiveIterator;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.PictureName;
import org.networkrender.api.RenderException;
import org.networkrender.api.backend.FinishRequest;
import org.networkrender.api.backend.RenderRequest;
import org.networkrender.api.backend.RenderSession;
import org.networkrender.core.assets.ContentStore;
import org.networkrender.core.assets.Trees;
import org.networkrender.core.scheduler.FailureKind;
import org.networkrender.core.wire.Message;

/** Renders one task after the other. */
final class Slot implements Runnable {
  private final SlotPool pool;
  private final TaskDelivery delivery;
  private final StallWatch stalls;
  private final WarmSessions sessions;
  private final ThreadFactory threads;

  Slot(
      SlotPool pool,
      TaskDelivery delivery,
      StallWatch stalls,
      RendererLedger ledger,
      ThreadFactory threads) {
    this.pool = pool;
    this.delivery = delivery;
    this.stalls = stalls;
    this.sessions = new WarmSessions(ledger);
    this.threads = threads;
  }

  WarmSessions sessions() {
    return sessions;
  }

  @Override
  public void run() {
    try {
      for (ServedTask task = pool.take(this); task != null; task = pool.take(this)) {
        try {
          render(task);
        } finally {
          pool.finished(task);
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

  private void render(ServedTask task) throws InterruptedException {
    ClientSession client = task.job().client();
    client.send(new Message.Started(task.attempt()));
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
    WarmSession warm = sessions.open(task.job(), () -> open(task.job(), watch));
    task.opened();
    TaskProgress progress = new TaskProgress(task, watch);
    Message.JoinedFile joined = task.order().joined();
    if (joined == null) {
      return renderFrames(task, warm, watch, progress);
    }
    int frame = task.order().frames().get(0);
    try (ContentStore.Hold hold = obtain(task, joined)) {
      Path directory = directory(task, frame);
      FinishRequest request = new FinishRequest(frame, layOut(task, frame, hold.file()), directory);
      return during(watch, warm, () -> warm.session().finish(request, progress));
    }
  }

  private RenderSession open(ServedJob job, WorkWatch watch)
      throws RenderException, InterruptedException {
    Opening opening = new Opening(job.backend(), job.sessionRequest(), threads);
    return during(watch, opening, opening::await);
  }

  private static ContentStore.Hold obtain(ServedTask task, Message.JoinedFile joined)
      throws RenderException, InterruptedException {
    try {
      return task.job().contents().obtain(joined.content(), joined.bytes());
    } catch (IOException e) {
      throw new RenderException(
          ErrorKind.RESOURCE,
          "the worker cannot receive the joined picture: " + DiskWords.of(e),
          "",
          e);
    }
  }

  /** Renderers tell the kind of a file by its extension, which contents in the store have not. */
  private static Path layOut(ServedTask task, int frame, Path content)
      throws RenderException, IOException {
    PictureName name =
        task.job()
            .sessionRequest()
            .part()
            .orElseThrow(
                () ->
                    new RenderException(
                        ErrorKind.INTERNAL, "a scene without parts is to be finished", ""));
    Path place = task.directory().resolve("joined").resolve(name.forFrame(frame));
    Trees.link(content, place);
    return place;
  }

  private static List<Path> renderFrames(
      ServedTask task, WarmSession warm, WorkWatch watch, TaskProgress progress)
      throws RenderException, IOException, InterruptedException {
    List<Path> pictures = new ArrayList<>();
    Message.Assign order = task.order();
    PrimitiveIterator.OfInt frames = order.frames().stream().iterator();
    while (frames.hasNext()) {
      int frame = frames.nextInt();
      RenderRequest request =
          new RenderRequest(frame, order.region(), order.samples(), directory(task, frame));
      pictures.addAll(during(watch, warm, () -> warm.session().render(request, progress)));
      progress.frameDone();
    }
    return pictures;
  }

  private static Path directory(ServedTask task, int frame) throws IOException {
    return Files.createDirectories(task.directory().resolve(Integer.toString(frame)));
  }

  /** Something that a renderer does for a task. */
  @FunctionalInterface
  private interface Work<T> {
    T run() throws RenderException, InterruptedException;
  }

  private static <T> T during(WorkWatch watch, Watched working, Work<T> work)
      throws RenderException, InterruptedException {
    if (!watch.enter(working)) {
      throw new RenderException(ErrorKind.INTERNAL, "cancelled", "");
    }
    try {
      return work.run();
    } finally {
      watch.leave();
    }
  }

  /** Whatever a renderer says that was ended by force: why it was ended is what counts. */
  private static void failUnlessStopped(ServedTask task, StopReason told, List<String> output) {
    StopReason why = task.stopped().orElse(told);
    fail(task, why.kind(), why.message(), why.advice(), output);
  }

  private static void fail(
      ServedTask task, FailureKind kind, String message, String advice, List<String> output) {
    task.job().forget(task);
    if (!task.isCancelled()) {
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
      task.job().client().happened("failed: " + task.order().frames() + ": " + message);
    }
  }
}
