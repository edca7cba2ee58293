package org.networkrender.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.networkrender.api.RenderException;
import org.networkrender.core.client.Farm;
import org.networkrender.core.client.FarmSettings;
import org.networkrender.core.client.KnownWorker;
import org.networkrender.core.client.SceneReport;
import org.networkrender.core.events.EventQueue;
import org.networkrender.core.events.EventSubscription;
import org.networkrender.core.events.FarmEvent;
import org.networkrender.core.events.FarmEvents;
import org.networkrender.core.events.FarmSnapshot;
import org.networkrender.core.events.JobEvent;
import org.networkrender.core.events.JobEvents;
import org.networkrender.core.events.JobSnapshot;
import org.networkrender.core.order.JobListener;
import org.networkrender.core.order.JobOrder;
import org.networkrender.core.order.JobReport;
import org.networkrender.core.order.Notice;
import org.networkrender.core.order.RenderJob;

/** A farm that tells a prepared story. */
final class FakeFarm implements Farm, Surroundings.Farms {
  /** What happens between the start of a job and its end. */
  interface Story {
    void tell(JobListener listener);
  }

  final List<FarmSettings> opened = new ArrayList<>();
  final List<JobOrder> orders = new ArrayList<>();
  final JobEvents events =
      new JobEvents("fake", InstantSource.fixed(Instant.parse("2026-01-02T03:04:05Z")));
  final FarmEvents farmEvents =
      new FarmEvents(InstantSource.fixed(Instant.parse("2026-01-02T03:04:05Z")));
  final CompletableFuture<JobReport> report = new CompletableFuture<>();

  /** The first question that was answered, and the answer. */
  final CompletableFuture<String> answered = new CompletableFuture<>();

  final CompletableFuture<Boolean> cancelled = new CompletableFuture<>();
  List<KnownWorker> known = List.of();

  /** What comes of a look into a scene. */
  interface Inspections {
    SceneReport report(boolean measured, Consumer<? super Notice> notices) throws RenderException;
  }

  Inspections inspections =
      (measured, notices) -> {
        throw new UnsupportedOperationException("no scene");
      };

  /** The end of the story; never, where its job has none. */
  CompletableFuture<Void> ended = new CompletableFuture<>();

  /** How far whoever follows the job has read. */
  final AtomicLong read = new AtomicLong(-1);

  Story story = listener -> {};
  boolean closed;

  @Override
  public Farm open(FarmSettings settings) {
    opened.add(settings);
    return this;
  }

  @Override
  public RenderJob submit(JobOrder order, JobListener listener) {
    throw new UnsupportedOperationException("commands start jobs, and follow their events");
  }

  @Override
  public RenderJob start(JobOrder order, Consumer<? super RenderJob> beforehand) {
    orders.add(order);
    RenderJob job = job();
    beforehand.accept(job);
    ToldStory told = new ToldStory(events, read);
    CompletableFuture<Void> telling =
        CompletableFuture.runAsync(
                () -> {
                  told.planned(order);
                  story.tell(told);
                })
            .thenCombine(report, (nothing, end) -> end)
            .thenAccept(told::ended);
    ended = telling;
    return job;
  }

  @Override
  public SceneReport inspect(JobOrder order, boolean measured, Consumer<? super Notice> notices)
      throws RenderException {
    orders.add(order);
    return inspections.report(measured, notices);
  }

  private RenderJob job() {
    return new RenderJob() {
      @Override
      public String id() {
        return events.id();
      }

      @Override
      public JobSnapshot snapshot() {
        return events.snapshot();
      }

      @Override
      public EventQueue<JobEvent> subscribe() {
        return new ReadQueue(events.subscribe(), read);
      }

      @Override
      public EventSubscription subscribe(Consumer<? super JobEvent> subscriber) {
        return events.subscribe(subscriber);
      }

      @Override
      public Optional<JobReport> await(Duration atMost) {
        return Optional.of(report.join());
      }

      @Override
      public CompletableFuture<JobReport> result() {
        return report;
      }

      @Override
      public JobReport await() {
        return report.join();
      }

      @Override
      public void answer(String question, String answer) {
        answered.complete(question + "=" + answer);
      }

      @Override
      public void cancel() {
        cancelled.complete(true);
      }
    };
  }

  @Override
  public FarmSnapshot snapshot() {
    FarmSnapshot state = farmEvents.snapshot();
    return new FarmSnapshot(
        state.sequence(),
        state.time(),
        known.stream().map(KnownWorker::state).toList(),
        state.jobs(),
        state.closed());
  }

  @Override
  public EventQueue<FarmEvent> subscribe() {
    return farmEvents.subscribe();
  }

  @Override
  public EventSubscription subscribe(Consumer<? super FarmEvent> subscriber) {
    return farmEvents.subscribe(subscriber);
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
