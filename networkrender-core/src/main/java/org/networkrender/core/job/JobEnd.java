package org.networkrender.core.job;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.networkrender.api.RenderException;
import org.networkrender.core.order.JobReport;
import org.networkrender.core.order.RenderJob;

/** What becomes of a job, for those who wait for it. May be called from any thread. */
final class JobEnd {
  private final CompletableFuture<JobReport> end = new CompletableFuture<>();

  /** Waits for the end; see {@link RenderJob#await}. */
  JobReport await() throws RenderException, InterruptedException {
    try {
      return end.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RenderException cause) {
        throw new RenderException(cause.kind(), cause.getMessage(), cause.advice(), cause);
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  /** Nobody waits any longer; what is said first counts. */
  void complete(JobReport report, @Nullable RenderException failure) {
    if (failure != null) {
      end.completeExceptionally(failure);
    } else {
      end.complete(report);
    }
  }
}
