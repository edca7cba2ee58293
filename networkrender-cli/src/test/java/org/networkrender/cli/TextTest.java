package org.networkrender.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.networkrender.api.FrameSet;
import org.networkrender.api.RenderException;
import org.networkrender.core.order.JobReport;
import org.networkrender.core.order.JobReport.Outcome;
import org.networkrender.core.order.WorkerProgress;

class TextTest {
  @ParameterizedTest
  @CsvSource({
    "0,0:00",
    "499,0:00",
    "500,0:01",
    "41000,0:41",
    "725000,12:05",
    "11229000,3:07:09",
    "184029000,2 d 3:07:09",
    "59999,1:00",
    "-5000,0:00"
  })
  void writesDurations(long millis, String text) {
    assertThat(Times.clock(Duration.ofMillis(millis))).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"0,0.0 s", "1.44,1.4 s", "9.96,10 s", "14.2,14 s", "119,119 s", "125,2:05 min"})
  void writesSeconds(double seconds, String text) {
    assertThat(Times.seconds(seconds)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"1,1", "500m,524288000", "20G,21474836480", "2TiB,2199023255552", "3KB,3072"})
  void readsSizes(String text, long bytes) {
    assertThat(ByteSize.parse(text).bytes()).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "-1", "G", "1.5G", "1 X", "999999999999999T"})
  void refusesOtherSizes(String text) {
    assertThatThrownBy(() -> ByteSize.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({"1,1 bytes", "1536,1.5 KiB", "21474836480,20 GiB"})
  void writesSizes(long bytes, String text) {
    assertThat(new ByteSize(bytes)).hasToString(text);
  }

  @ParameterizedTest
  @CsvSource({"0,------", "0.5,###---", "0.6,###+--", "1,######", "7,######", "NaN,------"})
  void drawsBars(double fraction, String bar) {
    assertThat(Bar.of(fraction, 6, false)).isEqualTo(bar);
    assertThat(Bar.of(fraction, 6, true)).hasSize(6);
  }

  @Test
  void alignsTables() {
    TextTable table = new TextTable("name", ">frames").row("a", 100).row("日本", 7);
    assertThat(table.lines()).containsExactly("name  frames", "a        100", "日本       7");
  }

  @Test
  void reportsWhatEachWorkerDid() {
    List<String> lines =
        ReportText.lines(Stories.report(Outcome.COMPLETE), "/out", "networkrender render x", true);
    assertThat(lines)
        .containsExactly(
            "",
            "worker  frames  failed  seconds  a frame",
            "desk         6       0      8.4      1.4",
            "box2         5       1      9.0      1.8",
            "box3         0       2      0.0",
            "total       11       3     17.4      1.6",
            "",
            "3 frames rendered in 0:21, 2.7 times as fast as this machine alone."
                + " 1 frame was there already.",
            "The pictures are in /out");
  }

  @Test
  void reportsWhatWasRenderedOnACard() {
    List<WorkerProgress> workers =
        List.of(
            Stories.WORKERS.get(0),
            new WorkerProgress(
                "box2", "b", WorkerProgress.State.WAITING, "", 0, 5, 1, 9.0, "T4 (OptiX)"));
    List<String> lines =
        ReportText.lines(Stories.report(Outcome.COMPLETE, workers), "/out", "", true);
    assertThat(lines)
        .contains(
            "worker  frames  failed  seconds  a frame  renders on",
            "desk         6       0      8.4      1.4  its processor",
            "box2         5       1      9.0      1.8  T4 (OptiX)",
            "total       11       1     17.4      1.6");
  }

  @Test
  void namesACauseOnceForAllItsFrames() {
    JobReport one = Stories.report(Outcome.INCOMPLETE);
    List<JobReport.Failure> failures =
        List.of(
            new JobReport.Failure(FrameSet.of(4), "no camera"),
            new JobReport.Failure(FrameSet.of(5), "no light"),
            new JobReport.Failure(FrameSet.parse("6-7"), "no camera"));
    JobReport report =
        new JobReport(
            one.outcome(),
            one.rendered(),
            one.kept(),
            FrameSet.parse("4-7"),
            failures,
            one.workers(),
            one.elapsed(),
            one.gain(),
            one.still(),
            one.audit(),
            List.of(),
            false);
    assertThat(ReportText.lines(report, "/out", "networkrender render x", true))
        .containsSubsequence(
            "4 frames missing: 4-7",
            "  frames 4,6-7: no camera",
            "  frame 5: no light",
            "The same command goes on where this one ended: networkrender render x");
  }

  @Test
  void comparesOnlyWhereItMeansSomething() {
    assertThat(ReportText.lines(Stories.report(Outcome.COMPLETE), "/out", "", false))
        .contains("3 frames rendered in 0:21. 1 frame was there already.");
  }

  @ParameterizedTest
  @CsvSource({
    "1, 0.02, false",
    "1, 0.97, false",
    "1, 1.04, false",
    "1, 1.06, true",
    "2, 0.04, false",
    "2, 0.83, true",
    "2, 1.7, true"
  })
  void tellsTheGainOnlyWhereItSaysSomething(int machines, double gain, boolean told) {
    JobReport one = Stories.report(Outcome.COMPLETE);
    JobReport report =
        new JobReport(
            one.outcome(),
            one.rendered(),
            one.kept(),
            one.missing(),
            List.of(),
            Stories.WORKERS.subList(0, machines),
            one.elapsed(),
            OptionalDouble.of(gain),
            one.still(),
            one.audit(),
            List.of(),
            false);
    String text = String.join("\n", ReportText.lines(report, "/out", "", true));
    assertThat(text.contains("times as fast")).isEqualTo(told);
  }

  @ParameterizedTest
  @CsvSource({
    "out,out,",
    "out/,out,",
    "out/a_##.png,out,a_##.png",
    "####.exr,'',####.exr",
    "v1.5,v1.5,"
  })
  void readsWherePicturesGo(String text, Path directory, String picture) throws RenderException {
    OutputPlace place = OutputPlace.parse(text, false);
    assertThat(place.directory()).isEqualTo(directory);
    assertThat(place.picture().map(name -> name.pattern()).orElse(null)).isEqualTo(picture);
  }

  @ParameterizedTest
  @ValueSource(strings = {"out/final.png", "x.EXR", "a:#.png"})
  void refusesPictureNamesWithoutAPlaceForTheFrame(String text) {
    assertThatThrownBy(() -> OutputPlace.parse(text, false)).isInstanceOf(RenderException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "out,out,",
    "out/big.png/,out/big.png,",
    "out/big.png,out,big.png",
    "big.v2.EXR,'',big.v2.EXR",
    "out/a_##.png,out,a_##.png"
  })
  void theNameOfASinglePictureNeedsNoFrameNumber(String text, Path directory, String picture)
      throws RenderException {
    OutputPlace place = OutputPlace.parse(text, true);
    assertThat(place.directory()).isEqualTo(directory);
    assertThat(place.picture().map(name -> name.pattern()).orElse(null)).isEqualTo(picture);
  }

  @Test
  void reportsAStill() {
    assertThat(ReportText.lines(Stories.stillReport(11, 0, Stories.WORKERS), "/out", "", true))
        .contains(
            "worker  tiles  failed  seconds  a tile",
            "1 still of 16384x9216 in 3:12: rendered 11 tiles on 2 machines,"
                + " 2.7 times as fast as this machine alone.");
    List<WorkerProgress> alone = Stories.WORKERS.subList(0, 1);
    assertThat(ReportText.lines(Stories.stillReport(0, 1, alone), "/out", "", false))
        .contains(
            "worker  ranges  failed  seconds  a range",
            "1 still of 16384x9216 in 3:12: rendered 1 sample range on 1 machine.");
    assertThat(ReportText.lines(Stories.stillReport(0, 0, List.of()), "/out", "", false))
        .contains("1 still of 16384x9216 in 3:12: rendered in one piece.");
  }

  @Test
  void quotesCommandsForAShell() {
    assertThat(CommandText.of(List.of("render", "my scene.blend", "--set", "a=it's")))
        .isEqualTo("networkrender render 'my scene.blend' --set 'a=it'\\''s'");
  }
}
