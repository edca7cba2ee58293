package org.networkrender.core.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.networkrender.api.FrameSet;

/** What the events of a worker make of its state. */
class WorkerSnapshotTest {
  private final WorkerEvents events =
      new WorkerEvents("d52822ed", InstantSource.fixed(EventStories.START));
  private final WorkerClient client = new WorkerClient(1, "desk", "192.168.1.5");
  private final WorkerTask task =
      new WorkerTask(5, client, FrameSet.of(7), TaskAttempt.Kind.FRAMES);

  private WorkerSnapshot now() {
    return events.snapshot();
  }

  @Test
  void eachEventChangesWhatItTells() {
    assertThat(now().phase()).isEqualTo(WorkerSnapshot.Phase.STARTING);
    assertThat(now().process()).isEqualTo(ProcessHandle.current().pid());
    events.publish(stamp -> new WorkerEvent.Started(stamp, EventStories.OFFER));
    assertThat(now().phase()).isEqualTo(WorkerSnapshot.Phase.RUNNING);
    events.publish(stamp -> new WorkerEvent.ClientJoined(stamp, client));
    events.publish(stamp -> new WorkerEvent.TaskStarted(stamp, task));
    events.publish(stamp -> new WorkerEvent.TaskProgress(stamp, task, 0.5, "half"));
    assertThat(now().clients()).containsExactly(client);
    assertThat(now().tasks()).containsExactly(new WorkerSnapshot.Run(task, 0.5, "half"));
    events.publish(
        stamp -> new WorkerEvent.TaskEnded(stamp, task, WorkerTask.Outcome.RENDERED, "", 2.5));
    events.publish(
        stamp -> new WorkerEvent.TaskEnded(stamp, task, WorkerTask.Outcome.FAILED, "no", 7));
    assertThat(now().tasks()).isEmpty();
    assertThat(now().totals()).isEqualTo(new WorkerSnapshot.Totals(1, 1, 2.5));
    WorkerPause pause = new WorkerPause(WorkerPause.Reason.ASKED, "paused");
    events.publish(stamp -> new WorkerEvent.Paused(stamp, List.of(pause)));
    assertThat(now().pauses()).containsExactly(pause);
    events.publish(WorkerEvent.Resumed::new);
    assertThat(now().pauses()).isEmpty();
    events.publish(stamp -> new WorkerEvent.ClientLeft(stamp, client, ""));
    assertThat(now().clients()).isEmpty();
    events.publish(stamp -> new WorkerEvent.Stopping(stamp, false));
    assertThat(now().phase()).isEqualTo(WorkerSnapshot.Phase.STOPPING);
    events.publish(stamp -> new WorkerEvent.Ended(stamp, "", "", Optional.empty()));
    assertThat(now().phase()).isEqualTo(WorkerSnapshot.Phase.ENDED);
    events.publish(WorkerEvent.Resumed::new);
    assertThat(now().phase())
        .as("nothing comes after the end")
        .isEqualTo(WorkerSnapshot.Phase.ENDED);
  }

  @Test
  void aReaderThatSleepsHasTheNewestProgressAloneAndTheEnd() throws Exception {
    EventQueue<WorkerEvent> reader = events.subscribe();
    for (int i = 0; i < 10_000; i++) {
      double fraction = i / 10_000.0;
      events.publish(stamp -> new WorkerEvent.TaskProgress(stamp, task, fraction, ""));
    }
    events.publish(stamp -> new WorkerEvent.Ended(stamp, "", "", Optional.empty()));
    assertThat(reader.take().orElseThrow()).isInstanceOf(WorkerEvent.Snapshot.class);
    assertThat(((WorkerEvent.TaskProgress) reader.take().orElseThrow()).fraction())
        .isEqualTo(0.9999);
    assertThat(reader.take().orElseThrow()).isInstanceOf(WorkerEvent.Ended.class);
    assertThat(reader.isOver()).isTrue();
  }

  @Test
  void onlyTheLastWarningsAreKept() {
    for (int i = 0; i < 150; i++) {
      String text = "warning " + i;
      events.publish(stamp -> new WorkerEvent.Warning(stamp, WorkerWarning.OTHER, text));
    }
    assertThat(now().warnings()).hasSize(100);
    assertThat(now().warnings().get(99).text()).isEqualTo("warning 149");
  }
}
