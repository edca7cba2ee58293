package org.networkrender.core.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.networkrender.api.FrameSet;
import org.networkrender.api.backend.RenderSession;
import org.networkrender.core.scheduler.FailureKind;
import org.networkrender.core.wire.Message;

class StallWatchTest {
  private static final Duration LEAST = Duration.ofMinutes(2);

  @TempDir Path directory;

  private final MovedTicker ticker = new MovedTicker();
  private final StallWatch watch = new StallWatch(new StallJudgement(LEAST), ticker);
  private final ServedJob job = new ServedJob(null, 1, null, Path.of("job"), null, null);
  private final ServedTask task =
      new ServedTask(job, Message.Assign.render(1, 7, FrameSet.of(3), null, null));
  private RendererLedger ledger;
  private FakeSession session;
  private final WorkWatch work = watch.begin(task);

  @BeforeEach
  void openLedger() throws Exception {
    session = new FakeSession();
    ledger = new RendererLedger(directory.resolve("renderers"));
  }

  /** Lets time pass as the worker's clock does: it looks every now and then. */
  private void pass(Duration time) {
    pass(time, StallWatch.LOOK_EVERY);
  }

  /** The same where a look, which costs time, comes less often. */
  private void pass(Duration time, Duration step) {
    for (Duration left = time; !left.isZero(); left = left.minus(step)) {
      ticker.advance(step);
      watch.tick();
    }
  }

  private void enter() {
    assertThat(work.enter(new WarmSession(session, null, ledger))).isTrue();
  }

  private String reason() {
    return task.stopped().map(StopReason::message).orElse("");
  }

  @Test
  void silenceEndsATask() {
    enter();
    pass(LEAST);
    assertThat(task.stopped()).isEmpty();
    pass(StallWatch.LOOK_EVERY);
    assertThat(reason()).startsWith("no sign of work for 2 min 1 s");
    assertThat(task.stopped().orElseThrow().kind()).isEqualTo(FailureKind.STALLED);
    assertThat(session.cancelled).isPositive();
  }

  /** A driver compiles kernels for minutes, in a process that is not the renderer's. */
  @Test
  void whatARendererPreparesIsNoStallForHalfAnHour() {
    enter();
    work.prepares(true);
    pass(StallJudgement.MOST, StallWatch.LOOK_EVERY.multipliedBy(4));
    assertThat(task.stopped()).isEmpty();
    pass(StallWatch.LOOK_EVERY);
    assertThat(reason()).startsWith("no sign of work for 30 min");
  }

  @Test
  void whenItIsDoneWithThatItIsJudgedAsBefore() {
    enter();
    work.prepares(true);
    pass(LEAST.multipliedBy(2), StallWatch.LOOK_EVERY.multipliedBy(4));
    assertThat(task.stopped()).isEmpty();
    work.prepares(false);
    work.sign();
    pass(LEAST, StallWatch.LOOK_EVERY.multipliedBy(4));
    assertThat(task.stopped()).isEmpty();
    pass(LEAST, StallWatch.LOOK_EVERY.multipliedBy(4));
    assertThat(reason()).startsWith("no sign of work");
  }

  @Test
  void whereNoProcessCanBeSeenOnlyTheLimitCounts() {
    session.process = Optional.empty();
    job.limitTasks(Duration.ofHours(2));
    enter();
    pass(Duration.ofHours(2));
    assertThat(task.stopped()).isEmpty();
    pass(StallWatch.LOOK_EVERY);
    assertThat(reason()).startsWith("took longer than the limit");
  }

  @Test
  void eachSignOfWorkBeginsItAnew() {
    enter();
    for (int i = 0; i < 10; i++) {
      pass(LEAST);
      work.sign();
    }
    assertThat(task.stopped()).isEmpty();
    assertThat(session.cancelled).isZero();
  }

  @Test
  void whatNeededLongMayBeSilentLong() {
    enter();
    for (int i = 0; i < 10; i++) {
      pass(Duration.ofMinutes(1));
      work.sign();
    }
    pass(Duration.ofMinutes(5));
    assertThat(task.stopped()).isEmpty();
    pass(StallWatch.LOOK_EVERY);
    assertThat(reason()).startsWith("no sign of work for 5 min 1 s");
  }

  @Test
  void whatTasksOfTheJobGotOverBeforeIsNoStall() {
    job.gotOver(Duration.ofMinutes(1));
    enter();
    pass(Duration.ofMinutes(3));
    assertThat(task.stopped()).isEmpty();
    pass(StallWatch.LOOK_EVERY);
    assertThat(task.stopped()).isPresent();
  }

  @Test
  void aTaskThatTakesLongerThanItsJobAllowsIsEndedHoweverHardItWorks() {
    job.limitTasks(Duration.ofHours(2));
    enter();
    for (int i = 0; i < 120; i++) {
      pass(Duration.ofMinutes(1));
      work.sign();
    }
    assertThat(task.stopped()).isEmpty();
    pass(StallWatch.LOOK_EVERY);
    assertThat(reason()).isEqualTo("took longer than the limit of 2 h");
    assertThat(task.stopped().orElseThrow().kind()).isEqualTo(FailureKind.SCENE);
    assertThat(task.stopped().orElseThrow().advice()).contains("--task-limit");
  }

  @Test
  void theLimitCountsAllFramesOfATask() {
    job.limitTasks(Duration.ofMinutes(3));
    enter();
    pass(Duration.ofMinutes(2));
    work.leave();
    enter();
    pass(Duration.ofMinutes(1));
    assertThat(task.stopped()).isEmpty();
    pass(StallWatch.LOOK_EVERY);
    assertThat(reason()).startsWith("took longer");
  }

  @Test
  void eachFrameOfATaskAddsTheLimitToItsTime() throws Exception {
    ServedTask run =
        new ServedTask(job, Message.Assign.render(1, 8, FrameSet.parse("1-3"), null, null));
    WorkWatch three = watch.begin(run);
    job.limitTasks(Duration.ofMinutes(1));
    assertThat(three.enter(new WarmSession(new FakeSession(), null, ledger))).isTrue();
    for (int i = 0; i < 3; i++) {
      pass(Duration.ofMinutes(1));
      three.sign();
    }
    assertThat(run.stopped()).isEmpty();
    pass(StallWatch.LOOK_EVERY);
    assertThat(run.stopped().map(StopReason::message))
        .contains("took longer than the limit of 3 min");
  }

  @Test
  void nothingCountsWhileNoSessionWorksOnTheTask() {
    job.limitTasks(Duration.ofMinutes(3));
    pass(Duration.ofHours(1));
    enter();
    work.leave();
    pass(Duration.ofHours(1));
    assertThat(task.stopped()).isEmpty();
  }

  @Test
  void theTimeInWhichThisProgramStoodStillCountsForNothing() {
    job.limitTasks(Duration.ofMinutes(3));
    enter();
    pass(Duration.ofMinutes(1));
    ticker.advance(Duration.ofHours(1));
    watch.tick();
    assertThat(task.stopped()).isEmpty();
    pass(Duration.ofMinutes(2));
    assertThat(reason()).startsWith("no sign of work");
  }

  /** The renderer is heard before this program looks at the time. */
  @Test
  void aStandstillExcusesNoStallAfterwards() {
    job.limitTasks(Duration.ofHours(2));
    enter();
    ticker.advance(Duration.ofHours(1));
    work.sign();
    watch.tick();
    assertThat(work.silence()).isZero();
    assertThat(work.longestSilence()).isZero();
    pass(LEAST);
    assertThat(task.stopped()).isEmpty();
    pass(StallWatch.LOOK_EVERY);
    assertThat(reason()).startsWith("no sign of work for 2 min 1 s");
  }

  @Test
  void theLongestSilenceIsRemembered() {
    enter();
    pass(Duration.ofSeconds(90));
    work.sign();
    pass(Duration.ofSeconds(30));
    assertThat(work.longestSilence()).isEqualTo(Duration.ofSeconds(90));
  }

  @Test
  void aTaskThatIsDoneIsForgotten() {
    enter();
    work.leave();
    watch.end(work);
    pass(Duration.ofHours(1));
    assertThat(session.cancelled).isZero();
    assertThat(work.longestSilence()).isZero();
  }

  /** A session that has not quite begun may take no notice of being cancelled. */
  @Test
  void cancellingIsRepeatedUntilTheSessionHasLeft() {
    enter();
    task.cancel();
    int once = session.cancelled;
    watch.tick();
    assertThat(session.cancelled).isGreaterThan(once);
    work.leave();
    int left = session.cancelled;
    watch.tick();
    assertThat(session.cancelled).isEqualTo(left);
    assertThat(task.stopped()).isEmpty();
  }

  @Test
  void aCancelledTaskIsNotBegun() {
    task.cancel();
    assertThat(work.enter(new WarmSession(session, null, ledger))).isFalse();
  }

  @Test
  void processorTimeAloneIsASignOfWork() throws Exception {
    try (Shell shell = new Shell()) {
      session.process = Optional.of(shell.start("echo ready; while :; do :; done"));
      enter();
      ProcessHandle renderer = session.process.orElseThrow();
      for (int i = 0; i < 3; i++) {
        pass(LEAST);
        await()
            .atMost(Duration.ofSeconds(60))
            .until(
                () -> {
                  watch.tick();
                  return work.silence().isZero();
                });
      }
      assertThat(task.stopped()).isEmpty();
      Shell.signal("STOP", renderer.pid());
      pass(LEAST.multipliedBy(2));
      assertThat(reason()).startsWith("no sign of work");
      await().atMost(Duration.ofSeconds(60)).until(() -> !renderer.isAlive());
    }
  }

  /** A backend is foreign code. */
  @Test
  void whatOneSessionThrowsLeavesTheOthersWatched() throws Exception {
    List<WorkWatch> all = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Throwable thrown = i % 2 == 0 ? new IllegalStateException("broken") : new Error("broken");
      all.add(entered(new Thrower(thrown)));
      all.add(entered(new FakeSession()));
    }
    pass(LEAST.plus(LEAST), StallWatch.LOOK_EVERY.multipliedBy(4));
    assertThat(all.stream().filter(each -> each.task().stopped().isPresent())).hasSize(4);
  }

  @Test
  void whatAGuardedSessionThrowsLeavesItStoppable() throws Exception {
    Thrower thrower = new Thrower(new Error("broken"));
    WorkWatch guarded =
        entered(new GuardedSession(thrower, "backend", Thread::new, Duration.ofMinutes(1)));
    job.limitTasks(LEAST);
    pass(LEAST.plus(LEAST), StallWatch.LOOK_EVERY.multipliedBy(4));
    assertThat(guarded.task().stopped()).isPresent();
    assertThat(thrower.cancelled).isPositive();
  }

  @Test
  void whatDoesNotEndThoughItWasToldToIsFound() {
    List<ServedTask> hanging = new ArrayList<>();
    watch.whenHanging(hanging::add);
    enter();
    pass(WorkWatch.LAST);
    assertThat(hanging).isEmpty();
    task.cancel();
    pass(WorkWatch.LAST);
    ticker.advance(Duration.ofHours(1));
    watch.tick();
    assertThat(hanging).as("this program stood still").isEmpty();
    pass(StallWatch.LOOK_EVERY.multipliedBy(2));
    assertThat(hanging).contains(task);
  }

  @Test
  void aFileThatDoesNotComeHoldsNoSlotForEver() {
    PickUp pickUp = new PickUp(ticker);
    job.limitTasks(Duration.ofSeconds(1));
    assertThat(work.enter(new FileWait(pickUp))).isTrue();
    pass(FileWait.PATIENCE);
    assertThat(task.stopped()).as("no renderer has used its time yet").isEmpty();
    pickUp.came("file", PickUp.LEAST_BYTES);
    pass(StallWatch.LOOK_EVERY);
    for (int i = 0; i < 5; i++) {
      pickUp.came("file", 1);
      pass(FileWait.PATIENCE.dividedBy(5));
    }
    assertThat(task.stopped()).isEmpty();
    pass(StallWatch.LOOK_EVERY);
    assertThat(reason()).isEqualTo("its client has sent no file that it needs for 5 min 1 s");
    assertThat(task.stopped().orElseThrow().kind()).isEqualTo(FailureKind.RESOURCE);
    assertThat(work.longestSilence()).isZero();
  }

  @Test
  void whatEndsWhenItIsToldToDoesNotHang() {
    watch.whenHanging(each -> fail("it has ended"));
    enter();
    task.cancel();
    pass(WorkWatch.LAST);
    work.leave();
    pass(WorkWatch.LAST.multipliedBy(2));
    assertThat(task.isCancelled()).isTrue();
  }

  private WorkWatch entered(RenderSession each) {
    ServedTask one = new ServedTask(job, Message.Assign.render(1, 8, FrameSet.of(3), null, null));
    WorkWatch begun = watch.begin(one);
    assertThat(begun.enter(new WarmSession(each, null, ledger))).isTrue();
    return begun;
  }

  /** Can be asked for its process once. */
  private static final class Thrower extends PassingSession {
    private final Throwable thrown;
    private boolean asked;
    volatile int cancelled;

    Thrower(Throwable thrown) throws Exception {
      super(new FakeSession());
      this.thrown = thrown;
    }

    @Override
    public synchronized Optional<ProcessHandle> process() {
      if (asked) {
        throw PassingSession.<RuntimeException>sneak(thrown);
      }
      asked = true;
      return super.process();
    }

    @Override
    public synchronized void cancel() {
      cancelled++;
      throw PassingSession.<RuntimeException>sneak(thrown);
    }
  }
}
