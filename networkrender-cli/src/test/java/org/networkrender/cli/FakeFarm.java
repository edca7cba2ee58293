package org.networkrender.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.networkrender.api.RenderException;
import org.networkrender.core.client.Farm;
import org.networkrender.core.client.FarmSettings;
import org.networkrender.core.client.KnownWorker;
import org.networkrender.core.order.JobListener;
import org.networkrender.core.order.JobOrder;
import org.networkrender.core.order.JobReport;
import org.networkrender.core.order.RenderJob;

/** A farm that tells a prepared story. */
final class FakeFarm implements Farm, Surroundings.Farms {
  /** What happens between the start of a job and its end. */
  interface Story {
    void tell(JobListener listener) throws RenderException;
  }

  final List<FarmSettings> opened = new ArrayList<>();
  final List<JobOrder> orders = new ArrayList<>();
  final CompletableFuture<JobReport> report = new CompletableFuture<>();
  final CompletableFuture<Boolean> cancelled = new CompletableFuture<>();
  List<KnownWorker> known = List.of();
  Story story = listener -> {};
  boolean closed;

  @Override
  public Farm open(FarmSettings settings) {
    opened.add(settings);
    return this;
  }

  @Override
  public RenderJob submit(JobOrder order, JobListener listener) throws RenderException {
    orders.add(order);
    story.tell(listener);
    return new RenderJob() {
      @Override
      public JobReport await() {
        return report.join();
      }

      @Override
      public void cancel() {
        cancelled.complete(true);
      }
    };
  }

  @Override
  public List<KnownWorker> workers() {
    return known;
  }

  @Override
  public void close() {
    closed = true;
  }
}
