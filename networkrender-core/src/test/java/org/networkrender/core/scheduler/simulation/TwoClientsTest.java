package org.networkrender.core.scheduler.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.networkrender.core.scheduler.FailureKind;
import org.networkrender.core.scheduler.FailureStage;

/** Two clients share three machines of one slot; each task takes 10 s. */
class TwoClientsTest {
  private static final long SECOND = Scenario.SECOND;
  private static final long NEVER = Long.MAX_VALUE;

  /** Alone it would take 20 s; with half of each machine, and one task to wait for, 50 s. */
  @Test
  void theSmallClientDoesNotWaitForTheLargeOne() {
    List<Long> ends = run(client(300, List.of()), client(6, List.of()));
    assertThat(ends.get(1)).isLessThan(60 * SECOND);
  }

  /** All the work by all the machines takes 1,020 s. */
  @Test
  void theLargeClientLosesNoMoreThanTheSmallOneNeeds() {
    List<Long> ends = run(client(300, List.of()), client(6, List.of()));
    assertThat(ends.get(0)).isLessThan(1_050 * SECOND);
  }

  @Test
  void twoLargeClientsEndTogether() {
    List<Long> ends = run(client(60, List.of()), client(60, List.of()));
    assertThat(Math.abs(ends.get(0) - ends.get(1))).isLessThan(40 * SECOND);
  }

  /** It took work, and answers nothing any more: its share goes to the other one. */
  @Test
  void aClientThatVanishedCostsTheOtherNothingFurther() {
    Scenario.Death death = new Scenario.Death(15 * SECOND, 0, true);
    List<Long> ends = run(client(60, List.of()), client(60, List.of(death)));
    assertThat(ends.get(0)).isLessThan(250 * SECOND);
  }

  @Test
  void aClientThatDiedGoesOnWithWhatIsMissing() {
    Scenario.Death death = new Scenario.Death(95 * SECOND, 5 * SECOND, false);
    List<Long> ends = run(client(60, List.of(death)));
    assertThat(ends.get(0)).isBetween(205 * SECOND, 250 * SECOND);
  }

  /** Returns when each of the jobs was done. */
  private static List<Long> run(Scenario... scenarios) {
    Agenda agenda = new Agenda();
    Random random = new Random(1);
    List<SimulatedJob> jobs = new ArrayList<>();
    for (Scenario scenario : scenarios) {
      jobs.add(new SimulatedJob(scenario, agenda, random, Simulation.real(), Simulation.SILENT));
    }
    for (Scenario.Machine machine : scenarios[0].machines()) {
      new SimulatedWorker(machine, agenda, random, jobs);
    }
    List<Long> ends = new ArrayList<>(Collections.nCopies(jobs.size(), NEVER));
    while (ends.contains(NEVER)) {
      agenda.step();
      assertThat(agenda.now()).isLessThan(3_600 * SECOND);
      for (int i = 0; i < jobs.size(); i++) {
        if (jobs.get(i).isDone() && ends.get(i) == NEVER) {
          ends.set(i, agenda.now());
        }
      }
    }
    jobs.forEach(SimulatedJob::checkEndings);
    return ends;
  }

  private static Scenario client(int tasks, List<Scenario.Death> deaths) {
    List<Scenario.Machine> machines = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      machines.add(
          new Scenario.Machine(
              "machine-" + i,
              1,
              1,
              0,
              0,
              FailureKind.WORKER,
              FailureStage.RENDERING,
              "it broke",
              NEVER,
              0,
              Scenario.Lie.NONE,
              0,
              NEVER,
              0,
              SECOND / 100,
              false));
    }
    return new Scenario(
        tasks,
        List.of(),
        Scenario.Graph.NONE,
        Collections.nCopies(tasks, 10 * SECOND),
        Map.of(),
        null,
        new BitSet(),
        machines,
        true,
        0,
        -1,
        Map.of(),
        List.of(),
        deaths,
        List.of(),
        List.of(),
        Deliveries.QUICK);
  }
}
