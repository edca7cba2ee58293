package org.networkrender.core.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.networkrender.core.scheduler.FailureKind.RESOURCE;
import static org.networkrender.core.scheduler.FailureKind.SCENE;
import static org.networkrender.core.scheduler.FailureKind.WORKER;
import static org.networkrender.core.scheduler.FailureStage.OPENING;
import static org.networkrender.core.scheduler.FailureStage.OUTSIDE;
import static org.networkrender.core.scheduler.FailureStage.RENDERING;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.networkrender.core.scheduler.Effect.Assign;
import org.networkrender.core.scheduler.Effect.GiveUp;

/** What fails on each machine in the same words is given up then, be it a task or the opening. */
class AlikeFailuresTest {
  private static final String WORDS = "cannot save";

  @Test
  void whatTwoMachinesFailAtAlikeIsGivenUpThen() {
    FarmScript farm = two(1).passes(seconds(31), 1, 2);
    farm.fails(1, WORKER, RENDERING, WORDS).fails(2, WORKER, RENDERING, WORDS);
    assertThat(farm.all(GiveUp.class))
        .extracting(GiveUp::cause)
        .containsExactly("it broke (failed on a, failed on b)");
    assertThat(farm.all(Assign.class)).hasSize(2);
  }

  @Test
  void othersMayStillComeAtFirst() {
    FarmScript farm = two(1).passes(seconds(10), 1, 2);
    farm.fails(1, WORKER, RENDERING, WORDS).fails(2, WORKER, RENDERING, WORDS);
    farm.passes(seconds(19), 1, 2).thenNothing();
    assertThat(farm.all(GiveUp.class)).isEmpty();
    farm.passes(seconds(2), 1, 2);
    assertThat(farm.all(Assign.class)).hasSize(3);
    farm.fails(3, WORKER, RENDERING, WORDS);
    assertThat(farm.all(GiveUp.class)).hasSize(1);
  }

  /** It is busy with another task, and can do what the two others cannot. */
  @Test
  void whoHasNotTriedIsAskedFirst() {
    FarmScript farm = new FarmScript(2).joins(3, "c", 1).starts(1);
    farm.joins(1, "a", 1).returns(2).joins(2, "b", 1).passes(seconds(31), 1, 2, 3);
    farm.fails(3, WORKER, RENDERING, WORDS).fails(4, WORKER, RENDERING, WORDS);
    assertThat(farm.last()).contains(new Assign(5, 1, 3));
    farm.finishes(1).finishes(5);
    assertThat(farm.all(GiveUp.class)).isEmpty();
  }

  @Test
  void whoGetsTheFilesIsWaitedFor() {
    FarmScript farm = two(1).passes(seconds(31), 1, 2).awaits(3, "c", true);
    farm.fails(1, WORKER, RENDERING, WORDS).fails(2, WORKER, RENDERING, WORDS);
    assertThat(farm.all(GiveUp.class)).isEmpty();
    farm.passes(seconds(20), 1, 2).joins(3, "c", 1).then(new Assign(3, 0, 3)).finishes(3);
    assertThat(farm.all(GiveUp.class)).isEmpty();
  }

  @Test
  void whoDoesNotGetTheFilesAfterAllIsNotWaitedFor() {
    FarmScript farm = two(1).awaits(3, "c", true).passes(seconds(31), 1, 2);
    farm.awaits(3, "c", false);
    farm.fails(1, WORKER, RENDERING, WORDS).fails(2, WORKER, RENDERING, WORDS);
    assertThat(farm.all(GiveUp.class)).hasSize(1);
  }

  @Test
  void whatTimeMendsIsTriedAgain() {
    for (FailureStage stage : List.of(RENDERING, OUTSIDE)) {
      FailureKind kind = stage == OUTSIDE ? WORKER : RESOURCE;
      FarmScript farm = two(1).passes(seconds(31), 1, 2);
      farm.fails(1, kind, stage, WORDS).fails(2, kind, stage, WORDS);
      assertThat(farm.all(GiveUp.class)).isEmpty();
    }
  }

  /** Twenty frames are not tried one after the other where nobody can open the scene. */
  @Test
  void whatNobodyCanOpenEndsAllTasks() {
    FarmScript farm = two(20).passes(seconds(31), 1, 2);
    failAll(farm, WORKER);
    assertThat(farm.all(GiveUp.class)).hasSize(20);
    assertThat(farm.all(GiveUp.class))
        .extracting(GiveUp::cause)
        .allMatch(cause -> cause.startsWith("no session could be opened: it broke (failed on "));
    assertThat(farm.all(Assign.class)).hasSizeLessThanOrEqualTo(5);
    assertThat(farm.all(Effect.Done.class)).hasSize(1);
  }

  @Test
  void aSceneThatTwoCannotOpenEndsAllTasksAtOnce() {
    FarmScript farm = two(20);
    failAll(farm, SCENE);
    assertThat(farm.all(GiveUp.class)).hasSize(20);
    assertThat(farm.all(Assign.class)).hasSizeLessThanOrEqualTo(5);
  }

  /** What other slots tried meanwhile is no news, but nobody is left to open it then. */
  @Test
  void theLastOfThoseThatTriedMeanwhileEndsAllTasks() {
    FarmScript farm = new FarmScript(20).joins(1, "a", 2).joins(2, "b", 2);
    List<Long> running =
        Stream.of(1, 2)
            .flatMap(
                link ->
                    farm.all(Assign.class).stream()
                        .filter(assign -> assign.worker() == link)
                        .limit(2))
            .map(Assign::attempt)
            .toList();
    running.forEach(farm::starts);
    for (int i : new int[] {0, 2, 1}) {
      farm.fails(running.get(i), SCENE, OPENING, WORDS);
      assertThat(farm.all(GiveUp.class)).isEmpty();
    }
    farm.fails(running.get(3), SCENE, OPENING, WORDS);
    assertThat(farm.all(GiveUp.class)).hasSize(20);
  }

  /** Alone it is asked six times, for all tasks together, with the pauses of one task. */
  @Test
  void aMachineThatIsAloneIsNotAskedOnceForEachTask() {
    FarmScript farm = new FarmScript(20).joins(1, "a", 1);
    int failed = 0;
    while (farm.all(GiveUp.class).isEmpty()) {
      List<Assign> all = farm.all(Assign.class);
      if (failed < all.size()) {
        farm.starts(all.get(failed).attempt());
        farm.fails(all.get(failed++).attempt(), WORKER, OPENING, WORDS);
      } else {
        farm.passes(seconds(1), 1);
      }
    }
    assertThat(failed).isBetween(6, 9);
    assertThat(farm.all(GiveUp.class)).hasSize(20);
  }

  @Test
  void whoOpensASceneShowsThatItIsTheOthers() {
    FarmScript farm = two(20).passes(seconds(31), 1, 2);
    farm.starts(1).starts(2).fails(1, WORKER, OPENING, WORDS);
    farm.renders(2).verifies(2);
    for (int i = 0; i < 10; i++) {
      Assign last = farm.all(Assign.class).get(farm.all(Assign.class).size() - 1);
      farm.fails(last.attempt(), WORKER, OPENING, WORDS);
    }
    assertThat(farm.all(GiveUp.class)).hasSizeLessThan(10);
  }

  private static void failAll(FarmScript farm, FailureKind kind) {
    for (int i = 0; i < farm.all(Assign.class).size(); i++) {
      farm.starts(farm.all(Assign.class).get(i).attempt());
      farm.fails(farm.all(Assign.class).get(i).attempt(), kind, OPENING, WORDS);
    }
  }

  private static FarmScript two(int tasks) {
    return new FarmScript(tasks).joins(1, "a", 1).joins(2, "b", 1);
  }

  private static Duration seconds(int count) {
    return Duration.ofSeconds(count);
  }
}
