package org.networkrender.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.networkrender.api.PlainText;
import org.networkrender.core.events.JobTotals.Making;
import org.networkrender.core.order.FinishedFrame;
import org.networkrender.core.order.JobProgress;
import org.networkrender.core.order.Notice;
import org.networkrender.core.order.PixelProgress;

/** Shows a job as lines that are never taken back: for files, pipes and simple terminals. */
final class PlainConsole implements JobConsole {
  private static final int TENTHS = 10;

  private final PrintWriter out;
  private int kept;
  private int finished;
  private int total;
  private Optional<Duration> remaining = Optional.empty();
  private String shownOfStill = "";
  private String shownOfProduct = "";

  PlainConsole(PrintWriter out) {
    this.out = out;
  }

  @Override
  public synchronized void print(String line) {
    out.println(line);
  }

  @Override
  public void notice(Notice notice) {
    print(NoticeText.of(notice));
  }

  @Override
  public synchronized void progress(JobProgress progress) {
    // Those of earlier runs, and those that were finished before anybody looked.
    kept = Math.max(kept, progress.done() - finished);
    total = progress.total();
    remaining = progress.remaining();
    progress.pixels().ifPresent(this::still);
    progress.making().ifPresent(this::making);
  }

  /** A line for each tenth of a bake or of movies. */
  private void making(Making making) {
    long tenths = (long) (making.fraction() * TENTHS);
    String state = making.kind() + " " + tenths;
    if (!state.equals(shownOfProduct)) {
      shownOfProduct = state;
      print(Products.line(making) + Products.left(making.remaining()));
    }
  }

  /** A line for each tenth of a still, and for each thing that is done with it. */
  private void still(PixelProgress pixels) {
    long tenths = pixels.done() * TENTHS / pixels.total();
    String state = pixels.stage() + " " + tenths;
    if (state.equals(shownOfStill)) {
      return;
    }
    shownOfStill = state;
    boolean rendering = pixels.stage() == PixelProgress.Stage.RENDERING;
    if (rendering && tenths == 0) {
      return;
    }
    StringBuilder line = new StringBuilder(Pixels.line(pixels));
    if (rendering && tenths < TENTHS) {
      line.append(Products.left(remaining));
    }
    print(line.toString());
  }

  @Override
  public synchronized void finished(FinishedFrame frame) {
    finished++;
    int done = kept + finished;
    StringBuilder line = new StringBuilder("frame ").append(frame.frame());
    line.append(" on ").append(PlainText.line(frame.worker()));
    line.append(" in ").append(Times.seconds(frame.seconds()));
    if (total > 0) {
      line.append(String.format(Locale.ROOT, ": %d of %d", done, total));
    }
    // With the last frame not all may be done: movies come after it.
    if (done < total) {
      line.append(String.format(Locale.ROOT, " (%d %%)", done * 100L / total));
      line.append(Products.left(remaining));
    }
    print(line.toString());
  }

  @Override
  public void close() {
    out.flush();
  }
}
