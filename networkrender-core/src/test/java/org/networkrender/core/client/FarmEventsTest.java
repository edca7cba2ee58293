package org.networkrender.core.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.networkrender.core.events.EventQueue;
import org.networkrender.core.events.FarmEvent;
import org.networkrender.core.events.FarmSnapshot;
import org.networkrender.core.events.FarmSnapshot.Status;
import org.networkrender.core.events.JobOutcome;
import org.networkrender.core.order.JobListener;
import org.networkrender.core.order.RenderJob;
import org.networkrender.core.worker.Worker;

/** What a farm tells as events, and that its snapshots follow. */
class FarmEventsTest extends FarmFixture {
  private static final Duration LONG = Duration.ofMinutes(1);

  private static Status status(Farm farm) {
    return farm.snapshot().workers().stream()
        .map(FarmSnapshot.Worker::status)
        .findFirst()
        .orElse(Status.OTHER);
  }

  @Test
  void workersComeAndGo() throws Exception {
    Worker worker = worker("worker", new FakeBackend());
    Farm farm = farm(worker);
    await().until(() -> status(farm) == Status.REACHABLE);
    FarmSnapshot.Worker known = farm.snapshot().workers().get(0);
    assertThat(known.worker().name()).isEqualTo("worker");
    assertThat(known.slots()).isEqualTo(1);
    assertThat(known.renderers()).extracting(each -> each.backend()).containsExactly("fake");

    worker.close();
    await().until(() -> status(farm) == Status.UNREACHABLE);
    assertThat(farm.snapshot().workers().get(0).text()).isNotEmpty();
  }

  @Test
  void jobsBeginAndEndAndTheFarmCloses() throws Exception {
    Farm farm = farm(worker("worker", new FakeBackend()));
    EventQueue<FarmEvent> queue = farm.subscribe();
    RenderJob job = farm.submit(order("1-2"), JobListener.NONE);
    end(job);
    farm.close();

    List<FarmEvent> told = new ArrayList<>();
    for (Optional<FarmEvent> e = queue.poll(LONG); e.isPresent(); e = queue.poll(LONG)) {
      told.add(e.get());
    }
    assertThat(queue.isOver()).isTrue();
    assertThat(told.get(0)).isInstanceOf(FarmEvent.Snapshot.class);
    assertThat(told.get(told.size() - 1)).isInstanceOf(FarmEvent.Closed.class);
    FarmSnapshot known = ((FarmEvent.Snapshot) told.get(0)).state();
    for (FarmEvent event : told) {
      known = known.after(event);
    }
    assertThat(known).isEqualTo(farm.snapshot());
    String scene = directory.resolve("scene.fake").toString();
    assertThat(known.jobs())
        .containsExactly(new FarmSnapshot.Job(job.id(), scene, Optional.of(JobOutcome.COMPLETE)));
  }
}
