package org.networkrender.core.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.spy;
import static org.mockito.Mockito.verify;

import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.networkrender.api.FrameSet;
import org.networkrender.api.RenderException;
import org.networkrender.core.events.Exclusion;
import org.networkrender.core.events.JobEvent;
import org.networkrender.core.order.JobListener;
import org.networkrender.core.order.JobOrder;
import org.networkrender.core.order.JobReport;
import org.networkrender.core.order.RenderJob;
import org.networkrender.core.worker.Worker;
import org.networkrender.core.worker.WorkerLimits;
import org.networkrender.core.worker.WorkerListener;

/** A job that brings scripts is rendered only where the owner of a worker allows that. */
@Tag("beside-others")
class ScriptsAllowedTest extends FarmFixture {
  private static final String REASON = "it does not run scripts: start it with --allow-scripts";
  private static final WorkerLimits LIMITS =
      new WorkerLimits(WorkerLimits.DEFAULT_SILENCE, OptionalLong.of(0));

  private final FakeBackend careful = spy(new FakeBackend());
  private final HeardNotices heard = new HeardNotices();

  private JobOrder scripted(String frames) throws Exception {
    return order(frames).withOption("scripts", "on");
  }

  private Worker allowing(FakeBackend backend) throws Exception {
    return worker("open", backend, LIMITS.allowingScripts(), WorkerListener.NONE);
  }

  @Test
  void whoDoesNotAllowThemGetsNoTaskAndIsToldWhy() throws Exception {
    FakeBackend open = new FakeBackend();
    Farm farm = farm(worker("careful", careful), allowing(open));
    List<JobEvent> events = new CopyOnWriteArrayList<>();
    RenderJob job = farm.start(scripted("1-6"), each -> each.subscribe(events::add));
    assertThat(end(job).rendered()).isEqualTo(FrameSet.parse("1-6"));
    verify(careful, never()).open(any());
    assertThat(events)
        .filteredOn(event -> event instanceof JobEvent.WorkerExcluded)
        .singleElement()
        .isInstanceOfSatisfying(
            JobEvent.WorkerExcluded.class,
            event -> {
              assertThat(event.reason()).isEqualTo(Exclusion.NO_SCRIPTS);
              assertThat(event.text()).isEqualTo(REASON);
            });
  }

  @Test
  void whereNobodyAllowsThemTheJobEndsWithThatReason() throws Exception {
    Farm farm = farm(worker("careful", careful));
    RenderJob job = farm.submit(scripted("1"), JobListener.NONE);
    assertThatThrownBy(() -> end(job))
        .isInstanceOf(ExecutionException.class)
        .hasMessageContaining("careful: " + REASON);
    verify(careful, never()).open(any());
  }

  @Test
  void ownMachineRunsWhatItsUserAskedFor() throws Exception {
    FakeBackend own = new FakeBackend();
    JobReport report = run(farm(true, own, worker("careful", careful)), scripted("1-3"));
    assertThat(report.rendered()).isEqualTo(FrameSet.parse("1-3"));
    assertThat(own.sessions()).isPositive();
    verify(careful, never()).open(any());
  }

  @Test
  void whoDoesNotAllowThemIsNotAskedToLookEither() throws Exception {
    AbsentBackend absent = new AbsentBackend();
    Farm farm = farm(false, absent, worker("careful", careful));
    assertThatThrownBy(() -> farm.submit(scripted("1"), heard))
        .isInstanceOf(RenderException.class)
        .hasMessageContaining("careful: " + REASON);
    verify(careful, never()).look(any());

    FakeBackend open = spy(new FakeBackend());
    Farm other = farm(false, absent, worker("careful", careful), allowing(open));
    assertThat(run(other, scripted("1")).rendered()).isEqualTo(FrameSet.parse("1"));
    verify(open).look(any());
    verify(careful, never()).look(any());
  }
}
