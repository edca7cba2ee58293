package org.networkrender.core.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.networkrender.core.scheduler.FailureKind.SCENE;
import static org.networkrender.core.scheduler.FailureKind.WORKER;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.networkrender.core.scheduler.Effect.Accept;
import org.networkrender.core.scheduler.Effect.Assign;
import org.networkrender.core.scheduler.Effect.Begin;
import org.networkrender.core.scheduler.Effect.Cancel;
import org.networkrender.core.scheduler.Effect.Cut;
import org.networkrender.core.scheduler.Effect.Done;
import org.networkrender.core.scheduler.Effect.GiveUp;
import org.networkrender.core.scheduler.Effect.Obsolete;

/** The last task of a job, cut for slots that would stay idle. */
class TailCutTest {
  private static final Duration TICK = Duration.ofMillis(250);
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final int[] ALL = {1, 2, 3};

  private static TailRules rules(int parts) {
    return new TailRules(
        task -> true, wanted -> parts, SECOND.dividedBy(2), SECOND.multipliedBy(2), SECOND, 9);
  }

  private static FarmScript farm(SchedulerSettings settings, int tasks, TailRules rules) {
    FarmScript farm = new FarmScript(settings, tasks, 0, rules);
    return farm.joins(1, "one", 1).joins(2, "two", 1).joins(3, "three", 1);
  }

  /** One task on machine one, with two idle machines; it says after 2 s that it has done 2 %. */
  private static FarmScript alone(TailRules rules) {
    FarmScript farm = farm(SchedulerSettings.defaults(), 1, rules).starts(1);
    return farm.passes(Duration.ofSeconds(2), ALL).progresses(1, 0.02);
  }

  /** The same, cut into two: tasks 1 and 2 are the parts, 3 joins and 4 finishes. */
  private static FarmScript cut() {
    FarmScript farm = alone(rules(2)).passes(TICK, ALL);
    farm.then(new Cut(0, 1, 2), new Assign(2, 1, 2), new Assign(3, 2, 3));
    return farm.starts(2).starts(3);
  }

  /** Four tasks of 100 s on three machines: the last one has just begun when the others end. */
  private static FarmScript last(TailRules rules) {
    FarmScript farm = new FarmScript(SchedulerSettings.defaults(), 0, 4, rules);
    farm.joins(1, "one", 1).joins(2, "two", 1).joins(3, "three", 1);
    farm.releases(0, "one").releases(1, "two").releases(2, "three");
    farm.starts(1).starts(2).starts(3).passes(SECOND, ALL);
    farm.progresses(1, 0.01).progresses(2, 0.01).progresses(3, 0.01);
    farm.passes(Duration.ofSeconds(99), ALL).renders(1).verifies(1);
    farm.releases(3, "one").then(new Assign(4, 3, 1)).starts(4);
    return farm.passes(SECOND, ALL).renders(2).verifies(2).renders(3).verifies(3);
  }

  @Test
  void theLastTaskIsCutForTheIdleSlots() {
    FarmScript farm = cut();
    farm.renders(2).verifies(2).then(new Accept(1, 2, 2));
    farm.renders(3).verifies(3).then(new Accept(2, 3, 3));
    farm.passes(SECOND, ALL).thenNothing();
    farm.places(1).thenNothing().places(2).then(new Begin(3));
    farm.completes(3, "one").then(new Assign(4, 4, 2)).starts(4).renders(4).verifies(4);
    farm.then(new Accept(4, 4, 2), new Obsolete(0), new Cancel(1, 1), new Done());
  }

  @Test
  void theWholeCountsWhenItIsFirst() {
    FarmScript farm = cut().renders(2).verifies(2).renders(1).verifies(1);
    farm.then(
        new Accept(0, 1, 1),
        new Obsolete(2),
        new Cancel(3, 3),
        new Obsolete(3),
        new Obsolete(4),
        new Done());
  }

  @Test
  void theWholeCountsWhenItIsFirstWhileThePartsAreFinished() {
    FarmScript farm = joined(cut());
    farm.starts(4).renders(1).verifies(1);
    farm.then(new Accept(0, 1, 1), new Obsolete(4), new Cancel(4, 2), new Done());
  }

  private static FarmScript joined(FarmScript farm) {
    farm.renders(2).verifies(2).renders(3).verifies(3).places(1).places(2);
    return farm.then(new Begin(3)).completes(3);
  }

  @Test
  void theWholeCountsWhenItIsFirstWhileThePartsAreJoined() {
    FarmScript farm = cut().renders(2).verifies(2).renders(3).verifies(3).places(1).places(2);
    farm.then(new Begin(3)).renders(1).verifies(1);
    farm.then(new Accept(0, 1, 1), new Obsolete(3), new Obsolete(4), new Done());
    farm.completes(3).thenNothing();
  }

  @Test
  void theWholeGoesOnWhenItsPartsCannotBeJoined() {
    FarmScript farm = cut().renders(2).verifies(2).renders(3).verifies(3).places(1).places(2);
    farm.withdraws(3).then(new GiveUp(3, "a part of it is missing"), new Obsolete(4));
    farm.renders(1).verifies(1).then(new Accept(0, 1, 1), new Done());
  }

  /** A task (0) that another one (1) needs. */
  private static FarmScript needed() {
    TaskGraph.Builder graph = TaskGraph.builder();
    graph.tasks(2);
    FarmScript farm =
        new FarmScript(SchedulerSettings.defaults(), graph.needs(1, 0).build(), rules(2));
    farm.joins(1, "one", 1).joins(2, "two", 1).joins(3, "three", 1).starts(1);
    farm.passes(Duration.ofSeconds(2), ALL).progresses(1, 0.02).passes(TICK, ALL);
    farm.then(new Cut(0, 2, 2), new Assign(2, 2, 2), new Assign(3, 3, 3)).starts(2).starts(3);
    return farm.renders(2).verifies(2).renders(3).verifies(3).places(2).places(3).completes(4);
  }

  @Test
  void whatNeedsTheWholeBeginsWhenItsPartsHaveWon() {
    FarmScript farm = needed().finishes(4);
    assertThat(farm.last()).startsWith(new Accept(5, 4, 2), new Obsolete(0));
    farm.places(5).then(new Assign(5, 1, 1));
  }

  @Test
  void whatNeedsTheWholeBeginsWhenThatHasWon() {
    FarmScript farm = needed().renders(1).verifies(1);
    farm.then(new Accept(0, 1, 1), new Obsolete(5), new Cancel(4, 2));
    farm.places(0).thenGoes(1, 3);
  }

  @Test
  void whatHasJustBegunIsStoppedSoThatItsSlotHelps() {
    FarmScript farm = last(rules(6)).passes(TICK, ALL);
    assertThat(farm.last()).startsWith(new Cut(3, 4, 6), new Cancel(4, 1));
    assertThat(farm.all(Assign.class)).filteredOn(assign -> assign.task() > 3).hasSize(3);
  }

  @Test
  void nothingIsCutByDefault() {
    alone(TailRules.none()).passes(Duration.ofHours(1), ALL).thenNothing();
  }

  @Test
  void nothingIsCutThatMayNotBe() {
    TailRules rules = rules(2);
    alone(new TailRules(task -> false, rules.parts(), SECOND, SECOND, SECOND, 9))
        .passes(Duration.ofHours(1), ALL)
        .thenNothing();
    alone(new TailRules(task -> true, wanted -> 1, SECOND, SECOND, SECOND, 9))
        .passes(Duration.ofHours(1), ALL)
        .thenNothing();
  }

  @Test
  void noChainIsCut() {
    TaskGraph.Builder graph = TaskGraph.builder();
    graph.chain(List.of(graph.task()));
    FarmScript farm = new FarmScript(SchedulerSettings.defaults(), graph.build(), rules(2));
    farm.joins(1, "one", 1).joins(2, "two", 1).joins(3, "three", 1).starts(1);
    farm.passes(Duration.ofSeconds(2), ALL).progresses(1, 0.02);
    farm.passes(Duration.ofHours(1), ALL).thenNothing();
  }

  @Test
  void nothingIsCutThatIsSoonDone() {
    FarmScript farm = farm(SchedulerSettings.defaults(), 1, rules(2)).starts(1);
    farm.passes(SECOND, ALL).progresses(1, 0.3).passes(SECOND, ALL).thenNothing();
  }

  @Test
  void nothingIsCutWhosePartsCostAsMuchAsTheWhole() {
    TailRules rules = rules(2);
    Duration minute = Duration.ofMinutes(1);
    alone(new TailRules(rules.cuttable(), rules.parts(), minute, SECOND, SECOND, 9))
        .passes(Duration.ofSeconds(20), ALL)
        .thenNothing();
  }

  @Test
  void nothingIsCutWhileATaskIsNotStarted() {
    FarmScript farm = new FarmScript(SchedulerSettings.defaults(), 2, 0, rules(2));
    farm.joins(1, "one", 1).joins(2, "two", 1).starts(1);
    farm.passes(Duration.ofSeconds(2), 1, 2).progresses(1, 0.02).joins(3, "three", 1);
    farm.passes(TICK, ALL).thenNothing();
  }

  @Test
  void nothingIsCutThatNeverSaidHowFarItIs() {
    FarmScript farm = farm(SchedulerSettings.defaults(), 1, rules(2)).starts(1);
    farm.passes(Duration.ofHours(1), ALL).thenNothing();
  }

  @Test
  void theWholeGoesOnWhenAPartIsGivenUp() {
    FarmScript farm = cut().joins(4, "four", 1).fails(2, SCENE).starts(4).fails(4, SCENE);
    assertThat(farm.all(GiveUp.class)).extracting(GiveUp::task).containsExactly(1);
    assertThat(farm.all(Obsolete.class)).extracting(Obsolete::task).containsExactly(2, 3, 4);
    farm.passes(Duration.ofSeconds(30), ALL);
    assertThat(farm.all(Cut.class)).as("not cut again").hasSize(1);
    farm.renders(1).verifies(1);
    assertThat(farm.last()).startsWith(new Accept(0, 1, 1)).endsWith(new Done());
  }

  @Test
  void theWholeIsStartedAgainWhenItWasLostAndAPartIsGivenUp() {
    FarmScript farm = cut().leaves(1).thenNothing().withdraws(1);
    assertThat(farm.last()).contains(new GiveUp(1, "a part of it is missing"));
    assertThat(farm.last()).contains(new Obsolete(2), new Obsolete(3), new Obsolete(4));
    assertThat(farm.last().get(farm.last().size() - 1)).isInstanceOf(Assign.class);
    long again = farm.attempt(0, 2);
    farm.finishes(again);
    assertThat(farm.last()).startsWith(new Accept(0, again, 2)).endsWith(new Done());
  }

  @Test
  void theWholeIsNotStartedBesideItsParts() {
    FarmScript farm = cut().leaves(1).joins(4, "four", 1);
    assertThat(farm.all(Assign.class)).filteredOn(assign -> assign.task() == 0).hasSize(1);
    farm.passes(Duration.ofSeconds(5), 2, 3, 4);
    assertThat(farm.all(Assign.class)).filteredOn(assign -> assign.task() == 0).hasSize(1);
  }

  @Test
  void aWholeThatFailsIsNotGivenUpWhileItsPartsGoOn() {
    FarmScript farm = new FarmScript(SchedulerSettings.defaults(), 1, 0, rules(2));
    farm.joins(1, "one", 1).joins(2, "two", 1).joins(3, "three", 1).starts(1);
    farm.passes(Duration.ofSeconds(2), ALL).progresses(1, 0.02).passes(TICK, ALL);
    farm.fails(1, WORKER);
    assertThat(farm.all(GiveUp.class)).isEmpty();
    joined(farm.starts(2).starts(3)).finishes(4);
    assertThat(farm.last()).endsWith(new Obsolete(0), new Done());
  }

  @Test
  void whoWithdrawsTheWholeEndsItsParts() {
    FarmScript farm = cut().withdraws(0);
    assertThat(farm.all(Obsolete.class)).extracting(Obsolete::task).containsExactly(1, 2, 3, 4);
    assertThat(farm.last()).endsWith(new Done());
  }

  @Test
  void numbersGoOnWhenSeveralAreCut() {
    FarmScript farm = new FarmScript(SchedulerSettings.defaults(), 2, 0, rules(2));
    IntStream.rangeClosed(1, 6).forEach(machine -> farm.joins(machine, "m" + machine, 1));
    int[] all = {1, 2, 3, 4, 5, 6};
    farm.starts(1).starts(2).passes(Duration.ofSeconds(2), all);
    farm.progresses(1, 0.02).progresses(2, 0.02).passes(TICK, all);
    assertThat(farm.all(Cut.class)).hasSize(2);
    assertThat(farm.all(Cut.class)).extracting(Cut::first).containsExactly(2, 6);
  }

  @Test
  void whatFinishesGoesWhereTheRendererRuns() {
    FarmScript farm = cut().renders(2).verifies(2).joins(0, "new", 1).renders(3).verifies(3);
    farm.places(1).places(2).completes(3).then(new Assign(4, 4, 2));
  }
}
