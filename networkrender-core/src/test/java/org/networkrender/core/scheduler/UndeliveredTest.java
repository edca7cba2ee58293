package org.networkrender.core.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.networkrender.core.scheduler.FailureKind.WORKER;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.networkrender.core.scheduler.Effect.Accept;
import org.networkrender.core.scheduler.Effect.Assign;
import org.networkrender.core.scheduler.Effect.Begin;
import org.networkrender.core.scheduler.Effect.Rest;

/** Who has announced so many results that do not come gets no further task. */
class UndeliveredTest {
  private static final Duration LONG = Duration.ofMinutes(10);

  /** The fourth is one too many to go on; what it holds then may be announced as well. */
  @Test
  void whoAnnouncesAtOnceWhateverItGetsHasFiveFramesOfAHundred() {
    FarmScript farm = new FarmScript(100).joins(1, "rogue", 1);
    announcesAll(farm, 1);
    assertThat(farm.all(Assign.class)).hasSize(5);
    farm.passes(LONG, 1).thenNothing();
    farm.verifies(3).then(new Accept(2, 3, 1));
    farm.verifies(1).then(new Accept(0, 1, 1), new Assign(6, 5, 1), new Assign(7, 6, 1));
    announcesAll(farm, 1);
    assertThat(farm.all(Assign.class)).hasSize(7);
  }

  @Test
  void eachSlotMayHaveTwo() {
    FarmScript farm = new FarmScript(100).joins(1, "rogue", 4);
    announcesAll(farm, 1);
    assertThat(farm.all(Assign.class)).hasSize(8 + 7);
  }

  @Test
  void whatIsFoundBrokenMakesRoomToo() {
    FarmScript farm = new FarmScript(100).joins(1, "alpha", 1);
    announcesAll(farm, 1);
    farm.fails(1, WORKER).fails(2, WORKER).passes(Duration.ofSeconds(10), 1);
    assertThat(farm.all(Assign.class)).hasSize(7);
  }

  @Test
  void anotherWorkerGetsWhatItDoesNot() {
    FarmScript farm = new FarmScript(7).joins(1, "rogue", 1);
    announcesAll(farm, 1);
    farm.joins(2, "honest", 1).then(new Assign(6, 5, 2), new Assign(7, 6, 2));
  }

  /** They would be asked back if it had room for none. */
  @Test
  void whatItHoldsItKeeps() {
    FarmScript farm = new FarmScript(100).joins(1, "alpha", 2).starts(1).starts(2);
    farm.renders(1).renders(2).starts(3).starts(4).renders(3).renders(4).thenNothing();
    farm.offers(1, 2).thenNothing();
    farm.starts(5).thenNothing();
  }

  /** Its session waits for the step, and for nothing else. */
  @Test
  void aChainGoesOnWhateverElseIsNotHere() {
    TaskGraph.Builder graph = TaskGraph.builder();
    graph.tasks(100);
    FarmScript farm = new FarmScript(graph.chain(List.of(0, 1, 2)).build()).joins(1, "alpha", 2);
    farm.starts(1);
    for (Assign next = free(farm); next != null; next = free(farm)) {
      farm.starts(next.attempt()).renders(next.attempt());
    }
    farm.renders(1).thenNothing();
    farm.verifies(1);
    assertThat(farm.last()).hasSize(2).contains(new Accept(0, 1, 1));
    assertThat(farm.last().get(1)).isInstanceOfSatisfying(Assign.class, UndeliveredTest::isStep);
  }

  private static void isStep(Assign assign) {
    assertThat(assign.task()).isEqualTo(1);
  }

  private static Assign free(FarmScript farm) {
    Assign next = null;
    for (Assign assign : farm.all(Assign.class)) {
      next = assign.task() > 2 && !farm.isEnded(assign.attempt()) && next == null ? assign : next;
    }
    return next;
  }

  @Test
  void itIsOfUseToNobodyElseEither() {
    FarmScript farm = new FarmScript(100).joins(1, "alpha", 1);
    assertThat(farm.demand().fits(1)).isTrue();
    announcesAll(farm, 1);
    assertThat(farm.demand().fits(1)).isFalse();
    assertThat(farm.demand().leavesIdle(1)).isFalse();
    assertThat(farm.demand().tasks()).isEqualTo(95);
    farm.verifies(1).verifies(2);
    assertThat(farm.demand().fits(1)).isTrue();
  }

  /** The job does not stand still: it goes on where the results come from. */
  @Test
  void nobodyIsWokenWhileItHasSomethingToDoLater() {
    FarmScript farm = new FarmScript(100).joins(1, "alpha", 1).joins(2, "beta", 1);
    farm.starts(3).fails(3, WORKER).returnsWhatIsAskedBack();
    announcesAll(farm, 1);
    assertThat(farm.all(Rest.class)).hasSize(1);
  }

  @Test
  void itGetsNoSecondAttempt() {
    TaskGraph.Builder graph = TaskGraph.builder();
    graph.tasks(7);
    int word = graph.here();
    graph.needs(6, word);
    FarmScript farm =
        new FarmScript(graph.build())
            .joins(1, "alpha", 1)
            .then(new Begin(7), new Assign(1, 0, 1), new Assign(2, 1, 1));
    farm.finishes(1);
    announcesAll(farm, 1);
    farm.joins(2, "beta", 1).completes(7);
    farm.starts(farm.attempt(6, 2)).passes(LONG, 1, 2).thenNothing();
    farm.verifies(2).verifies(3).passes(LONG, 1, 2);
    assertThat(farm.all(Assign.class)).filteredOn(each -> each.task() == 6).hasSize(2);
  }

  private static void announcesAll(FarmScript farm, int worker) {
    for (Assign next = farm.nextOf(worker); next != null; next = farm.nextOf(worker)) {
      farm.starts(next.attempt()).renders(next.attempt());
    }
  }
}
