package org.networkrender.cli;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;
import org.networkrender.api.PlainText;
import org.networkrender.core.order.WorkerProgress;
import org.networkrender.core.order.WorkerProgress.State;

/** One line for each worker, in columns that leave out what does not fit. */
final class WorkerLines {
  private static final Set<State> AT_WORK = EnumSet.of(State.RECEIVING, State.RENDERING);
  private static final int MAX_CELL = 24;
  private static final int BAR = 10;
  private static final String GAP = "  ";

  /** From left to right; the order in which they are left out is another one. */
  private enum Column {
    NAME,
    PLACE,
    STATE,
    NOTE,
    BAR,
    DONE,
    SPEED
  }

  private static final List<Column> LEFT_OUT_FIRST =
      List.of(Column.PLACE, Column.SPEED, Column.BAR, Column.DONE, Column.NOTE);

  private final List<WorkerProgress> workers;
  private final ScreenStyle style;
  private final Set<Column> columns = EnumSet.allOf(Column.class);

  private WorkerLines(List<WorkerProgress> workers, ScreenStyle style) {
    this.workers = workers;
    this.style = style;
  }

  static List<AttributedString> of(List<WorkerProgress> workers, ScreenStyle style, int width) {
    WorkerLines lines = new WorkerLines(workers, style);
    for (Column column : LEFT_OUT_FIRST) {
      if (lines.width() <= width) {
        break;
      }
      lines.columns.remove(column);
    }
    return workers.stream().map(lines::line).toList();
  }

  private int width() {
    return columns.stream().mapToInt(column -> GAP.length() + width(column)).sum();
  }

  private int width(Column column) {
    Function<WorkerProgress, String> text = worker -> text(column, worker);
    return workers.stream().map(text).mapToInt(WorkerLines::columnsOf).max().orElse(0);
  }

  private AttributedString line(WorkerProgress worker) {
    AttributedStringBuilder line = new AttributedStringBuilder();
    for (Column column : columns) {
      if (column == Column.NOTE && !AT_WORK.contains(worker.state())) {
        // Why a worker does not work is worth the whole rest of the line.
        return line.append(GAP)
            .append(PlainText.line(worker.note()), style(worker))
            .toAttributedString();
      }
      String text = text(column, worker);
      line.append(GAP);
      if (column == Column.BAR && !text.isEmpty()) {
        ProgressScreen.appendBar(line, worker.fraction(), BAR, style);
      } else {
        line.append(text, column == Column.STATE ? style(worker) : AttributedStyle.DEFAULT);
      }
      line.append(" ".repeat(Math.max(0, width(column) - columnsOf(text))));
    }
    return line.toAttributedString();
  }

  private static String text(Column column, WorkerProgress worker) {
    boolean atWork = AT_WORK.contains(worker.state());
    return switch (column) {
      case NAME -> cell(worker.name());
      case PLACE -> cell(worker.place());
      case STATE -> worker.state().name().toLowerCase(Locale.ROOT);
      case NOTE -> atWork ? cell(worker.note()) : "";
      case BAR -> atWork ? " ".repeat(BAR) : "";
      case DONE -> done(worker);
      case SPEED ->
          worker.done() == 0 ? "" : Times.seconds(worker.seconds() / worker.done()) + " each";
    };
  }

  private static String done(WorkerProgress worker) {
    String failed = worker.failed() == 0 ? "" : ", " + worker.failed() + " failed";
    return worker.done() + " done" + failed;
  }

  private static String cell(String text) {
    AttributedString clean = new AttributedString(PlainText.line(text));
    return clean.columnSubSequence(0, MAX_CELL).toString();
  }

  private static int columnsOf(String text) {
    return new AttributedString(text).columnLength();
  }

  private AttributedStyle style(WorkerProgress worker) {
    if (!style.colour()) {
      return AttributedStyle.DEFAULT;
    }
    return switch (worker.state()) {
      case RENDERING, RECEIVING -> AttributedStyle.DEFAULT.foreground(AttributedStyle.GREEN);
      case RESTING -> AttributedStyle.DEFAULT.foreground(AttributedStyle.YELLOW);
      case UNUSABLE -> AttributedStyle.DEFAULT.foreground(AttributedStyle.RED);
      case CONNECTING, WAITING, GONE -> AttributedStyle.DEFAULT.faint();
    };
  }
}
