package org.networkrender.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jline.utils.AttributedString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.networkrender.core.events.JobTotals.Making;
import org.networkrender.core.events.JobTotals.Making.Kind;
import org.networkrender.core.order.JobProgress;
import org.networkrender.core.order.PixelProgress;
import org.networkrender.core.order.PixelProgress.Stage;
import org.networkrender.core.order.WorkerProgress;
import org.networkrender.core.order.WorkerProgress.State;

class ProgressScreenTest {
  private static List<String> draw(JobProgress progress, int width, int height) {
    ScreenStyle style = new ScreenStyle(width, height, false, false);
    return ProgressScreen.lines(progress, style).stream()
        .map(line -> line.toString().stripTrailing())
        .toList();
  }

  @Test
  void showsTheJobAndEveryWorker() {
    assertThat(draw(Stories.progress(11, 24), 120, 24))
        .containsExactly(
            "11 of 24 frames  ##################----------------------" + " 45 %  0:41 left",
            "  desk  this machine      rendering  frame 13  ####------  6 done"
                + "            1.4 s each",
            "  box2  192.168.1.7:8080  rendering  frame 14  #########-  5 done, 1 failed"
                + "  1.8 s each",
            "  box3  192.168.1.8:8080  resting    failed twice",
            "  old   192.168.1.9:8080  unusable   has Blender 2.79, too old");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 10, 20, 40, 60, 80, 200})
  void neverReachesTheLastColumn(int width) {
    ScreenStyle style = new ScreenStyle(width, 24, true, true);
    assertThat(ProgressScreen.lines(Stories.progress(11, 24), style))
        .hasSize(5)
        .allMatch(line -> line.columnLength() < Math.max(2, width));
  }

  @Test
  void leavesOutThePlaceFirst() {
    assertThat(draw(Stories.progress(11, 24), 75, 24).get(1))
        .doesNotContain("this machine")
        .contains("desk", "rendering", "frame 13", "1.4 s each");
  }

  @Test
  void keepsToTheHeightOfTheTerminal() {
    WorkerProgress one = Stories.WORKERS.get(0);
    JobProgress progress =
        new JobProgress(
            0,
            0,
            9,
            0,
            Duration.ZERO,
            Optional.empty(),
            Collections.nCopies(40, one),
            Optional.empty(),
            Optional.empty());
    List<String> lines = draw(progress, 80, 10);
    assertThat(lines).hasSize(8).last().isEqualTo("  and 34 more");
  }

  @Test
  void aStillIsCountedInPixels() {
    assertThat(head(12_399_999, Stage.RENDERING)).matches("12.3 of 150 Mpx  #+-+ 8 %  0:41 left");
    assertThat(head(150_994_943, Stage.RENDERING)).startsWith("150 of 150 Mpx  #").contains("99 %");
    assertThat(head(150_994_944, Stage.JOINING)).startsWith("150 of 150 Mpx, joining  #");
    assertThat(head(150_994_944, Stage.FINISHING)).startsWith("150 of 150 Mpx, finishing  #");
  }

  @Test
  void whatIsMadeBesideFramesIsTold() {
    Optional<Duration> left = Optional.of(Duration.ofSeconds(12));
    assertThat(draw(Stories.making(0, 6, 0.02, new Making(Kind.BAKE, 0.42, left)), 100, 24).get(0))
        .matches("baking 42 %, 0:12 left, 0 of 6 frames  [#+-]+ 2 %");
    assertThat(draw(Stories.making(6, 6, 0.99, new Making(Kind.MOVIE, 0.5, left)), 100, 24).get(0))
        .matches("6 of 6 frames, making the movie 50 %  #+[+-]* 99 %  0:12 left");
  }

  private static String head(long done, Stage stage) {
    return draw(Stories.still(done, stage), 100, 24).get(0);
  }

  @ParameterizedTest
  @CsvSource({
    "0,1,0.000 of 0.000 Mpx",
    "1500,230400,0.001 of 0.230 Mpx",
    "2073599,2073600,2.0 of 2.0 Mpx",
    "99999999,4294967296,99.9 of 4294 Mpx"
  })
  void writesPixels(long done, long total, String text) {
    assertThat(Pixels.line(new PixelProgress(done, total, Stage.RENDERING))).isEqualTo(text);
  }

  @Test
  void saysHundredPercentOnlyAtTheEnd() {
    JobProgress nearly =
        new JobProgress(
            9,
            0,
            10,
            1.0,
            Duration.ZERO,
            Optional.empty(),
            List.of(),
            Optional.empty(),
            Optional.empty());
    assertThat(draw(nearly, 80, 24)).singleElement().asString().endsWith("99 %");
    JobProgress done =
        new JobProgress(
            9,
            1,
            10,
            1.0,
            Duration.ZERO,
            Optional.empty(),
            List.of(),
            Optional.empty(),
            Optional.empty());
    assertThat(draw(done, 80, 24).get(0)).startsWith("9 of 10 frames, 1 failed").endsWith("100 %");
  }

  @Test
  void takesTheSteeringOutOfNamesFromOutside() {
    WorkerProgress evil =
        new WorkerProgress(
            "\u001b[2Jevil\n", "10.0.0.9:8080", State.UNUSABLE, "a\r\u0007b", 0, 0, 0, 0);
    JobProgress progress =
        new JobProgress(
            0,
            0,
            1,
            0,
            Duration.ZERO,
            Optional.empty(),
            List.of(evil),
            Optional.empty(),
            Optional.empty());
    assertThat(String.join("", draw(progress, 80, 24))).doesNotContainPattern("\\p{Cntrl}");
  }

  @Test
  void usesColoursOnlyWhereTheyAreWanted() {
    JobProgress progress = Stories.progress(11, 24);
    assertThat(ansi(progress, true)).contains("\u001b[");
    assertThat(ansi(progress, false)).doesNotContain("\u001b[");
  }

  private static String ansi(JobProgress progress, boolean colour) {
    return ProgressScreen.lines(progress, new ScreenStyle(80, 24, colour, true)).stream()
        .map(AttributedString::toAnsi)
        .reduce("", String::concat);
  }
}
