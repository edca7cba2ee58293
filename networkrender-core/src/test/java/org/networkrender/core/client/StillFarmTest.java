package org.networkrender.core.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.FrameSet;
import org.networkrender.api.PixelRegion;
import org.networkrender.api.RenderException;
import org.networkrender.api.backend.Capabilities;
import org.networkrender.api.backend.SceneDescription;
import org.networkrender.core.client.FakeBackend.Fault;
import org.networkrender.core.order.Existing;
import org.networkrender.core.order.JobListener;
import org.networkrender.core.order.JobOrder;
import org.networkrender.core.order.JobProgress;
import org.networkrender.core.order.JobReport;
import org.networkrender.core.order.JobReport.Outcome;
import org.networkrender.core.order.Notice;
import org.networkrender.core.order.RenderJob;
import org.networkrender.core.worker.Worker;

/** One frame in parts: cut, rendered on several machines, joined, finished. */
class StillFarmTest extends StillFixture {
  @Test
  void tilesOfTwoWorkersMakeThePictureOfOne() throws Exception {
    FakeBackend one = new FakeBackend().hold();
    FakeBackend two = new FakeBackend().hold();
    Farm farm = farm(worker("one", one), worker("two", two));
    RenderJob job = farm.submit(tiles(), JobListener.NONE);
    await().until(() -> !one.started().isEmpty() && !two.started().isEmpty());
    one.release();
    two.release();

    JobReport report = end(job);

    assertThat(report.outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(report.rendered()).isEqualTo(FrameSet.of(1));
    assertThat(one.regions().size() + two.regions().size()).isEqualTo(6);
    assertThat(one.finishes() + two.finishes()).isEqualTo(1);
    assertOnlyThePictureIsThere();
  }

  @Test
  void sampleRangesMakeThePictureToo() throws Exception {
    FakeBackend backend = new FakeBackend();

    JobReport report =
        run(farm(worker("worker", backend)), still("samples", Map.of("ranges", "4")));

    assertThat(report.outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(backend.regions()).hasSize(4);
    assertOnlyThePictureIsThere();
  }

  @Test
  void severalFramesCanBeCut() throws Exception {
    FakeBackend backend = new FakeBackend();
    JobOrder order =
        JobOrder.animation(scene("1-3"), output()).withSplitter("tiles", Map.of("tiles", "2x2"));

    JobReport report = run(farm(worker("worker", backend)), order);

    assertThat(report.outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(pictures()).containsExactly("0001.png", "0002.png", "0003.png");
    for (int frame = 1; frame <= 3; frame++) {
      assertThat(FakePictures.shows(output().resolve("000" + frame + ".png"), frame)).isTrue();
    }
    assertThat(backend.finishes()).isEqualTo(3);
  }

  @Test
  void theOwnMachineFinishes() throws Exception {
    FakeBackend own = new FakeBackend().hold();
    FakeBackend other = new FakeBackend().hold();
    Farm farm = farm(true, own, worker("other", other));
    RenderJob job = farm.submit(tiles(), JobListener.NONE);
    await().until(() -> !own.started().isEmpty() && !other.started().isEmpty());
    own.release();
    await().until(() -> keptParts().size() == 5 || own.regions().size() == 5);
    other.release();

    assertThat(end(job).outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(own.finishes()).isEqualTo(1);
    assertOnlyThePictureIsThere();
  }

  @Test
  void aJoinedPictureThatNeedsNoFinishIsThePicture() throws Exception {
    FakeBackend backend = new FakeBackend().withoutFinish();

    // The client's own backend says so, and the worker's is never asked.
    JobReport report = run(farm(false, backend, worker("worker", backend)), tiles());

    assertThat(report.outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(backend.finishes()).isZero();
    assertThat(FakePictures.showsUnfinished(picture(), 1)).isTrue();
    assertThat(pictures()).containsExactly("0001.png");
    assertThat(keptParts()).isEmpty();
  }

  @Test
  void aWorkerThatLeavesWhileItFinishesLosesNothing() throws Exception {
    AtomicBoolean first = new AtomicBoolean(true);
    List<FakeBackend> backends = List.of(new FakeBackend(), new FakeBackend());
    List<Worker> workers = new ArrayList<>();
    for (FakeBackend backend : backends) {
      backend.finishFaults(
          () -> {
            if (first.getAndSet(false)) {
              backend.hold();
            }
            return Fault.NONE;
          });
      workers.add(worker("worker" + workers.size(), backend));
    }
    RenderJob job = farm(workers.toArray(Worker[]::new)).submit(tiles(), JobListener.NONE);
    await().until(() -> backends.stream().anyMatch(backend -> backend.finishes() == 1));
    workers.get(backends.get(0).finishes() == 1 ? 0 : 1).close();

    assertThat(end(job).outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(backends).allMatch(backend -> backend.finishes() == 1);
    assertOnlyThePictureIsThere();
  }

  @Test
  void aStillThatIsStoppedWhileItIsFinishedGoesOnThere() throws Exception {
    FakeBackend backend = new FakeBackend();
    backend.finishFaults(
        () -> {
          backend.hold();
          return Fault.NONE;
        });
    RenderJob job = farm(worker("worker", backend)).submit(tiles(), JobListener.NONE);
    await().until(() -> backend.finishes() == 1);
    job.cancel();
    assertThat(end(job).outcome()).isEqualTo(Outcome.CANCELLED);
    assertThat(keptParts()).as("the joined parts").hasSize(1);
    FakeBackend other = new FakeBackend();

    JobReport report = run(farm(worker("other", other)), tiles());

    assertThat(report.outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(other.regions()).as("nothing is rendered again").isEmpty();
    assertThat(other.finishes()).isEqualTo(1);
    assertOnlyThePictureIsThere();
  }

  @Test
  void aFinishThatFailsIsTriedElsewhere() throws Exception {
    AtomicBoolean first = new AtomicBoolean(true);
    FakeBackend one = new FakeBackend();
    FakeBackend two = new FakeBackend();
    for (FakeBackend backend : List.of(one, two)) {
      backend.finishFaults(() -> first.getAndSet(false) ? Fault.WORKER : Fault.NONE);
    }

    JobReport report = run(farm(worker("one", one), worker("two", two)), tiles());

    assertThat(report.outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(one.finishes() + two.finishes()).isEqualTo(2);
    assertOnlyThePictureIsThere();
  }

  @Test
  void whatIsSpoiledOfATileIsRenderedAgain() throws Exception {
    for (Fault fault : List.of(Fault.WRONG_SIZE, Fault.TRUNCATED, Fault.EMPTY)) {
      AtomicBoolean first = new AtomicBoolean(true);
      FakeBackend backend = new FakeBackend();
      backend.partFaults(region -> first.getAndSet(false) ? fault : Fault.NONE);
      JobOrder order = tiles().withRules(RULES.with(Existing.OVERWRITE));
      Files.writeString(order.scene(), "1-9\n" + fault);

      JobReport report = run(farm(worker("worker", backend)), order);

      assertThat(report.outcome()).as("%s", fault).isEqualTo(Outcome.COMPLETE);
      assertThat(backend.regions()).hasSize(7);
      assertOnlyThePictureIsThere();
    }
  }

  @Test
  void aTileThatIsGivenUpStopsNoOther() throws Exception {
    FakeBackend backend = new FakeBackend();
    backend.partFaults(region -> region.x() == 0 && region.y() == 0 ? Fault.SCENE : Fault.NONE);

    JobReport report = run(farm(worker("worker", backend)), tiles());

    assertThat(report.outcome()).isEqualTo(Outcome.INCOMPLETE);
    assertThat(report.missing()).isEqualTo(FrameSet.of(1));
    assertThat(report.failures()).hasSize(1);
    assertThat(report.failures().get(0).cause())
        .contains("tile ")
        .contains("the scene has no camera");
    assertThat(keptParts()).as("what is there is kept").hasSize(5);
    assertThat(backend.finishes()).isZero();
  }

  @Test
  void thePreviewIsThereWhileTilesArriveAndGoneAtTheEnd() throws Exception {
    FakeBackend backend = new FakeBackend();
    AtomicInteger begun = new AtomicInteger();
    backend.partFaults(
        region -> {
          if (begun.incrementAndGet() == 3) {
            backend.hold();
          }
          return Fault.NONE;
        });
    RenderJob job = farm(worker("worker", backend)).submit(tiles(), JobListener.NONE);
    Path preview = output().resolve("0001-preview.png");
    await().until(() -> Files.exists(preview));
    backend.release();

    assertThat(end(job).outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(preview).doesNotExist();
  }

  @Test
  void exactlyRefusesWhatDiffersInItsLastBits() throws Exception {
    FakeBackend backend = new FakeBackend();
    Farm farm = farm(worker("worker", backend));
    JobOrder samples = still("samples", Map.of("ranges", "2")).exactly();

    assertThatThrownBy(() -> farm.submit(samples, JobListener.NONE))
        .isInstanceOfSatisfying(
            RenderException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.USER))
        .hasMessageContaining("--exact");
  }

  @Test
  void aWorkerWithOtherLastBitsIsToldOfOrKeptOut() throws Exception {
    FakeBackend client =
        new FakeBackend() {
          @Override
          public Optional<String> difference(
              SceneDescription scene, Map<String, String> options, Capabilities renderer) {
            return Optional.of("it has another processor");
          }
        };
    List<String> notices = new CopyOnWriteArrayList<>();
    JobListener listening =
        new JobListener() {
          @Override
          public void notice(Notice notice) {
            notices.add(notice.text());
          }

          @Override
          public void progress(JobProgress progress) {
            progress.workers().forEach(worker -> notices.add(worker.note()));
          }
        };
    Farm farm = farm(false, client, worker("worker", new FakeBackend()));

    assertThat(end(farm.submit(tiles(), listening)).outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(notices).anyMatch(text -> text.contains("last bits: it has another processor"));

    RenderJob job =
        farm.submit(
            JobOrder.still(scene("1\nexact"), directory.resolve("exact")).exactly(), listening);
    await().until(() -> notices.stream().anyMatch(text -> text.contains("--exact is on")));
    job.cancel();
    assertThat(end(job).outcome()).isEqualTo(Outcome.CANCELLED);
  }

  @Test
  void progressCountsTiles() throws Exception {
    FakeBackend backend = new FakeBackend();
    List<Double> fractions = new CopyOnWriteArrayList<>();
    AtomicInteger begun = new AtomicInteger();
    backend.partFaults(
        (PixelRegion region) -> {
          if (begun.incrementAndGet() == 4) {
            backend.hold();
          }
          return Fault.NONE;
        });
    RenderJob job =
        farm(worker("worker", backend))
            .submit(
                tiles(),
                new JobListener() {
                  @Override
                  public void progress(JobProgress progress) {
                    fractions.add(progress.fraction());
                  }
                });
    await().until(() -> fractions.stream().anyMatch(f -> f > 0.4 && f < 0.9));
    backend.release();
    assertThat(end(job).outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(fractions.get(fractions.size() - 1)).isEqualTo(1);
  }
}
