package org.networkrender.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jline.terminal.Size;
import org.jline.terminal.impl.LineDisciplineTerminal;
import org.junit.jupiter.api.Test;

class LiveConsoleTest {
  private final ByteArrayOutputStream screen = new ByteArrayOutputStream();

  private String written() {
    String text = screen.toString(StandardCharsets.UTF_8);
    screen.reset();
    return text;
  }

  private LiveConsole console() throws IOException {
    LineDisciplineTerminal terminal =
        new LineDisciplineTerminal("test", "xterm", screen, StandardCharsets.UTF_8);
    terminal.setSize(new Size(100, 24));
    return new LiveConsole(terminal, Map.of("NO_COLOR", "1"));
  }

  @Test
  void drawsOnlyWhatChanged() throws IOException {
    try (LiveConsole console = console()) {
      console.progress(Stories.progress(1, 24));
      assertThat(written()).contains("1 of 24 frames", "box2", "too old");
      console.progress(Stories.progress(2, 24));
      assertThat(written()).contains("2").doesNotContain("box2", "too old");
    }
  }

  @Test
  void printsFinishedFramesAboveTheBars() throws IOException {
    try (LiveConsole console = console()) {
      console.progress(Stories.progress(1, 24));
      written();
      console.finished(Stories.frame(7, "box2", 1.4));
      String text = written();
      assertThat(text).contains("frame 7 on box2 in 1.4 s");
      assertThat(text.indexOf("1 of 24 frames"))
          .isGreaterThan(text.indexOf("frame 7 on box2 in 1.4 s"));
    }
  }

  @Test
  void clearsTheBarsAtTheEndAndStaysSilent() throws IOException {
    LiveConsole console = console();
    console.progress(Stories.progress(1, 24));
    written();
    console.close();
    console.close();
    assertThat(written()).doesNotContain("frames");
    console.progress(Stories.progress(2, 24));
    assertThat(written()).isEmpty();
  }
}
