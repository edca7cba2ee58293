package org.networkrender.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;
import org.jline.utils.Display;
import org.networkrender.api.PlainText;
import org.networkrender.core.order.FinishedFrame;
import org.networkrender.core.order.JobProgress;
import org.networkrender.core.order.Notice;

/** Shows a job as a bar and a line for each worker, drawn over and over in place. */
final class LiveConsole implements JobConsole {
  private final Terminal terminal;
  private final Map<String, String> environment;
  private final Display display;
  private List<AttributedString> shown = List.of();
  private boolean closed;

  LiveConsole(Terminal terminal, Map<String, String> environment) {
    this.terminal = terminal;
    this.environment = environment;
    this.display = new Display(terminal, false);
  }

  @Override
  public synchronized void print(String line) {
    if (closed) {
      terminal.writer().println(line);
      terminal.flush();
      return;
    }
    List<AttributedString> below = shown;
    draw(List.of());
    terminal.writer().println(line);
    display.reset();
    draw(below);
  }

  @Override
  public void notice(Notice notice) {
    print(NoticeText.of(notice));
  }

  @Override
  public synchronized void progress(JobProgress progress) {
    if (!closed) {
      draw(ProgressScreen.lines(progress, ScreenStyle.of(terminal, environment)));
    }
  }

  @Override
  public void finished(FinishedFrame frame) {
    print(
        "frame "
            + frame.frame()
            + " on "
            + PlainText.line(frame.worker())
            + " in "
            + Times.seconds(frame.seconds()));
  }

  private void draw(List<AttributedString> lines) {
    ScreenStyle style = ScreenStyle.of(terminal, environment);
    display.resize(style.height(), style.width());
    int last = lines.size() - 1;
    int cursor =
        lines.isEmpty()
            ? 0
            : new Size(style.width(), style.height())
                .cursorPos(last, lines.get(last).columnLength());
    display.update(lines, cursor);
    shown = lines;
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    draw(List.of());
    closed = true;
    terminal.flush();
    try {
      terminal.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
