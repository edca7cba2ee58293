package org.networkrender.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;
import org.networkrender.core.events.JobTotals.Making;
import org.networkrender.core.order.JobProgress;
import org.networkrender.core.order.WorkerProgress;

/** Draws the state of a job: one bar for all frames or pixels, then one line for each worker. */
final class ProgressScreen {
  private static final int MAX_BAR = 40;
  private static final int MIN_BAR = 6;
  private static final int ROWS_LEFT_FREE = 2;

  private ProgressScreen() {}

  static List<AttributedString> lines(JobProgress progress, ScreenStyle style) {
    // A line that fills the last column makes some terminals wrap.
    int width = Math.max(1, style.width() - 1);
    List<AttributedString> lines = new ArrayList<>();
    lines.add(head(progress, style, width));
    int room = Math.max(1, style.height() - ROWS_LEFT_FREE - lines.size());
    List<WorkerProgress> workers = progress.workers();
    boolean all = workers.size() <= room;
    List<WorkerProgress> shown = all ? workers : workers.subList(0, Math.max(0, room - 1));
    lines.addAll(WorkerLines.of(shown, style, width));
    if (!all) {
      lines.add(new AttributedString("  and " + (workers.size() - shown.size()) + " more"));
    }
    return lines.stream().map(line -> line.columnSubSequence(0, width)).toList();
  }

  private static AttributedString head(JobProgress progress, ScreenStyle style, int width) {
    String before = before(progress);
    if (progress.failed() > 0) {
      before += ", " + progress.failed() + " failed";
    }
    String after = " " + percent(progress) + " %";
    String left = "  " + progress.remaining().map(ProgressScreen::left).orElse("");
    int room = Math.min(MAX_BAR, width - before.length() - after.length() - left.length() - 2);
    AttributedStringBuilder line = new AttributedStringBuilder();
    line.append(before, bold(style));
    if (room >= MIN_BAR) {
      line.append("  ");
      appendBar(line, progress.fraction(), room, style);
    }
    return line.append(after).append(left).toAttributedString();
  }

  private static String before(JobProgress progress) {
    String counted =
        progress
            .pixels()
            .map(Pixels::line)
            .orElse(progress.done() + " of " + progress.total() + " frames");
    if (progress.making().isEmpty()) {
      return counted;
    }
    Making making = progress.making().get();
    String line = Products.line(making);
    // What is left of the job follows at the end of the line; of a bake it is told here.
    return making.kind() == Making.Kind.BAKE
        ? line + Products.left(making.remaining()) + ", " + counted
        : counted + ", " + line;
  }

  private static String left(Duration remaining) {
    return Times.clock(remaining) + " left";
  }

  /** 100 % is shown only when all is done. */
  private static long percent(JobProgress progress) {
    boolean all = progress.done() + progress.failed() >= progress.total();
    long percent = (long) Math.floor(Math.min(1, Math.max(0, progress.fraction())) * 100);
    return all ? percent : Math.min(99, percent);
  }

  private static AttributedStyle bold(ScreenStyle style) {
    return style.colour() ? AttributedStyle.BOLD : AttributedStyle.DEFAULT;
  }

  static void appendBar(
      AttributedStringBuilder line, double fraction, int width, ScreenStyle style) {
    String bar = Bar.of(fraction, width, style.unicode());
    int filled = Bar.filled(fraction, width);
    AttributedStyle full =
        style.colour()
            ? AttributedStyle.DEFAULT.foreground(AttributedStyle.GREEN)
            : AttributedStyle.DEFAULT;
    AttributedStyle empty =
        style.colour() ? AttributedStyle.DEFAULT.faint() : AttributedStyle.DEFAULT;
    line.append(bar.substring(0, filled), full).append(bar.substring(filled), empty);
  }
}
