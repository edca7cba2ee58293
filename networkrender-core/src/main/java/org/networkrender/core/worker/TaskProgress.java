package org.networkrender.core.worker;

import com.google.common.util.concurrent.RateLimiter;
import java.util.concurrent.atomic.AtomicInteger;
import org.networkrender.api.PlainText;
import org.networkrender.api.backend.ProgressListener;
import org.networkrender.core.wire.Message;

/** Passes a renderer's progress on to the client, a few times a second. */
final class TaskProgress implements ProgressListener {
  private static final double MESSAGES_PER_SECOND = 5;
  private static final int MAX_NOTE = 200;

  private final ServedTask task;
  private final WorkWatch watch;
  private final int frames;
  private final RateLimiter limiter = RateLimiter.create(MESSAGES_PER_SECOND);
  private final AtomicInteger done = new AtomicInteger();

  TaskProgress(ServedTask task, WorkWatch watch) {
    this.task = task;
    this.watch = watch;
    // What is not rendered frame by frame tells how far all of it is.
    boolean each = task.order().work() == Message.Work.RENDER;
    this.frames = each ? task.order().frames().size() : 1;
  }

  @Override
  public void progress(double fraction, String note) {
    watch.prepares(false);
    watch.sign();
    tell(fraction, note);
  }

  @Override
  public void preparing(String note) {
    watch.prepares(true);
    watch.sign();
    tell(0, note);
  }

  private void tell(double fraction, String note) {
    if (limiter.tryAcquire()) {
      double inFrame = fraction >= 0 && fraction <= 1 ? fraction : 0;
      String cut = note.length() <= MAX_NOTE ? note : note.substring(0, MAX_NOTE);
      double whole = Math.min(1, (done.get() + inFrame) / frames);
      task.job().client().send(new Message.Progressed(task.attempt(), whole, cut));
      task.story().progress(whole, PlainText.line(cut));
    }
  }

  void frameDone() {
    done.incrementAndGet();
  }
}
