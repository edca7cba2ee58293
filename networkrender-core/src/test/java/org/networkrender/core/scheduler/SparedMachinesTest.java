package org.networkrender.core.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Times are in seconds here: the fast machine takes 40 s for a task, the slow one 1,000 s. */
class SparedMachinesTest {
  private static final double SECOND = 1e9;

  private final WorkerTable workers = new WorkerTable();
  private final WorkerState fast = workers.join(1, "fast", 1, 0);
  private final WorkerState slow = workers.join(2, "slow", 1, 0);
  private final List<SlotView> slots = new ArrayList<>();

  private static TaskTable cut(int tasks, int parts) {
    TaskTable table = new TaskTable(TaskGraph.of(tasks, 0));
    table.cut(0, parts);
    return table;
  }

  private void sees(WorkerState worker, double free, double pace) {
    slots.add(new SlotView(worker, free * SECOND, pace * SECOND, 0.1 * SECOND, true));
  }

  private SparedMachines look(TaskTable tasks) {
    SparedMachines spared = new SparedMachines(tasks, workers);
    spared.look(slots, 0);
    return spared;
  }

  @Test
  void whoWouldOnlyBeWaitedForIsSpared() {
    sees(fast, 0, 40);
    sees(slow, 0, 1000);
    SparedMachines spared = look(cut(1, 10));
    assertThat(fast.machine.spared).isFalse();
    assertThat(slow.machine.spared).isTrue();
    spared.clear();
    assertThat(slow.machine.spared).isFalse();
  }

  @Test
  void nobodyIsSparedWhileThereIsTimeForAPartOnTheSlowest() {
    sees(fast, 100, 40);
    sees(slow, 0, 1000);
    look(cut(1, 10));
    assertThat(slow.machine.spared).isFalse();
  }

  @Test
  void whoIsAloneIsNotSpared() {
    sees(slow, 0, 1000);
    look(cut(1, 10));
    assertThat(slow.machine.spared).isFalse();
  }

  @Test
  void nobodyIsSparedWhileAWholeTaskWaits() {
    sees(fast, 0, 40);
    sees(slow, 0, 1000);
    look(cut(2, 10));
    assertThat(slow.machine.spared).isFalse();
  }

  @Test
  void nobodyIsSparedWhenNothingWaits() {
    sees(fast, 0, 40);
    sees(slow, 0, 1000);
    look(new TaskTable(TaskGraph.of(0, 0)));
    assertThat(slow.machine.spared).isFalse();
  }
}
