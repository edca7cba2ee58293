package org.networkrender.core.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.networkrender.api.ErrorKind;

class JudgementTest {
  private static final SchedulerSettings SETTINGS = SchedulerSettings.defaults();

  /** Long after the first failure. */
  private static final long LATER = Duration.ofHours(1).toNanos();

  @ParameterizedTest
  @CsvSource({
    "scene@a,                         true,  false",
    "scene@a,                         false, false",
    "scene@a scene@b,                 true,  true",
    "scene@a scene@a,                 true,  false",
    "scene@a scene@a,                 false, true",
    "worker@a scene@b,                true,  false",
    "scene@a worker@b,                false, false",
    "scene@a worker@b scene@c,        true,  true",
    "scene@a scene@b worker@c,        true,  false",
    "stalled@a,                       false, false",
    "stalled@a stalled@b,             true,  true",
    "stalled@a stalled@a,             false, false",
    "stalled@a stalled@a stalled@a,   true,  false",
    "stalled@a stalled@a stalled@a,   false, true",
    "scene@a stalled@b,               true,  false",
    "worker@a worker@b worker@c,      false, false",
    "resource@a worker@a,             false, false",
    "worker@a worker@a worker@a worker@a worker@a,          false, false",
    "worker@a worker@b resource@a worker@a scene@a worker@c, true, false",
    "worker@a worker@b resource@a worker@a scene@a worker@c, false, true",
    "worker@a worker@b worker@c worker@d scene@a scene@b, true, true",
    "refused@a refused@b refused@c refused@d refused@e refused@f, false, false",
    "worker@a worker@a worker@a worker@a worker@a refused@b,      false, false",
    "lost@a lost@b lost@c lost@a lost@b lost@c lost@a lost@b lost@c,        false, false",
    "lost@a lost@b lost@c lost@a lost@b lost@c lost@a lost@b lost@c lost@d, true,  true",
    "lost@a lost@b lost@c lost@d worker@a worker@b worker@c, true, false",
  })
  void givesUpWhatCannotBeHelped(String failures, boolean otherUsable, boolean expected) {
    assertThat(judge(failures, otherUsable).givesUp()).isEqualTo(expected);
  }

  /** The other machine of the farm may not have been found yet. */
  @ParameterizedTest
  @CsvSource({
    "scene@a,                   20,  0, false",
    "scene@a scene@a,           20, 20, false",
    "scene@a scene@a scene@a,   20, 20, false",
    "scene@a scene@a,            0,  0, true",
    "scene@a scene@b,           20, 20, true",
    "worker@a worker@a worker@a worker@a worker@a scene@a, 20, 0, true",
    "stalled@a stalled@a,       20,  5, false",
  })
  void oneMachineAloneIsNotBelievedBeforeOthersCanHaveCome(
      String failures, int due, int pause, boolean givesUp) {
    FailureFacts facts =
        history(failures).facts(others(false, Duration.ofSeconds(due), false), LATER);
    Judgement judgement = Judgement.of(facts, SETTINGS);
    assertThat(judgement.givesUp()).isEqualTo(givesUp);
    assertThat(judgement.taskPauses()).isEqualTo(Duration.ofSeconds(pause));
  }

  /** Who has rendered nothing yet says nothing of the task; who has is believed. */
  @ParameterizedTest
  @CsvSource({
    "a b c, true,   0, true",
    "a b,   true,   0, false",
    "a b,   false, 74, false",
    "a b,   false, 75, true",
    "c d e, true,   0, false",
    "c d,   true, 999, false"
  })
  void theSixthFailureIsTheLastWhereAbleMachinesOrAllSaySo(
      String able, boolean othersLeft, int seconds, boolean givesUp) {
    Map<String, MachineRecord> machines = new HashMap<>();
    TaskHistory history =
        history("worker@a worker@b lost@d worker@c worker@a worker@b refused@e worker@c", machines);
    for (String name : able.split(" ", -1)) {
      machines.get(name).able = true;
    }
    FailureFacts facts =
        history.facts(
            others(othersLeft, Duration.ZERO, false), Duration.ofSeconds(seconds).toNanos());
    assertThat(Judgement.of(facts, SETTINGS).givesUp()).isEqualTo(givesUp);
  }

  /** A frame may need more memory than six machines of seven have, which render all others. */
  @ParameterizedTest
  @CsvSource({"6, true, false", "6, false, true", "11, true, false", "12, true, true"})
  void whereAnotherIsThereThatHasRenderedSomethingTheTwelfthIsTheLast(
      int failures, boolean ableLeft, boolean givesUp) {
    Map<String, MachineRecord> machines = new HashMap<>();
    List<String> all = IntStream.range(0, failures).mapToObj(each -> "resource@" + each).toList();
    TaskHistory history = history(String.join(" ", all), machines);
    machines.values().forEach(machine -> machine.able = true);
    FailureFacts facts = history.facts(new Others(true, ableLeft, Duration.ZERO, false, 0), 0);
    assertThat(Judgement.of(facts, SETTINGS).givesUp()).isEqualTo(givesUp);
  }

  /** It may be the machine that was lost, and not the task; but that is not hoped for ever. */
  @ParameterizedTest
  @CsvSource({"true, 0, false", "true, 374, false", "true, 375, true", "false, 0, true"})
  void whoWasOnlyLostWithItIsAskedOnceMore(boolean lostOnly, int seconds, boolean givesUp) {
    Map<String, MachineRecord> machines = new HashMap<>();
    TaskHistory history =
        history("lost@d worker@a worker@b worker@c worker@a worker@b worker@c", machines).asSpent();
    for (String name : List.of("a", "b", "c")) {
      machines.get(name).able = true;
    }
    long time = Duration.ofSeconds(seconds).toNanos();
    FailureFacts facts = history.facts(others(false, Duration.ofSeconds(20), lostOnly), time);
    assertThat(Judgement.of(facts, SETTINGS).givesUp()).isEqualTo(givesUp);
  }

  /** Who left just now is expected back, but not for ever. */
  @ParameterizedTest
  @CsvSource({
    "worker@a worker@a worker@b worker@a worker@a worker@a,  76,  0, true",
    "worker@a worker@a worker@b worker@a worker@a worker@a,  76, 20, false",
    "worker@a worker@a worker@b worker@a worker@a worker@a, 374, 20, false",
    "worker@a worker@a worker@b worker@a worker@a worker@a, 375, 20, true",
    "stalled@a stalled@a stalled@a,                          20, 20, false",
    "stalled@a stalled@a stalled@a,                         375, 20, true"
  })
  void whoLeftJustNowIsLeftToAsk(String failures, int failing, int due, boolean givesUp) {
    FailureFacts facts =
        history(failures)
            .facts(
                others(false, Duration.ofSeconds(due), false),
                Duration.ofSeconds(failing).toNanos());
    assertThat(Judgement.of(facts, SETTINGS).givesUp()).isEqualTo(givesUp);
  }

  @ParameterizedTest
  @CsvSource({
    "SCENE, 0, 0",
    "REFUSED, 3, 0",
    "LOST, 3, 0",
    "WORKER, 0, 5",
    "WORKER, 1, 10",
    "STALLED, 2, 20",
    "WORKER, 5, 160",
    "WORKER, 6, 300",
    "WORKER, 1000000, 300",
    "RESOURCE, 0, 20",
    "RESOURCE, 4, 300"
  })
  void aMachineRestsLongerEachTime(FailureKind kind, int strikes, int seconds) {
    assertThat(Judgement.restOf(kind, FailureStage.RENDERING, strikes, SETTINGS).toSeconds())
        .isEqualTo(seconds);
  }

  @ParameterizedTest
  @CsvSource({
    "scene@a,                           0",
    "refused@a,                         0",
    "worker@a,                          0",
    "worker@a worker@a,                 5",
    "worker@a stalled@b worker@a,      10",
    "stalled@a stalled@a,               5",
    "resource@a,                       20",
    "worker@a resource@a,              40",
    "lost@a lost@b,                     0",
    "lost@a lost@b lost@a,              5",
    "worker@c lost@a lost@b lost@a lost@a, 10",
    "lost@a lost@a lost@a lost@a lost@a lost@a lost@a lost@a lost@a, 300",
  })
  void aTaskPausesLongerEachTime(String failures, int seconds) {
    assertThat(judge(failures, true).taskPauses().toSeconds()).isEqualTo(seconds);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, false",
    "1, 2, false",
    "2, 2, true",
    "2, 3, false",
    "3, 3, true",
    "9, 10, true",
    "8, 9, false",
    "18, 20, true",
    "17, 20, false"
  })
  void whereNearlyAllAreGoneAtOnceTheClientsOwnNetworkBroke(int gone, int all, boolean broke) {
    assertThat(Judgement.isOwnNetwork(gone, all)).isEqualTo(broke);
  }

  @Test
  void aMachineLostTwiceWithATaskCountsAsOneThatFailedAtIt() {
    Map<String, MachineRecord> machines = new HashMap<>();
    TaskHistory history = history("lost@a lost@b lost@a", machines);
    assertThat(history.shunned().failed()).containsExactly(machines.get("a"));
    assertThat(history.failures()).isZero();
  }

  @Test
  void aPersonReadsWhatHappenedWhere() {
    assertThat(history("worker@a lost@b refused@c worker@a scene@d").inWords())
        .isEqualTo("it broke (failed on a 2 times, lost with b, refused by c, failed on d)");
  }

  @ParameterizedTest
  @EnumSource
  void everyKindOfErrorIsAKindOfFailure(ErrorKind kind) {
    assertThat(FailureKind.of(kind).counts()).isEqualTo(kind != ErrorKind.REFUSED);
  }

  /** What follows the colon is what it said; where nothing does it is like no other. */
  @ParameterizedTest
  @CsvSource({
    "worker@a:x,                      false,  0, false,  0",
    "worker@a:x worker@b:x,           false,  0, true,   0",
    "worker@a:x worker@b:x,           true,   0, false,  5",
    "worker@a:x worker@b:x,           false, 20, false, 20",
    "worker@a:x worker@b:y,           false,  0, false,  5",
    "worker@a:y worker@b:x worker@a:x, false, 0, true,   0",
    "worker@a:x worker@a:x,           false,  0, false,  5",
    "worker@a worker@b,               false,  0, false,  5",
    "worker@a:x resource@b:x,         false,  0, false, 40",
    "resource@a:x worker@b:x,         false,  0, false,  5",
    "scene@a:x worker@b:x,            false,  0, false,  5",
    "worker@a:x worker@b:x worker@c:y, false, 0, false, 10",
    "worker@a:x refused@c worker@b:x, false,  0, true,   0",
  })
  void whatFailsAlikeOnEachMachineIsGivenUp(
      String failures, boolean othersLeft, int due, boolean givesUp, int pause) {
    Map<String, MachineRecord> machines = new HashMap<>();
    TaskHistory history = history(failures, machines);
    machines.values().forEach(machine -> machine.offering = 1);
    Judgement judgement =
        Judgement.of(
            history.facts(others(othersLeft, Duration.ofSeconds(due), false), 0), SETTINGS);
    assertThat(judgement.givesUp()).isEqualTo(givesUp);
    assertThat(judgement.taskPauses()).isEqualTo(Duration.ofSeconds(pause));
  }

  /** A machine that failed otherwise and is not there any more is not asked. */
  @Test
  void whoIsGoneNeedNotHaveFailedAlike() {
    Map<String, MachineRecord> machines = new HashMap<>();
    TaskHistory history = history("worker@c:y worker@a:x worker@b:x", machines);
    machines.get("b").offering = 1;
    assertThat(
            Judgement.of(history.facts(others(false, Duration.ZERO, false), 0), SETTINGS).givesUp())
        .isTrue();
    machines.get("c").offering = 1;
    assertThat(
            Judgement.of(history.facts(others(false, Duration.ZERO, false), 0), SETTINGS).givesUp())
        .isFalse();
  }

  /** The own machine is right about scenes at once, and not about what all lack that are there. */
  @Test
  void theOwnMachineWaitsForOthersToo() {
    Map<String, MachineRecord> machines = new HashMap<>();
    TaskHistory history = history("worker@a:x worker@own:x", machines);
    machines.get("own").own = true;
    FailureFacts facts = history.facts(others(false, Duration.ofSeconds(20), false), 0);
    assertThat(Judgement.of(facts, SETTINGS)).isEqualTo(new Judgement(false, seconds(20)));
    TaskHistory scene = history("scene@own scene@own", machines);
    facts = scene.facts(others(false, Duration.ofSeconds(20), false), 0);
    assertThat(Judgement.of(facts, SETTINGS)).isEqualTo(new Judgement(true, seconds(0)));
  }

  @Test
  void whoCannotOpenTheSceneRestsWhateverTheReason() {
    assertThat(Judgement.restOf(FailureKind.SCENE, FailureStage.OPENING, 1, SETTINGS))
        .isEqualTo(seconds(10));
  }

  private static Duration seconds(int count) {
    return Duration.ofSeconds(count);
  }

  private static Others others(boolean left, Duration due, boolean lostOnly) {
    return new Others(left, false, due, lostOnly, 0);
  }

  private static Judgement judge(String failures, boolean otherUsable) {
    return Judgement.of(
        history(failures).facts(others(otherUsable, Duration.ZERO, false), LATER), SETTINGS);
  }

  private static TaskHistory history(String failures) {
    return history(failures, new HashMap<>());
  }

  private static TaskHistory history(String failures, Map<String, MachineRecord> machines) {
    TaskHistory history = null;
    for (String each : failures.split(" ", -1)) {
      String[] parts = each.split("[@:]", -1);
      MachineRecord machine = machines.computeIfAbsent(parts[1], MachineRecord::new);
      FailureKind kind = FailureKind.valueOf(parts[0].toUpperCase(Locale.ROOT));
      String words = parts.length > 2 ? parts[2] : "";
      Failure failure = new Failure(kind, FailureStage.RENDERING, "it broke", words);
      history = TaskHistory.after(history, machine, failure, 0);
    }
    return Objects.requireNonNull(history);
  }
}
