package org.networkrender.blender;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.RenderException;
import org.networkrender.api.backend.ProgressListener;

/** What each Blender printed, recorded: every line of progress is understood, and every error. */
class RecordedLogsTest {
  private static final String NONE = "-";

  private static List<String> lines(String version, String log) throws IOException {
    String name = "logs/" + version + "/" + log + ".txt";
    try (InputStream in = RecordedLogsTest.class.getResourceAsStream(name)) {
      assertThat(in).as(name).isNotNull();
      OutputLines lines = new OutputLines(in, 10_000);
      List<String> all = new ArrayList<>();
      for (String line = lines.next(); !line.isEmpty(); line = lines.next()) {
        all.add(line);
      }
      return all;
    }
  }

  private static Optional<RenderException> failure(List<String> lines) {
    FrameWatch watch = new FrameWatch(ProgressListener.NONE);
    lines.forEach(watch::line);
    return watch.failure();
  }

  @ParameterizedTest
  @CsvSource({
    "3.4.1,animation,2",
    "3.4.1,still,1",
    "3.4.1,eevee,1",
    "3.4.1,workbench,1",
    "4.3.2,animation,2",
    "4.3.2,still,1",
    "4.3.2,eevee,1",
    "4.3.2,workbench,1",
    "4.5.15-module,animation,2",
    "4.5.15-module,still,1",
    "4.5.15-module,eevee,1",
    "4.5.15-module,workbench,1",
    "5.2.2,animation,2",
    "5.2.2,still,1",
    "5.2.3-module,animation,2",
    "5.2.3-module,still,1",
    "5.2.3-module,eevee,1",
    "5.2.3-module,workbench,1",
  })
  void whatWentWell(String version, String log, int frames) throws Exception {
    List<String> lines = lines(version, log);
    FrameWatch watch = new FrameWatch(ProgressListener.NONE);
    lines.forEach(watch::line);
    assertThat(watch.failure()).isEmpty();
    for (int frame = 1; frame <= frames; frame++) {
      assertThat(watch.isSaved("/scenes/out_000" + frame + ".png")).isTrue();
    }
    List<ProgressLine> progress =
        lines.stream().flatMap(line -> ProgressLine.parse(line).stream()).toList();
    assertThat(progress).hasSize((int) lines.stream().filter(l -> l.contains("Fra:")).count());
    if (!progress.isEmpty()) {
      assertThat(progress).anyMatch(line -> line.fraction() == 1);
      assertThat(progress).noneMatch(line -> line.note().isEmpty());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "unwritable,RESOURCE,RESOURCE,RESOURCE,RESOURCE,RESOURCE",
    "unwritable-exr,RESOURCE,RESOURCE,RESOURCE,RESOURCE,RESOURCE",
    "no-camera,USER,USER,USER,USER,USER",
    "missing-file,WORKER,WORKER,WORKER,WORKER,WORKER",
    "cut-file,USER,USER,USER,USER,USER",
    "text-file,USER,USER,USER,USER,USER",
    "missing-texture,-,-,-,-,-",
    "gpu,-,-,-,-,-",
    // The others have a denoiser, or (5.2.2) say nothing of it.
    "denoise,USER,USER,-,-,-",
  })
  void whatWentWrong(
      String log, String three, String four, String fourModule, String five, String fiveModule)
      throws Exception {
    isJudged("3.4.1", log, three);
    isJudged("4.3.2", log, four);
    isJudged("4.5.15-module", log, fourModule);
    isJudged("5.2.2", log, five);
    isJudged("5.2.3-module", log, fiveModule);
  }

  private static void isJudged(String version, String log, String kind) throws Exception {
    String judged = failure(lines(version, log)).map(e -> e.kind().name()).orElse(NONE);
    assertThat(judged).as("%s of %s", log, version).isEqualTo(kind);
  }

  @ParameterizedTest
  @ValueSource(strings = {"3.4.1", "4.3.2", "5.2.2"})
  void anEngineThatIsNotThere(String version) throws Exception {
    assertThat(failure(lines(version, "unknown-engine")))
        .hasValueSatisfying(e -> assertThat(e).hasMessageContaining("engine not found 'FOO'"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"eevee", "workbench"})
  void aMachineWithoutAGraphicsDriver(String log) throws Exception {
    assertThat(failure(lines("5.2.2", log)))
        .hasValueSatisfying(
            e -> {
              assertThat(e.kind()).isEqualTo(ErrorKind.WORKER);
              assertThat(e).hasMessageContaining("no graphics driver");
            });
  }
}
