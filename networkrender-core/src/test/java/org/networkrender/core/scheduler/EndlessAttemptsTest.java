package org.networkrender.core.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.networkrender.core.scheduler.FailureKind.REFUSED;
import static org.networkrender.core.scheduler.FailureKind.SCENE;
import static org.networkrender.core.scheduler.FailureKind.WORKER;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.networkrender.core.scheduler.Effect.Accept;
import org.networkrender.core.scheduler.Effect.Assign;
import org.networkrender.core.scheduler.Effect.Cancel;
import org.networkrender.core.scheduler.Effect.Done;
import org.networkrender.core.scheduler.Effect.GiveUp;

/** Workers that never end what they have begun, whatever they say of it. */
class EndlessAttemptsTest {
  private static final int ROGUE = 1;
  private static final int HONEST = 2;

  /** The first step of a chain of two runs at the rogue; the honest machine is idle. */
  private static FarmScript chain() {
    TaskGraph.Builder graph = TaskGraph.builder();
    graph.tasks(2);
    FarmScript farm = new FarmScript(graph.chain(List.of(0, 1)).build());
    farm.joins(ROGUE, "rogue", 1).joins(HONEST, "honest", 1).starts(1);
    return farm;
  }

  @Test
  void aChainGoesElsewhereWhenItsWorkerHasNotGainedAHundredthForTwoHours() {
    FarmScript farm = chain();
    for (int minute = 1; minute < 120; minute++) {
      farm.passes(1, ROGUE, HONEST).progresses(1, minute / 100_000.0);
    }
    assertThat(farm.all(Assign.class)).hasSize(1);
    farm.passes(1, ROGUE, HONEST);
    assertThat(farm.all(Cancel.class)).containsExactly(new Cancel(1, ROGUE));
    assertThat(farm.all(Assign.class)).last().isEqualTo(new Assign(2, 0, HONEST));
    assertThat(farm.all(Effect.Rest.class))
        .singleElement()
        .satisfies(rest -> assertThat(rest.reason()).contains("not ended a task in 120 min"));
    farm.finishes(2).then(new Accept(0, 2, HONEST), new Assign(3, 1, HONEST));
    farm.finishes(3).then(new Accept(1, 3, HONEST), new Done());
  }

  /** A simulation may take a day a frame. */
  @Test
  void aSlowChainThatGetsOnStays() {
    FarmScript farm = chain();
    for (int hour = 1; hour < 20; hour++) {
      farm.passes(119, ROGUE, HONEST).progresses(1, hour / 100.0);
    }
    assertThat(farm.all(Cancel.class)).isEmpty();
  }

  /** It tells of a hundredth each time. */
  @Test
  void aStepThatTakesTwentyTimesAsLongAsTheLongestBeforeGoesElsewhere() {
    FarmScript farm = chain().passes(10, ROGUE, HONEST);
    farm.renders(1).verifies(1).starts(2);
    for (int hundredth = 1; hundredth < 20; hundredth++) {
      farm.passes(10, ROGUE, HONEST).progresses(2, hundredth / 100.0);
    }
    assertThat(farm.all(Cancel.class)).isEmpty();
    farm.passes(10, ROGUE, HONEST);
    assertThat(farm.all(Cancel.class)).containsExactly(new Cancel(2, ROGUE));
  }

  /** A laptop was closed over night: that nothing was heard in it says nothing of the worker. */
  @Test
  void timeInWhichTheClientStoodStillDoesNotCount() {
    FarmScript farm = chain().progresses(1, 0.5).sleeps(Duration.ofHours(9));
    assertThat(farm.all(Cancel.class)).isEmpty();
    farm.passes(119, ROGUE, HONEST);
    assertThat(farm.all(Cancel.class)).isEmpty();
    farm.passes(2, ROGUE, HONEST);
    assertThat(farm.all(Cancel.class)).hasSize(1);
  }

  @Test
  void whereNoSecondAttemptIsWantedThePlainTaskIsTakenBack() {
    FarmScript farm = new FarmScript(SchedulerSettings.defaults().withSecondAttempts(false), 1, 0);
    farm.joins(ROGUE, "rogue", 1).joins(HONEST, "honest", 1).starts(1);
    farm.passes(119, ROGUE, HONEST);
    assertThat(farm.all(Cancel.class)).isEmpty();
    farm.passes(2, ROGUE, HONEST);
    assertThat(farm.all(Assign.class)).last().isEqualTo(new Assign(2, 0, HONEST));
  }

  @Test
  void whatNobodyElseCouldDoStays() {
    FarmScript farm = chain().leaves(HONEST).passes(180, ROGUE);
    assertThat(farm.all(Cancel.class)).isEmpty();
  }

  /** An honest farm on which it takes so long everywhere ends it all the same. */
  @Test
  void nothingIsTakenBackForEver() {
    FarmScript farm = chain();
    int[] links = {1, 2, 3, 4, 5};
    for (int link = 3; link <= 5; link++) {
      farm.joins(link, "machine-" + link, 1);
    }
    for (int hours = 0; hours < 12; hours++) {
      for (int link : links) {
        Assign last = farm.all(Assign.class).get(farm.all(Assign.class).size() - 1);
        if (last.worker() == link) {
          farm.starts(last.attempt());
        }
      }
      farm.passes(60, links);
    }
    assertThat(farm.all(Cancel.class)).hasSize(3);
    assertThat(farm.all(GiveUp.class)).isEmpty();
  }

  /** Both attempts of a bake are at rogues, and a third machine is idle. */
  @Test
  void theOlderOfTwoThatBothStandStillIsTakenBack() {
    TaskGraph.Builder graph = TaskGraph.builder();
    graph.tasks(1);
    FarmScript farm = new FarmScript(graph.apart(0).build());
    farm.joins(ROGUE, "rogue", 1).joins(3, "another", 1).starts(1);
    farm.passes(2, ROGUE, 3);
    farm.starts(farm.attempt(0, 3)).joins(HONEST, "honest", 1);
    farm.passes(125, ROGUE, HONEST, 3);
    assertThat(farm.all(Cancel.class)).containsExactly(new Cancel(1, ROGUE));
    assertThat(farm.all(Assign.class)).last().isEqualTo(new Assign(3, 0, HONEST));
  }

  @Test
  void aSuspectGoesElsewhereToo() {
    FarmScript farm = new FarmScript(1);
    for (int link = 11; link <= 13; link++) {
      farm.joins(link, "gone", 1).starts(farm.attempt(0, link)).leaves(link);
    }
    farm.joins(ROGUE, "rogue", 1).passes(Duration.ofSeconds(6), ROGUE);
    farm.starts(farm.attempt(0, ROGUE)).joins(HONEST, "honest", 1);
    farm.passes(121, ROGUE, HONEST);
    assertThat(farm.all(Assign.class)).last().isEqualTo(new Assign(5, 0, HONEST));
  }

  /** What has failed three times stays for long where it is: it may be the task. */
  @Test
  void whatHasFailedOftenIsTakenBackLater() {
    FarmScript farm = chain().fails(1, WORKER);
    farm.joins(3, "third", 1).starts(farm.attempt(0, HONEST)).fails(2, WORKER);
    farm.starts(farm.attempt(0, 3)).fails(3, WORKER).passes(1, ROGUE, HONEST, 3);
    assertThat(farm.all(Assign.class)).hasSizeGreaterThan(3);
    Assign last = farm.all(Assign.class).get(farm.all(Assign.class).size() - 1);
    farm.starts(last.attempt()).joins(4, "fourth", 1).passes(479, 1, 2, 3, 4);
    assertThat(farm.all(Cancel.class)).isEmpty();
    farm.passes(2, 1, 2, 3, 4);
    assertThat(farm.all(Cancel.class)).containsExactly(new Cancel(last.attempt(), last.worker()));
  }

  /** A plain task, a suspect and a chain alike: else the job would wait for the rogue for ever. */
  @ParameterizedTest
  @ValueSource(strings = {"plain", "suspect", "chain"})
  void whatEveryOtherMachineHasFailedAtIsTakenBackWhenItHasStoodStillForFourHours(String kind) {
    TaskGraph.Builder graph = TaskGraph.builder();
    graph.tasks(kind.equals("chain") ? 2 : 1);
    FarmScript farm =
        new FarmScript(kind.equals("chain") ? graph.chain(List.of(0, 1)).build() : graph.build());
    for (int link = 11; link <= 13 && kind.equals("suspect"); link++) {
      farm.joins(link, "gone", 1).starts(farm.attempt(0, link)).leaves(link);
    }
    farm.joins(HONEST, "honest", 1).passes(Duration.ofSeconds(6), HONEST);
    long first = farm.attempt(0, HONEST);
    farm.starts(first).joins(ROGUE, "rogue", 1).fails(first, SCENE).passes(1, HONEST, ROGUE);
    long held = farm.attempt(0, ROGUE);
    farm.starts(held).progresses(held, 1.0).passes(239, HONEST, ROGUE);
    assertThat(farm.all(Cancel.class)).isEmpty();
    farm.passes(2, HONEST, ROGUE);
    assertThat(farm.all(Cancel.class)).containsExactly(new Cancel(held, ROGUE));
    farm.passes(1, HONEST, ROGUE).leaves(ROGUE);
    long again = farm.attempt(0, HONEST);
    farm.starts(again).fails(again, SCENE).passes(10, HONEST);
    assertThat(farm.all(GiveUp.class)).isNotEmpty();
    assertThat(farm.all(Done.class)).hasSize(1);
  }

  /** Who tells that it gets on keeps what nobody else can do. */
  @Test
  void whatEveryOtherMachineHasFailedAtStaysWhereItGetsOn() {
    FarmScript farm = new FarmScript(1);
    farm.joins(HONEST, "honest", 1).starts(1).joins(ROGUE, "slow", 1).fails(1, SCENE);
    long held = farm.attempt(0, ROGUE);
    farm.starts(held);
    for (int hour = 1; hour < 60; hour++) {
      farm.progresses(held, hour / 100.0).passes(60, HONEST, ROGUE);
    }
    assertThat(farm.all(Cancel.class)).isEmpty();
  }

  @Test
  void whatEveryOtherMachineHasRefusedStays() {
    FarmScript farm = new FarmScript(1);
    farm.joins(HONEST, "honest", 1).starts(1).joins(ROGUE, "slow", 1).fails(1, REFUSED);
    farm.starts(farm.attempt(0, ROGUE)).passes(60 * 40, HONEST, ROGUE);
    assertThat(farm.all(Cancel.class)).isEmpty();
  }
}
