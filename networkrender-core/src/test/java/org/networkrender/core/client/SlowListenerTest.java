package org.networkrender.core.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.networkrender.core.order.FinishedFrame;
import org.networkrender.core.order.JobListener;
import org.networkrender.core.order.JobReport.Outcome;
import org.networkrender.core.order.RenderJob;

/** Jobs whose listeners do what they should not. */
class SlowListenerTest extends FarmFixture {
  private final CompletableFuture<RenderJob> started = new CompletableFuture<>();

  @Test
  void aListenerThatNeverReturnsEndsNeitherTheJobNorTheFarmLater() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    CompletableFuture<Boolean> daemon = new CompletableFuture<>();
    CountDownLatch interrupted = new CountDownLatch(1);
    Farm farm = farm(worker("worker", new FakeBackend()));
    RenderJob job =
        farm.submit(
            order("1-4"),
            new JobListener() {
              @Override
              public void finished(FinishedFrame frame) {
                daemon.complete(Thread.currentThread().isDaemon());
                try {
                  never.await();
                } catch (InterruptedException e) {
                  interrupted.countDown();
                }
              }
            });

    assertThat(end(job).outcome()).isEqualTo(Outcome.COMPLETE);
    farm.close();

    assertThat(daemon.get(60, TimeUnit.SECONDS)).isTrue();
    assertThat(interrupted.await(60, TimeUnit.SECONDS)).isTrue();
    assertThat(pictures()).hasSize(4);
  }

  @Test
  void aListenerThatWaitsForItsOwnJobIsToldSoAtOnce() throws Exception {
    CompletableFuture<Throwable> thrown = new CompletableFuture<>();
    Farm farm = farm(worker("worker", new FakeBackend()));
    RenderJob job =
        farm.submit(
            order("1-2"),
            new JobListener() {
              @Override
              public void finished(FinishedFrame frame) {
                try {
                  started.get().await();
                } catch (Exception e) {
                  thrown.complete(e);
                }
              }
            });
    started.complete(job);

    assertThat(end(job).outcome()).isEqualTo(Outcome.COMPLETE);

    assertThat(thrown.get(60, TimeUnit.SECONDS))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("its own listener");
  }

  @Test
  void aListenerMayCancelTheJobAndCloseTheFarm() throws Exception {
    FakeBackend backend = new FakeBackend();
    // Of the third frame on nothing is finished, so the job is not over before it is cancelled.
    backend.faults(frame -> frame == 2 ? held(backend) : FakeBackend.Fault.NONE);
    Farm farm = farm(worker("worker", backend));
    CompletableFuture<Boolean> closed = new CompletableFuture<>();
    RenderJob job =
        farm.submit(
            order("1-9"),
            new JobListener() {
              @Override
              public void finished(FinishedFrame frame) {
                started.join().cancel();
                farm.close();
                closed.complete(true);
              }
            });
    started.complete(job);

    assertThat(end(job).outcome()).isEqualTo(Outcome.CANCELLED);
    assertThat(closed.get(60, TimeUnit.SECONDS)).isTrue();
  }

  private static FakeBackend.Fault held(FakeBackend backend) {
    backend.hold();
    return FakeBackend.Fault.NONE;
  }

  @Test
  void aListenerThatThrowsErrorsChangesNothing() throws Exception {
    RenderJob job =
        farm(worker("worker", new FakeBackend()))
            .submit(
                order("1-4"),
                new JobListener() {
                  @Override
                  public void finished(FinishedFrame frame) {
                    throw new AssertionError("a defect in the listener");
                  }
                });

    assertThat(end(job).outcome()).isEqualTo(Outcome.COMPLETE);
  }
}
