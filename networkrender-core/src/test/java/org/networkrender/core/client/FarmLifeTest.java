package org.networkrender.core.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.FrameSet;
import org.networkrender.api.RenderException;
import org.networkrender.api.backend.BackendSettings;
import org.networkrender.api.backend.SceneDescription;
import org.networkrender.core.order.JobListener;
import org.networkrender.core.order.JobOrder;
import org.networkrender.core.order.JobReport;
import org.networkrender.core.order.JobReport.Outcome;
import org.networkrender.core.order.RenderJob;
import org.networkrender.core.worker.Worker;

/** What is called when a farm or a job has ended, and what is called meanwhile. */
class FarmLifeTest extends FarmFixture {
  @Test
  void aClosedFarmStillTellsWhomItKnew() throws Exception {
    Farm farm = farm(worker("known", new FakeBackend()));
    await().until(() -> farm.workers().stream().anyMatch(known -> known.slots() == 1));

    farm.close();

    assertThat(soon(farm::workers))
        .singleElement()
        .satisfies(
            known -> {
              assertThat(known.name()).isEqualTo("known");
              assertThat(known.slots()).isEqualTo(1);
              assertThat(known.problem()).isEmpty();
            });
  }

  @Test
  void aClosedFarmTakesNoJob() throws Exception {
    Farm farm = farm(worker("worker", new FakeBackend()));
    JobOrder order = order("1-2");
    farm.close();

    assertSaysThatItIsClosed(() -> soon(() -> farm.submit(order, JobListener.NONE)));
    assertThat(output()).doesNotExist();
  }

  @Test
  void aFarmThatIsClosedWhileItLooksIntoTheSceneLeavesTheOutputToOthers() throws Exception {
    CountDownLatch looking = new CountDownLatch(1);
    CountDownLatch going = new CountDownLatch(1);
    FakeBackend backend =
        new FakeBackend() {
          @Override
          public SceneDescription inspect(
              Path scene, BackendSettings settings, Map<String, String> options)
              throws RenderException {
            looking.countDown();
            try {
              going.await();
            } catch (InterruptedException e) {
              throw new RenderException(ErrorKind.USER, "Interrupted", "", e);
            }
            return super.inspect(scene, settings, options);
          }
        };
    Farm farm = farm(true, backend);
    JobOrder order = order("1-2");
    CompletableFuture<RenderJob> submitted = later(() -> farm.submit(order, JobListener.NONE));
    looking.await();

    farm.close();
    going.countDown();

    assertSaysThatItIsClosed(() -> submitted.get(60, TimeUnit.SECONDS));
    assertThat(run(farm(true, new FakeBackend()), order).outcome()).isEqualTo(Outcome.COMPLETE);
  }

  @Test
  void closingTwiceDoesNothing() throws Exception {
    Farm farm = farm(worker("worker", new FakeBackend()));

    farm.close();
    soon(
        () -> {
          farm.close();
          return farm;
        });

    assertThat(soon(farm::workers)).hasSizeLessThanOrEqualTo(1);
  }

  @Test
  void aJobOfAClosedFarmHasAReport() throws Exception {
    FakeBackend backend = new FakeBackend().hold();
    Farm farm = farm(worker("worker", backend));
    RenderJob job = farm.submit(order("1-4"), JobListener.NONE);
    await().until(() -> !backend.started().isEmpty());

    farm.close();
    job.cancel();

    assertThat(end(job).outcome()).isEqualTo(Outcome.CANCELLED);
    assertThat(end(job).missing()).isEqualTo(FrameSet.parse("1-4"));
  }

  @Test
  void whoClosesWhileInterruptedStillEndsTheJobs() throws Exception {
    FakeBackend backend = new FakeBackend().hold();
    Farm farm = farm(worker("worker", backend));
    RenderJob job = farm.submit(order("1-4"), JobListener.NONE);
    await().until(() -> !backend.started().isEmpty());

    Thread.currentThread().interrupt();
    farm.close();

    assertThat(Thread.interrupted()).isTrue();
    assertThat(end(job).outcome()).isEqualTo(Outcome.CANCELLED);
  }

  @Test
  void aClosedWorkerStillTellsWhatItWas() throws Exception {
    Worker worker = worker("worker", new FakeBackend());
    int port = worker.port();
    String id = worker.id();
    worker.close();

    worker.close();
    worker.drain();
    worker.awaitClosed();

    assertThat(worker.port()).isEqualTo(port).isPositive();
    assertThat(worker.id()).isEqualTo(id);
    assertThat(worker.backends()).hasSize(1);
  }

  @Test
  void cancellingAJobThatHasEndedDoesNothing() throws Exception {
    Farm farm = farm(worker("worker", new FakeBackend()));
    RenderJob job = farm.submit(order("1-2"), JobListener.NONE);
    JobReport report = end(job);

    job.cancel();

    assertThat(end(job)).isSameAs(report);
    assertThat(report.outcome()).isEqualTo(Outcome.COMPLETE);
  }

  @Test
  void manyCallsBesideTheClosingAllComeBack() throws Exception {
    Farm farm = farm(worker("worker", new FakeBackend()));
    JobOrder order = order("1-2");
    CountDownLatch begun = new CountDownLatch(4);
    CompletableFuture<?>[] callers = new CompletableFuture<?>[4];
    for (int i = 0; i < callers.length; i++) {
      boolean submits = i == 0;
      callers[i] =
          later(
              () -> {
                for (int call = 0; call < 500; call++) {
                  farm.workers();
                  begun.countDown();
                }
                return submits ? tried(farm, order) : Outcome.CANCELLED;
              });
    }
    begun.await();

    farm.close();

    CompletableFuture.allOf(callers).get(60, TimeUnit.SECONDS);
    assertThat(callers[0].get()).isIn(Outcome.CANCELLED, Outcome.COMPLETE);
  }

  private static Outcome tried(Farm farm, JobOrder order) throws Exception {
    try {
      return end(farm.submit(order, JobListener.NONE)).outcome();
    } catch (RenderException e) {
      assertThat(e).hasMessageContaining("closed");
      return Outcome.CANCELLED;
    }
  }

  private static void assertSaysThatItIsClosed(ThrowingCallable call) {
    assertThatThrownBy(call)
        .extracting(thrown -> thrown instanceof ExecutionException ? thrown.getCause() : thrown)
        .asInstanceOf(InstanceOfAssertFactories.type(RenderException.class))
        .satisfies(
            thrown -> {
              assertThat(thrown.kind()).isEqualTo(ErrorKind.USER);
              assertThat(thrown).hasMessage("The farm is closed");
              assertThat(thrown.advice()).isNotEmpty();
            });
  }

  /** Calls something that must come back; what hangs fails the test, and does not hold it. */
  private static <T> T soon(Callable<T> call) throws Exception {
    return later(call).get(60, TimeUnit.SECONDS);
  }

  private static <T> CompletableFuture<T> later(Callable<T> call) {
    CompletableFuture<T> result = new CompletableFuture<>();
    Thread caller =
        new Thread(
            () -> {
              try {
                result.complete(call.call());
              } catch (Exception e) {
                result.completeExceptionally(e);
              }
            });
    caller.setDaemon(true);
    caller.start();
    return result;
  }
}
