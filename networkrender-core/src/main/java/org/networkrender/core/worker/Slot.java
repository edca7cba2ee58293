package org.networkrender.core.worker;

import com.google.common.base.Stopwatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.PrimitiveIterator;
import java.util.concurrent.TimeUnit;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.RenderException;
import org.networkrender.api.backend.RenderRequest;
import org.networkrender.api.backend.RenderSession;
import org.networkrender.core.wire.Message;

/** Renders one task after the other. */
final class Slot implements Runnable {
  private final SlotPool pool;
  private final TaskDelivery delivery;
  private final WarmSessions sessions = new WarmSessions();

  Slot(SlotPool pool, TaskDelivery delivery) {
    this.pool = pool;
    this.delivery = delivery;
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
    try {
      Stopwatch time = Stopwatch.createStarted();
      List<Path> pictures = renderFrames(task);
      delivery.deliver(task, pictures, time.elapsed(TimeUnit.NANOSECONDS) / 1e9);
    } catch (RenderException e) {
      fail(task, e.kind(), e.getMessage(), e.advice());
    } catch (IOException e) {
      fail(task, ErrorKind.RESOURCE, "the worker cannot write: " + e.getMessage(), "");
    } catch (RuntimeException e) {
      // A backend is foreign code: whatever it throws, the slot lives on.
      sessions.closeOf(task.job());
      fail(task, ErrorKind.INTERNAL, "the backend failed: " + e, "");
    }
  }

  private List<Path> renderFrames(ServedTask task)
      throws RenderException, IOException, InterruptedException {
    List<Path> pictures = new ArrayList<>();
    Message.Assign order = task.order();
    RenderSession session = sessions.open(task.job());
    TaskProgress progress = new TaskProgress(task);
    PrimitiveIterator.OfInt frames = order.frames().stream().iterator();
    while (frames.hasNext()) {
      int frame = frames.nextInt();
      Path directory = Files.createDirectories(task.directory().resolve(Integer.toString(frame)));
      if (!task.enter(session)) {
        throw new RenderException(ErrorKind.INTERNAL, "cancelled", "");
      }
      try {
        pictures.addAll(
            session.render(
                new RenderRequest(frame, order.region(), order.samples(), directory), progress));
      } finally {
        task.leave();
      }
      progress.frameDone();
    }
    return pictures;
  }

  private static void fail(ServedTask task, ErrorKind kind, String message, String advice) {
    task.job().forget(task);
    if (!task.isCancelled()) {
      task.job()
          .client()
          .send(
              new Message.Failed(task.attempt(), kind, Message.cut(message), Message.cut(advice)));
      task.job().client().happened("failed: " + task.order().frames() + ": " + message);
    }
  }
}
