package org.networkrender.core.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.networkrender.core.scheduler.Effect.Accept;
import org.networkrender.core.scheduler.Effect.Assign;
import org.networkrender.core.scheduler.Effect.Done;
import org.networkrender.core.scheduler.Effect.GiveUp;

/** What losses of machines cost, and tasks that kill their machines. */
class LostTaskTest {
  private static Duration seconds(long seconds) {
    return Duration.ofSeconds(seconds);
  }

  /** All fall silent together, four times; once the links are closed one by one. */
  @Test
  void whenTheClientsOwnNetworkBreaksNoTaskIsBlamed() {
    FarmScript farm = new FarmScript(2).joinsAsOwn(99, "own", 0).joins(1, "alpha", 1);
    farm.joins(2, "beta", 1).returnsWhatIsAskedBack();
    for (int i = 0; i < 4; i++) {
      int link = 2 * i + 1;
      farm.starts(farm.nextOf(link).attempt()).starts(farm.nextOf(link + 1).attempt());
      if (i == 2) {
        farm.leaves(link).passes(seconds(1), link + 1, 99).leaves(link + 1);
      } else {
        farm.passes(seconds(6), 99);
      }
      farm.joins(link + 2, "alpha", 1).joins(link + 3, "beta", 1).returnsWhatIsAskedBack();
    }
    // A suspect would pause now.
    farm.finishes(farm.nextOf(9).attempt()).finishes(farm.nextOf(10).attempt());
    assertThat(farm.all(Accept.class)).hasSize(2);
    assertThat(farm.all(GiveUp.class)).isEmpty();
  }

  /** Nobody can tell its end from that of the machine. */
  @Test
  void oneMachineThatIsLostAgainAndAgainMakesItsTaskASuspect() {
    FarmScript farm = new FarmScript(1).joinsAsOwn(99, "own", 0).joins(1, "alpha", 1);
    for (int link = 1; link <= 3; link++) {
      farm.starts(farm.nextOf(link).attempt()).leaves(link).joins(link + 1, "alpha", 1);
    }
    assertThat(farm.nextOf(4)).isNull();
    farm.passes(seconds(5), 4, 99);
    assertThat(farm.nextOf(4)).isNotNull();
  }

  /** No worker lives long enough to say that it has begun. */
  @Test
  void aTaskThatEndsEachWorkerBeforeItBeginsIsGivenUp() {
    FarmScript farm = new FarmScript(1);
    int link = 1;
    for (; link < 30 && farm.all(Done.class).isEmpty(); link++) {
      farm.joins(link, "machine-" + link % 3, 1);
      for (int i = 0; i < 301 && farm.nextOf(link) == null; i++) {
        farm.passes(seconds(1), link);
      }
      farm.leaves(link);
    }
    assertThat(farm.all(GiveUp.class)).hasSize(1);
    assertThat(link).isBetween(10, 13);
  }

  /** Of what ran beside it nobody knows that it was not the one that ended the worker. */
  @Test
  void whatWasNotBegunIsNotBlamedWhereAnotherRan() {
    FarmScript farm = new FarmScript(3).joins(1, "a", 1).returnsWhatIsAskedBack();
    for (int link = 1; link < 4; link++) {
      farm.starts(farm.nextOf(link).attempt()).leaves(link).joins(link + 1, "a", 1);
    }
    // A suspect waits until the others are done.
    assertThat(farm.nextOf(4).task()).isNotZero();
    farm.finishes(farm.nextOf(4).attempt()).finishes(farm.nextOf(4).attempt());
    assertThat(farm.all(Accept.class)).hasSize(2);
  }

  /** A scene that stops every machine at the same moment is found out all the same. */
  @Test
  void aTaskIsNotForgivenForEver() {
    FarmScript farm = new FarmScript(2).joins(1, "alpha", 1).joins(2, "beta", 1);
    int link = 1;
    for (int i = 0; i < 60 && farm.all(Done.class).isEmpty(); i++) {
      for (int each : new int[] {link, link + 1}) {
        Assign next = farm.nextOf(each);
        if (next != null) {
          farm.starts(next.attempt());
        }
      }
      farm.passes(seconds(6)).joins(link + 2, "alpha", 1).joins(link + 3, "beta", 1);
      link += 2;
      farm.passes(seconds(300), link, link + 1);
    }
    assertThat(farm.all(GiveUp.class)).hasSize(2);
  }

  /** A task that takes its worker process down with it, each time. */
  @Test
  void aKillerIsRenderedLastAndAloneAndGivenUpAtTheTenthLoss() {
    FarmScript farm = new FarmScript(30);
    int link = 0;
    int losses = 0;
    while (farm.all(Done.class).isEmpty()) {
      String machine = "machine-" + (link % 2);
      link++;
      assertThat(link).isLessThan(100);
      farm.joins(link, machine, 2);
      boolean killed = false;
      while (!killed && farm.all(Done.class).isEmpty()) {
        Assign next = farm.nextOf(link);
        if (next == null) {
          farm.passes(seconds(1), link);
        } else if (next.task() == 0) {
          farm.starts(next.attempt()).leaves(link);
          killed = true;
          losses++;
        } else {
          farm.finishes(next.attempt());
        }
      }
      if (losses > 3) {
        assertThat(farm.all(Accept.class)).as("the others came first").hasSize(29);
      }
    }
    assertThat(losses).isEqualTo(10);
    assertThat(farm.all(GiveUp.class))
        .containsExactly(
            new GiveUp(
                0, "the link was lost (lost with machine-0 5 times, lost with machine-1 5 times)"));
  }

  @Test
  void besideASuspectNothingIsRendered() {
    FarmScript farm = new FarmScript(1);
    for (int link = 1; link <= 3; link++) {
      farm.joins(link, "alpha", 4).starts(farm.attempt(0, link)).leaves(link);
    }
    farm.joins(4, "alpha", 4).thenNothing().passes(seconds(5), 4);
    farm.then(new Assign(4, 0, 4));
    assertThat(farm.nextOf(4)).isEqualTo(new Assign(4, 0, 4));
  }

  @Test
  void aMachineLostTwiceWithATaskIsAskedAfterTheOthers() {
    FarmScript farm = new FarmScript(1).joins(1, "alpha", 1).starts(1).leaves(1);
    farm.joins(2, "alpha", 1).starts(2).leaves(2).joins(3, "alpha", 0).joins(4, "beta", 1);
    farm.then(new Assign(3, 0, 4)).starts(3).offers(3, 1).thenNothing();
  }
}
