package org.networkrender.core.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.networkrender.api.FrameSet;
import org.networkrender.core.client.FakeBackend.Fault;
import org.networkrender.core.order.JobListener;
import org.networkrender.core.order.JobProgress;
import org.networkrender.core.order.JobReport;
import org.networkrender.core.order.JobReport.Outcome;
import org.networkrender.core.order.Notice;
import org.networkrender.core.order.RenderJob;
import org.networkrender.core.order.WorkerProgress;
import org.networkrender.core.worker.Worker;

/** The last frames of an animation, cut into tiles for workers that would stay idle. */
@Tag("beside-others")
class TailFarmTest extends FarmFixture {
  private final List<FakeBackend> backends = new ArrayList<>();
  private final List<String> notices = new CopyOnWriteArrayList<>();
  private Farm farm;

  @BeforeEach
  void openFarm() throws Exception {
    List<Worker> workers = new ArrayList<>();
    for (int i = 1; i <= 4; i++) {
      FakeBackend backend = new FakeBackend().holdWholes();
      backends.add(backend);
      workers.add(worker("worker" + i, backend));
    }
    farm = farm(workers.toArray(Worker[]::new));
  }

  /** Starts a job; the frame goes nowhere and is not cut before every worker could help. */
  private RenderJob submit() throws Exception {
    backends.forEach(FakeBackend::hold);
    AtomicLong ready = new AtomicLong();
    RenderJob job =
        farm.submit(
            order("1"),
            new JobListener() {
              @Override
              public void progress(JobProgress progress) {
                ready.set(progress.workers().stream().filter(TailFarmTest::isReady).count());
              }

              @Override
              public void notice(Notice notice) {
                notices.add(notice.text());
              }
            });
    await().until(() -> ready.get() == backends.size());
    backends.forEach(FakeBackend::release);
    return job;
  }

  private static boolean isReady(WorkerProgress worker) {
    return worker.state() == WorkerProgress.State.WAITING
        || worker.state() == WorkerProgress.State.RENDERING;
  }

  private int parts() {
    return backends.stream().mapToInt(backend -> backend.regions().size()).sum();
  }

  private void assertComplete(JobReport report) throws IOException {
    assertThat(report.outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(report.rendered()).isEqualTo(FrameSet.of(1));
    assertThat(report.failures()).isEmpty();
    assertThat(pictures()).containsExactly("0001.png");
    assertThat(FakePictures.shows(output().resolve("0001.png"), 1)).isTrue();
    assertThat(keptParts()).isEmpty();
    assertThat(output().resolve(".networkrender/incoming")).doesNotExist();
  }

  @Test
  void oneFrameIsRenderedByAllWorkers() throws Exception {
    JobReport report = end(submit());

    assertComplete(report);
    assertThat(parts()).isGreaterThanOrEqualTo(4);
    assertThat(backends.stream().mapToInt(FakeBackend::finishes).sum()).isEqualTo(1);
    assertThat(notices).anyMatch(text -> text.contains("frame 1 is cut into 4 tiles"));
  }

  @Test
  void theWholeFrameMayBeFirst() throws Exception {
    backends.forEach(FakeBackend::holdParts);
    RenderJob job = submit();
    await().until(() -> parts() == 3);
    backends.forEach(FakeBackend::releaseWholes);

    assertComplete(end(job));
    assertThat(backends).allMatch(backend -> backend.finishes() == 0);
  }

  @Test
  void theWholeFrameMayBeFirstWhilePartsComeIn() throws Exception {
    backends.get(0).holdParts();
    backends.get(1).holdParts();
    RenderJob job = submit();
    await().until(() -> !keptParts().isEmpty());
    backends.forEach(FakeBackend::releaseWholes);
    backends.forEach(FakeBackend::releaseParts);

    assertComplete(end(job));
  }

  @Test
  void theWholeFrameMayBeFirstWhileItsPartsAreFinished() throws Exception {
    for (FakeBackend backend : backends) {
      backend.finishFaults(
          () -> {
            backend.hold();
            return Fault.NONE;
          });
    }
    RenderJob job = submit();
    await().until(() -> backends.stream().anyMatch(backend -> backend.finishes() > 0));
    backends.forEach(FakeBackend::releaseWholes);

    assertComplete(end(job));
  }

  @Test
  void aPartThatNobodyCanRenderCostsNoFrame() throws Exception {
    backends.forEach(
        backend -> backend.partFaults(region -> region.x() == 0 ? Fault.SCENE : Fault.NONE));
    RenderJob job = submit();
    await().until(() -> notices.stream().anyMatch(text -> text.contains("whole frame goes on")));
    backends.forEach(FakeBackend::releaseWholes);

    assertComplete(end(job));
  }

  @Test
  void whoStopsMeanwhileGoesOnWithTheTilesThatAreThere() throws Exception {
    stopHalfWay();
    int kept = keptParts().size();
    int before = parts();

    assertComplete(end(submit()));
    assertThat(kept).isBetween(1, 3);
    assertThat(parts() - before).as("only what was missing").isEqualTo(4 - kept);
    assertThat(notices).anyMatch(text -> text.contains("there already and"));
  }

  @Test
  void tilesThatAreThereAreLeftOutWhereFramesAreToStayWhole() throws Exception {
    stopHalfWay();
    int before = parts();
    backends.forEach(FakeBackend::releaseWholes);

    assertComplete(run(farm, order("1").withRules(RULES.withTailTiles(false))));
    assertThat(parts()).isEqualTo(before);
  }

  @Test
  void tilesOfAnotherSceneAreLeftOut() throws Exception {
    stopHalfWay();
    backends.forEach(FakeBackend::releaseWholes);

    assertComplete(run(farm, order("1\nanother camera")));
  }

  /** The client was killed just when it had given the picture its name. */
  @Test
  void tilesOfAFrameThatIsThereAreRemoved() throws Exception {
    stopHalfWay();
    Path state = output().resolve(".networkrender/frames.mv");
    Path tile = output().resolve(".networkrender/parts").resolve(keptParts().get(0));
    Path savedState = Files.copy(state, directory.resolve("saved.mv"));
    Path savedTile = Files.copy(tile, directory.resolve("saved"));
    assertComplete(end(submit()));
    Files.copy(savedState, state, StandardCopyOption.REPLACE_EXISTING);
    Files.createDirectories(tile.getParent());
    Files.copy(savedTile, tile);

    assertThat(run(farm, order("1")).kept()).isEqualTo(FrameSet.of(1));
    assertThat(keptParts()).isEmpty();
  }

  /** Some tiles of the frame are there, and others are not. */
  private void stopHalfWay() throws Exception {
    backends.get(0).holdParts();
    backends.get(1).holdParts();
    RenderJob job = submit();
    await().until(() -> !keptParts().isEmpty());
    job.cancel();
    assertThat(end(job).outcome()).isEqualTo(Outcome.CANCELLED);
    backends.forEach(FakeBackend::releaseParts);
  }

  @Test
  void whatAKilledClientLeftOfItIsRemoved() throws Exception {
    backends.get(0).holdParts();
    backends.get(1).holdParts();
    RenderJob job = submit();
    await().until(() -> !keptParts().isEmpty());
    Path saved = directory.resolve("saved");
    try (Stream<Path> files = Files.list(output().resolve(".networkrender/parts"))) {
      Files.copy(files.findFirst().orElseThrow(), saved);
    }
    job.cancel();
    end(job);
    Path left = output().resolve(".networkrender/parts/frame-1-0-left.png");
    Files.copy(saved, left);
    backends.forEach(FakeBackend::releaseParts);

    assertComplete(end(submit()));
  }

  @Test
  void noFrameIsCutWhenThatIsSwitchedOff() throws Exception {
    RenderJob job = farm.submit(order("1").withRules(RULES.withTailTiles(false)), JobListener.NONE);
    await().until(() -> backends.stream().anyMatch(backend -> !backend.started().isEmpty()));
    // Longer than it takes until a frame says how slow it is.
    long begin = System.nanoTime();
    await().until(() -> System.nanoTime() - begin > 1_500_000_000L);
    backends.forEach(FakeBackend::releaseWholes);

    assertComplete(end(job));
    assertThat(parts()).isZero();
  }
}
