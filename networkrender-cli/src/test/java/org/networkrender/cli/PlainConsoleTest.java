package org.networkrender.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.networkrender.core.events.JobTotals.Making;
import org.networkrender.core.events.JobTotals.Making.Kind;

class PlainConsoleTest {
  private final StringWriter text = new StringWriter();

  @Test
  void printsALineForEachTenthOfWhatIsMadeBesideFrames() {
    Optional<Duration> left = Optional.of(Duration.ofSeconds(41));
    try (PlainConsole console = new PlainConsole(new PrintWriter(text))) {
      console.progress(Stories.making(0, 1, 0, new Making(Kind.BAKE, 0, Optional.empty())));
      console.progress(Stories.making(0, 1, 0.02, new Making(Kind.BAKE, 0.42, left)));
      console.progress(Stories.making(0, 1, 0.02, new Making(Kind.BAKE, 0.43, left)));
      console.finished(Stories.frame(1, "box2", 1.44));
      console.progress(Stories.making(1, 1, 0.98, new Making(Kind.MOVIE, 0.5, left)));
    }
    assertThat(text.toString().lines())
        .containsExactly(
            "baking 0 %",
            "baking 42 %, 0:41 left",
            "frame 1 on box2 in 1.4 s: 1 of 1",
            "making the movie 50 %, 0:41 left");
  }
}
