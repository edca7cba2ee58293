package org.networkrender.core.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.networkrender.api.FrameSet;
import org.networkrender.api.transport.Endpoint;
import org.networkrender.core.client.FakeBackend.Fault;
import org.networkrender.core.order.FinishedFrame;
import org.networkrender.core.order.JobListener;
import org.networkrender.core.order.JobOrder;
import org.networkrender.core.order.JobReport;
import org.networkrender.core.order.JobReport.Outcome;
import org.networkrender.core.order.RenderJob;
import org.networkrender.core.order.WorkerProgress;
import org.networkrender.core.worker.Worker;

/**
 * How other farms lose frames, machines or whole jobs; CONTRIBUTING.md tells which. Each of their
 * failures is a test that has its name.
 */
@Tag("beside-others")
class LostFramesTest extends FarmFixture {
  @Test
  void theLastFrameOfAWorkerThatDiesAfterTheLocalMachineHasFinishedIsRenderedAgain()
      throws Exception {
    FakeBackend own = new FakeBackend();
    FakeBackend other = new FakeBackend().hold();
    Worker worker = worker("other", other);
    own.hold();
    Finished finished = new Finished();
    RenderJob job = farm(true, own, worker).submit(order("1-6"), finished);
    await().until(() -> !own.started().isEmpty() && !other.started().isEmpty());
    own.release();
    await().until(() -> finished.frames().size() == 5);

    worker.close();

    assertComplete(end(job), 6);
    assertThat(finished.workers()).containsOnly("client");
  }

  @Test
  void aRendererThatNeverEndsIsNotWaitedFor() throws Exception {
    FakeBackend own = new FakeBackend().hold();
    FakeBackend stuck = new FakeBackend().hold();
    RenderJob job = farm(true, own, worker("stuck", stuck)).submit(order("1-6"), JobListener.NONE);
    await().until(() -> !own.started().isEmpty() && !stuck.started().isEmpty());

    own.release();

    assertComplete(end(job), 6);
  }

  @Test
  void aJobOnTwoMachinesSurvivesItsFirstError() throws Exception {
    AtomicInteger failures = new AtomicInteger();
    FakeBackend first = failing(failures, 1).hold();
    FakeBackend second = new FakeBackend().hold();
    Farm farm = farm(worker("first", first), worker("second", second));
    RenderJob job = farm.submit(order("1-6"), JobListener.NONE);
    await().until(() -> !first.started().isEmpty() && !second.started().isEmpty());
    first.release();
    await().until(() -> failures.get() >= 1);
    second.release();

    JobReport report = end(job);

    assertComplete(report, 6);
    assertThat(report.workers().stream().mapToInt(WorkerProgress::failed).sum()).isEqualTo(1);
  }

  @Test
  void aJobOnOneMachineSurvivesItsFirstError() throws Exception {
    assertComplete(run(farm(worker("only", failing(new AtomicInteger(), 1))), order("1-6")), 6);
  }

  @Test
  void aWorkerThatFailsFiveTimesInARowIsUsedAgain() throws Exception {
    FakeBackend backend = failing(new AtomicInteger(), 5);

    JobReport report = run(farm(worker("only", backend)), order("1-4"));

    assertComplete(report, 4);
    assertThat(report.workers().get(0).failed()).isEqualTo(5);
  }

  @Test
  void aJobOfWhichHalfTheTasksFailRendersTheOtherHalf() throws Exception {
    FakeBackend backend =
        new FakeBackend().faults(frame -> frame % 2 == 0 ? Fault.SCENE : Fault.NONE);

    JobReport report = run(farm(worker("only", backend)), order("1-20"));

    assertThat(report.outcome()).isEqualTo(Outcome.INCOMPLETE);
    assertThat(report.rendered()).isEqualTo(FrameSet.range(1, 19, 2));
    assertThat(report.missing()).as("each is named").isEqualTo(FrameSet.range(2, 20, 2));
    assertThat(pictures()).hasSize(10);
  }

  @Test
  void aWorkerThatFailedItsVeryFirstFrameIsUsedAgainBesideOneThatIsWell() throws Exception {
    AtomicInteger failures = new AtomicInteger();
    FakeBackend unlucky = failing(failures, 1);
    FakeBackend busy = new FakeBackend().hold();
    Finished finished = new Finished();
    Farm farm = farm(worker("unlucky", unlucky), worker("busy", busy));

    RenderJob job = farm.submit(order("1-6"), finished);
    await().until(() -> failures.get() >= 1 && finished.workers().contains("unlucky"));
    busy.release();

    assertComplete(end(job), 6);
  }

  @Test
  void aWorkerRestartedOnItsAddressIsUsedAgain() throws Exception {
    FakeBackend before = new FakeBackend().hold();
    Worker worker = worker("phoenix", before);
    RenderJob job = farm(worker).submit(order("1-4"), JobListener.NONE);
    await().until(() -> !before.started().isEmpty());
    worker.close();
    FakeBackend after = new FakeBackend();

    worker("phoenix", worker.port(), after);

    assertComplete(end(job), 4);
    assertThat(after.started()).contains(before.started().get(0));
  }

  @Test
  void aWorkerThatComesBackElsewhereIsUsed() throws Exception {
    int elsewhere = freePort();
    FakeBackend before = new FakeBackend().hold();
    Worker worker = worker("moving", before);
    Farm farm = farmAt(worker.port(), elsewhere);
    RenderJob job = farm.submit(order("1-4"), JobListener.NONE);
    await().until(() -> !before.started().isEmpty());
    worker.close();

    worker("moving", elsewhere, new FakeBackend());

    assertComplete(end(job), 4);
  }

  @Test
  void aWorkerThatJoinsLateGetsWork() throws Exception {
    int lateOnes = freePort();
    FakeBackend early = new FakeBackend().hold();
    FakeBackend late = new FakeBackend();
    Finished finished = new Finished();
    RenderJob job = farmAt(worker("early", early).port(), lateOnes).submit(order("1-6"), finished);
    await().until(() -> !early.started().isEmpty());

    worker("late", lateOnes, late);
    await().until(() -> finished.workers().contains("late"));
    early.release();

    assertComplete(end(job), 6);
  }

  @Test
  void aWorkerThatIsThereBeforeTheJobGetsWork() throws Exception {
    FakeBackend backend = new FakeBackend();
    Farm farm = farm(worker("early", backend));
    await().until(() -> farm.workers().stream().anyMatch(known -> known.slots() > 0));

    assertComplete(run(farm, order("1-4")), 4);
    assertThat(backend.started()).hasSize(4);
  }

  @Test
  void aWorkerThatIsAnnouncedAgainAndAgainRendersEachFrameOnce() throws Exception {
    FakeBackend backend = new FakeBackend();
    Worker worker = worker("loud", backend);
    LoudDiscovery discovery = new LoudDiscovery();
    Farm farm = farm(discovery.heardBy(settings(worker.port())));

    JobReport report = run(farm, order("1-30"));

    assertComplete(report, 30);
    assertThat(backend.started()).as("no frame was sent twice").doesNotHaveDuplicates();
    assertThat(backend.sessions()).as("one renderer").isEqualTo(1);
    assertThat(discovery.announcements()).isGreaterThan(1);
  }

  @Test
  void twoClientsDoNotOverwriteEachOther() throws Exception {
    Worker worker = worker("shared", new FakeBackend());
    RenderJob first = farm(worker).submit(orderIn("first", "1-8"), JobListener.NONE);
    RenderJob second = farm(worker).submit(orderIn("second", "5-12"), JobListener.NONE);

    assertThat(end(first).outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(end(second).outcome()).isEqualTo(Outcome.COMPLETE);
    assertPictures(directory.resolve("first/pictures"), 1, 8);
    assertPictures(directory.resolve("second/pictures"), 5, 12);
  }

  @Test
  void aTaskIsNotRunTwiceAndBothResultsKept() throws Exception {
    FakeBackend slow = new FakeBackend().hold();
    FakeBackend fast = new FakeBackend().hold();
    Finished finished = new Finished();
    RenderJob job = farm(worker("slow", slow), worker("fast", fast)).submit(order("1-6"), finished);
    await().until(() -> !slow.started().isEmpty() && !fast.started().isEmpty());
    fast.release();
    await().until(() -> fast.started().contains(slow.started().get(0)));
    slow.release();

    JobReport report = end(job);

    assertComplete(report, 6);
    assertThat(finished.frames()).hasSize(6).doesNotHaveDuplicates();
    assertThat(report.workers().stream().mapToInt(WorkerProgress::done).sum()).isEqualTo(6);
  }

  @Test
  void aClientThatComesBackRendersOnlyWhatIsMissing() throws Exception {
    FakeBackend backend = new FakeBackend();
    Worker worker = worker("worker", backend);
    Farm farm = farm(worker);
    Finished finished = new Finished();
    RenderJob first = farm.submit(order("1-200"), finished);
    await().until(() -> finished.frames().size() >= 3);
    farm.close();
    JobReport stopped = end(first);

    JobReport report = run(farm(worker), order("1-200"));

    assertThat(report.outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(report.kept()).isEqualTo(stopped.rendered());
    assertPictures(output(), 1, 200);
  }

  @Test
  void aJobOfAThousandFramesIsNotTiredOfReturningThem() throws Exception {
    Farm farm = farm(worker("a", new FakeBackend()), worker("b", new FakeBackend()));

    assertComplete(run(farm, order("1-1000")), 1000);
  }

  @Test
  void aClientThatRendersNothingItselfTellsItsGain() throws Exception {
    Farm farm = farm(worker("far", new FakeBackend()));
    JobOrder order = order("1-3");

    assertThat(run(farm, order).gain()).isPresent();
    JobReport nothing = run(farm, order);

    assertThat(nothing.kept()).isEqualTo(FrameSet.range(1, 3, 1));
    assertThat(nothing.gain()).isEmpty();
  }

  /** Returns a farm that looks for workers at ports, whether they are there or not. */
  private Farm farmAt(int... ports) throws Exception {
    return farm(settings(ports));
  }

  private FarmSettings settings(int... ports) throws Exception {
    List<Endpoint> places =
        IntStream.of(ports).mapToObj(port -> new Endpoint("127.0.0.1", port)).toList();
    return settings(false, new FakeBackend(), places);
  }

  /** A backend whose first tasks fail. */
  private static FakeBackend failing(AtomicInteger failures, int count) {
    return new FakeBackend()
        .faults(frame -> failures.incrementAndGet() <= count ? Fault.WORKER : Fault.NONE);
  }

  private JobOrder orderIn(String name, String frames) throws Exception {
    Path place = Files.createDirectory(directory.resolve(name));
    Path scene = Files.writeString(place.resolve("scene.fake"), frames);
    return JobOrder.animation(scene, place.resolve("pictures"));
  }

  private void assertComplete(JobReport report, int frames) throws Exception {
    assertThat(report.outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(report.rendered()).isEqualTo(FrameSet.range(1, frames, 1));
    assertThat(report.missing().isEmpty()).isTrue();
    assertPictures(output(), 1, frames);
  }

  private static void assertPictures(Path place, int first, int last) throws Exception {
    Set<String> wanted = new HashSet<>();
    for (int frame : IntStream.rangeClosed(first, last).toArray()) {
      String name = String.format(Locale.ROOT, "%04d.png", frame);
      wanted.add(name);
      assertThat(FakePictures.shows(place.resolve(name), frame)).as(name).isTrue();
    }
    try (var files = Files.list(place)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .filteredOn(name -> !name.equals(".networkrender"))
          .containsExactlyInAnyOrderElementsOf(wanted);
    }
  }

  /** Hears which frames are finished, and by whom. */
  private static final class Finished implements JobListener {
    private final List<FinishedFrame> all = new CopyOnWriteArrayList<>();

    @Override
    public void finished(FinishedFrame frame) {
      all.add(frame);
    }

    List<Integer> frames() {
      return all.stream().map(FinishedFrame::frame).toList();
    }

    List<String> workers() {
      return all.stream().map(FinishedFrame::worker).toList();
    }
  }
}
