package org.networkrender.core.job;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.networkrender.api.RenderException;
import org.networkrender.core.order.JobReport;
import org.networkrender.core.order.RenderJob;

/** What becomes of a job, for those who wait for it. May be called from any thread. */
final class JobEnd {
  private final CompletableFuture<JobReport> end = new CompletableFuture<>();
  private final @Nullable JobListenerCalls listener;

  /** Of a job without a listener. */
  JobEnd() {
    this.listener = null;
  }

  /** Of a job whose listener is told all before. */
  JobEnd(JobListenerCalls listener) {
    this.listener = listener;
  }

  private void refuseToWaitForItself() {
    if (listener != null) {
      listener.refuseToWait();
    }
  }

  /** Waits for the end; see {@link RenderJob#await}. */
  JobReport await() throws RenderException, InterruptedException {
    refuseToWaitForItself();
    try {
      return end.get();
    } catch (ExecutionException e) {
      throw failure(e);
    }
  }

  /** Waits for the end, but not for ever; see {@link RenderJob#await(Duration)}. */
  Optional<JobReport> await(Duration atMost) throws RenderException, InterruptedException {
    refuseToWaitForItself();
    try {
      return Optional.of(end.get(Math.max(0, atMost.toNanos()), TimeUnit.NANOSECONDS));
    } catch (TimeoutException e) {
      return Optional.empty();
    } catch (ExecutionException e) {
      throw failure(e);
    }
  }

  /** Returns the end; who gets it can neither complete nor cancel it for others. */
  CompletableFuture<JobReport> result() {
    return end.copy();
  }

  private static RenderException failure(ExecutionException e) {
    if (e.getCause() instanceof RenderException cause) {
      return new RenderException(cause.kind(), cause.getMessage(), cause.advice(), cause);
    }
    throw new IllegalStateException(e.getCause());
  }

  /**
   * Tells the listener what is left, which takes 2 s at most; then nobody waits any longer. What is
   * said first counts.
   */
  void complete(JobReport report, @Nullable RenderException failure) {
    if (listener != null) {
      listener.end();
    }
    abandon(report, failure);
  }

  /** Nobody waits any longer, whatever the listener does. */
  void abandon(JobReport report, @Nullable RenderException failure) {
    if (failure != null) {
      end.completeExceptionally(failure);
    } else {
      end.complete(report);
    }
  }
}
