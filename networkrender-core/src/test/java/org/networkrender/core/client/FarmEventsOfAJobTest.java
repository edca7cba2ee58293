package org.networkrender.core.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.networkrender.api.FrameSet;
import org.networkrender.core.events.EventQueue;
import org.networkrender.core.events.FrameState;
import org.networkrender.core.events.JobEvent;
import org.networkrender.core.events.JobOutcome;
import org.networkrender.core.events.JobPhase;
import org.networkrender.core.events.JobSnapshot;
import org.networkrender.core.events.WorkerState;
import org.networkrender.core.order.JobListener;
import org.networkrender.core.order.JobReport;
import org.networkrender.core.order.JobRules;
import org.networkrender.core.order.RenderJob;

/** What a job tells as events, and that its snapshots follow. */
class FarmEventsOfAJobTest extends FarmFixture {
  private static final Duration LONG = Duration.ofMinutes(1);

  private static List<JobEvent> all(RenderJob job) throws InterruptedException {
    List<JobEvent> all = new ArrayList<>();
    EventQueue<JobEvent> queue = job.subscribe();
    for (Optional<JobEvent> e = queue.poll(LONG); e.isPresent(); e = queue.poll(LONG)) {
      all.add(e.get());
    }
    assertThat(queue.isOver()).isTrue();
    return all;
  }

  @Test
  void aJobTellsAllAndEnds() throws Exception {
    Farm farm = farm(worker("worker", new FakeBackend()));
    RenderJob job = farm.submit(order("1-6"), JobListener.NONE);
    List<JobEvent> told = all(job);
    JobReport report = end(job);

    assertThat(told.get(0)).isInstanceOf(JobEvent.Snapshot.class);
    JobSnapshot known = ((JobEvent.Snapshot) told.get(0)).state();
    for (JobEvent event : told) {
      assertThat(event.job()).isEqualTo(job.id());
      known = known.after(event);
    }
    assertThat(known).isEqualTo(job.snapshot());
    assertThat(known.phase()).isEqualTo(JobPhase.ENDED);
    assertThat(known.ending().orElseThrow().outcome()).isEqualTo(JobOutcome.COMPLETE);
    assertThat(known.ending().orElseThrow().rendered()).isEqualTo(report.rendered());
    assertThat(known.frames().in(FrameState.State.FINISHED)).isEqualTo(FrameSet.parse("1-6"));
    assertThat(known.totals().done()).isEqualTo(6);
    assertThat(known.workers().all()).allMatch(worker -> worker.running().isEmpty());
    assertThat(known.workers().all().stream().mapToInt(WorkerState::frames).sum()).isEqualTo(6);
    assertThat(job.await(LONG)).contains(report);
    assertThat(job.result().get()).isEqualTo(report);
  }

  @Test
  void aFrameGoesThroughAllStagesAndNamesWhoDidIt() throws Exception {
    Farm farm = farm(worker("worker", new FakeBackend()));
    RenderJob job = farm.submit(order("1-3"), JobListener.NONE);
    end(job);
    JobSnapshot state = job.snapshot();
    for (int frame = 1; frame <= 3; frame++) {
      assertThat(state.frames().get(frame).attempts()).isPositive();
      assertThat(state.frames().get(frame).workers()).hasSize(1);
    }
    assertThat(state.plan().orElseThrow().frames()).isEqualTo(FrameSet.parse("1-3"));
  }

  /** Over the wire, bounded, and harmless to show. */
  @Test
  void aFailureTellsWhatTheRendererPrintedLast() throws Exception {
    AtomicBoolean failed = new AtomicBoolean();
    FakeBackend backend =
        new FakeBackend()
            .faults(
                frame ->
                    frame == 2 && !failed.getAndSet(true)
                        ? FakeBackend.Fault.WORKER
                        : FakeBackend.Fault.NONE);
    Farm farm = farm(worker("worker", backend));
    RenderJob job = farm.submit(order("1-3"), JobListener.NONE);
    List<JobEvent.TaskFailed> told =
        all(job).stream()
            .filter(JobEvent.TaskFailed.class::isInstance)
            .map(JobEvent.TaskFailed.class::cast)
            .toList();
    end(job);
    assertThat(told).hasSize(1);
    assertThat(told.get(0).output()).containsExactly("Fra:1 Mem:9M", "Error:  [31mred");
  }

  @Test
  void aCancelledJobEndsSo() throws Exception {
    Farm farm = farm();
    // It waits for workers that never come, until it is cancelled, however late that is.
    RenderJob job = farm.submit(order("1-3").withRules(JobRules.DEFAULT), JobListener.NONE);
    assertThat(job.await(Duration.ZERO)).isEmpty();
    job.cancel();
    List<JobEvent> told = all(job);
    JobEvent.Ended ended = (JobEvent.Ended) told.get(told.size() - 1);
    assertThat(ended.ending().outcome()).isEqualTo(JobOutcome.CANCELLED);
  }
}
