package org.networkrender.core.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.FrameSet;
import org.networkrender.api.PictureName;
import org.networkrender.api.RenderException;
import org.networkrender.api.transport.Endpoint;
import org.networkrender.core.order.JobListener;
import org.networkrender.core.order.JobOrder;
import org.networkrender.core.order.JobProgress;
import org.networkrender.core.order.JobReport;
import org.networkrender.core.order.JobReport.Outcome;
import org.networkrender.core.order.JobRules;
import org.networkrender.core.order.RenderJob;
import org.networkrender.core.order.WorkerProgress;
import org.networkrender.core.worker.Worker;

/** Client and workers together, over the real transports. */
class FarmTest extends FarmFixture {
  @Test
  void allFramesArriveFromThisMachineAndAWorker() throws Exception {
    FakeBackend own = new FakeBackend().hold();
    FakeBackend other = new FakeBackend().hold();
    Farm farm = farm(true, own, worker("other", other));
    RenderJob job = farm.submit(order("1-10"), JobListener.NONE);
    await().until(() -> !own.started().isEmpty() && !other.started().isEmpty());
    own.release();
    other.release();

    JobReport report = end(job);

    assertThat(report.outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(report.rendered()).isEqualTo(FrameSet.range(1, 10, 1));
    assertThat(report.missing().isEmpty()).isTrue();
    assertThat(report.workers()).allSatisfy(worker -> assertThat(worker.done()).isPositive());
    assertThat(report.workers().get(0).place()).isEqualTo("this machine");
    assertThat(report.workers().stream().mapToInt(WorkerProgress::done).sum()).isEqualTo(10);
    assertThat(pictures()).hasSize(10);
    assertThat(own.sessions()).as("one process for all frames").isEqualTo(1);
    assertThat(other.sessions()).isEqualTo(1);
  }

  @Test
  void aSecondRunRendersOnlyWhatIsNotThere() throws Exception {
    FakeBackend backend = new FakeBackend();
    Farm farm = farm(worker("worker", backend));
    run(farm, order("1-4"));
    Files.delete(output().resolve("0003.png"));

    JobReport report = run(farm, order("1-4"));

    assertThat(report.outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(report.kept()).isEqualTo(FrameSet.parse("1,2,4"));
    assertThat(report.rendered()).isEqualTo(FrameSet.of(3));
    assertThat(backend.started()).hasSize(5).endsWith(3);
    assertThat(pictures()).hasSize(4);
  }

  @Test
  void aPictureThatWasChangedIsRenderedAgain() throws Exception {
    Farm farm = farm(worker("worker", new FakeBackend()));
    run(farm, order("1-2"));
    Files.writeString(output().resolve("0002.png"), "not a picture");

    assertThat(run(farm, order("1-2")).rendered()).isEqualTo(FrameSet.of(2));
    assertThat(pictures()).hasSize(2);
  }

  @Test
  void theSameFramesUnderAnotherNameAreRenderedAgain() throws Exception {
    Farm farm = farm(worker("worker", new FakeBackend()));
    JobOrder order = order("1-2");
    run(farm, order);

    JobReport report =
        run(
            farm,
            new JobOrder(
                order.scene(),
                order.output(),
                Optional.of(new PictureName("shot_##")),
                Optional.empty(),
                Optional.empty(),
                JobOrder.DEFAULT_SPLITTER,
                Map.of(),
                false,
                false,
                JobRules.DEFAULT));

    assertThat(report.outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(pictures()).contains("shot_01.png", "shot_02.png");
  }

  @Test
  void aSceneThatLacksSomethingIsRefusedUnlessThatIsAllowed() throws Exception {
    FakeBackend backend = new FakeBackend();
    Farm farm = farm(worker("worker", backend));
    JobOrder order = order("1-2");
    Files.writeString(order.scene(), "1-2\nwithout wood.png\nlacks the node Rust\n");

    assertThatThrownBy(() -> run(farm, order))
        .isInstanceOfSatisfying(
            RenderException.class,
            e -> {
              assertThat(e.kind()).isEqualTo(ErrorKind.USER);
              assertThat(e.getMessage()).contains("missing: the node Rust").contains("1 more");
              assertThat(e.advice()).contains("--allow-missing");
            });
    assertThat(backend.started()).isEmpty();
    assertThat(run(farm, order.allowingMissing()).outcome()).isEqualTo(Outcome.COMPLETE);
  }

  @Test
  void aCancelledJobEndsAndLeavesNothingHalfWritten() throws Exception {
    FakeBackend backend = new FakeBackend();
    Farm farm = farm(worker("worker", backend));
    run(farm, order("1-8").withFrames(FrameSet.parse("1-2")));
    backend.hold();
    RenderJob job = farm.submit(order("1-8"), JobListener.NONE);
    await().until(() -> backend.started().size() == 3);

    job.cancel();
    job.cancel();
    JobReport report = end(job);

    assertThat(report.outcome()).isEqualTo(Outcome.CANCELLED);
    assertThat(report.missing()).isEqualTo(FrameSet.parse("3-8"));
    assertThat(pictures()).containsExactly("0001.png", "0002.png");
    assertThat(backend.started()).hasSize(3);
  }

  @Test
  void closingTheFarmCancelsItsJobs() throws Exception {
    FakeBackend backend = new FakeBackend().hold();
    Farm farm = farm(worker("worker", backend));
    RenderJob job = farm.submit(order("1-4"), JobListener.NONE);
    await().until(() -> !backend.started().isEmpty());

    farm.close();

    assertThat(end(job).outcome()).isEqualTo(Outcome.CANCELLED);
  }

  @Test
  void jobsOfTwoFarmsTakeTurns() throws Exception {
    FakeBackend backend = new FakeBackend().hold();
    Worker worker = worker("worker", backend);
    RenderJob first = farm(worker).submit(order("1-12"), JobListener.NONE);
    await().until(() -> !backend.started().isEmpty());
    Path scene = Files.writeString(directory.resolve("other.fake"), "101-112");
    List<WorkerProgress.State> states = new CopyOnWriteArrayList<>();
    RenderJob second =
        farm(worker)
            .submit(
                JobOrder.animation(scene, directory.resolve("other")),
                new JobListener() {
                  @Override
                  public void progress(JobProgress progress) {
                    progress.workers().forEach(shown -> states.add(shown.state()));
                  }
                });
    await()
        .until(
            () ->
                states.contains(WorkerProgress.State.WAITING)
                    || states.contains(WorkerProgress.State.RENDERING));
    backend.release();

    assertThat(end(first).outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(end(second).outcome()).isEqualTo(Outcome.COMPLETE);
    List<Boolean> turns = backend.started().stream().map(frame -> frame > 100).toList();
    assertThat(turns.indexOf(true)).isLessThan(turns.lastIndexOf(false));
    assertThat(backend.sessions()).as("one process a job, kept warm").isEqualTo(2);
  }

  @Test
  void rangesOfFramesArriveWhole() throws Exception {
    JobOrder order = order("1-7");
    JobReport report =
        run(
            farm(worker("worker", new FakeBackend())),
            new JobOrder(
                order.scene(),
                order.output(),
                Optional.of(new PictureName("shot_##")),
                Optional.empty(),
                Optional.of("fake"),
                "ranges",
                Map.of("range", "3"),
                false,
                false,
                JobRules.DEFAULT));

    assertThat(report.outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(report.rendered()).isEqualTo(FrameSet.parse("1-7"));
    assertThat(pictures()).hasSize(7).startsWith("shot_01.png");
  }

  @Test
  void anOutputThatCannotBeWrittenIsTheUsersError() throws Exception {
    Files.writeString(output(), "a file is in the way");
    Farm farm = farm(worker("worker", new FakeBackend()));
    JobOrder order = order("1");

    assertThat(userError(() -> farm.submit(order, JobListener.NONE)))
        .contains("Cannot write into " + output());
  }

  @Test
  void anOutputThatAnotherJobWritesToIsTheUsersError() throws Exception {
    FakeBackend backend = new FakeBackend().hold();
    Worker worker = worker("worker", backend);
    RenderJob job = farm(worker).submit(order("1-2"), JobListener.NONE);
    Farm second = farm(worker);
    JobOrder order = order("1-2");

    assertThat(userError(() -> second.submit(order, JobListener.NONE))).contains("Another job");

    backend.release();
    assertThat(end(job).outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(pictures()).hasSize(2);
  }

  @Test
  void aHostThatIsNotThereIsTheUsersError() throws Exception {
    // RFC 6761: names below .invalid never resolve.
    FarmSettings settings =
        settings(false, new FakeBackend(), List.of(new Endpoint("nobody.invalid", 8080)));

    assertThat(userError(() -> Farm.open(settings))).contains("nobody.invalid");
  }

  @Test
  void ordersThatCannotBeCarriedOutAreTheUsersErrors() throws Exception {
    Farm farm = farm(worker("worker", new FakeBackend()));
    JobOrder missing = JobOrder.animation(directory.resolve("no.fake"), output());
    Path text = Files.writeString(directory.resolve("scene.txt"), "1-2");
    JobOrder unknown = JobOrder.animation(text, output());

    assertThat(userError(() -> farm.submit(missing, JobListener.NONE))).contains("no.fake");
    assertThat(userError(() -> farm.submit(unknown, JobListener.NONE))).contains("scene.txt");
    assertThat(output()).doesNotExist();
  }

  private static String userError(ThrowingCallable call) {
    RenderException[] error = new RenderException[1];
    assertThatThrownBy(call)
        .asInstanceOf(InstanceOfAssertFactories.type(RenderException.class))
        .satisfies(thrown -> error[0] = thrown)
        .extracting(RenderException::kind)
        .isEqualTo(ErrorKind.USER);
    return error[0].getMessage();
  }
}
