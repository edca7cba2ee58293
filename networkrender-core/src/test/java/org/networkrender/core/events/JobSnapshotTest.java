package org.networkrender.core.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.networkrender.api.FrameSet;

/** What events change. */
@Tag("beside-others")
class JobSnapshotTest {
  private final List<JobEvent> told = new ArrayList<>();
  private JobSnapshot state = JobSnapshot.before("job", EventStories.START);

  private void tell(Function<JobEvent.Stamp, JobEvent> event) {
    JobEvent.Stamp stamp =
        new JobEvent.Stamp("job", told.size() + 1, EventStories.START.plusSeconds(told.size()));
    told.add(event.apply(stamp));
    state = state.after(told.get(told.size() - 1));
  }

  private static TaskAttempt attempt(long number, String frames, WorkerRef worker) {
    return new TaskAttempt(
        number, "task", FrameSet.parse(frames), TaskAttempt.Kind.FRAMES, worker, 1);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void aSnapshotAndTheEventsAfterItGiveTheStateAtTheEnd(long seed) {
    Random random = new Random(seed);
    List<JobSnapshot> states = new ArrayList<>();
    tell(stamp -> new JobEvent.Planned(stamp, EventStories.PLAN));
    for (int i = 0; i < 500; i++) {
      states.add(state);
      tell(EventStories.any(random));
    }
    for (JobSnapshot taken : states) {
      JobSnapshot later = taken;
      // From before it: what it knows already changes nothing.
      for (JobEvent event : told) {
        later = later.after(event);
      }
      assertThat(later).isEqualTo(state);
    }
  }

  @Test
  void aSnapshotIsNotChangedByWhatComesLater() {
    tell(stamp -> new JobEvent.Planned(stamp, EventStories.PLAN));
    tell(stamp -> new JobEvent.TaskStarted(stamp, attempt(1, "4", EventStories.OWN)));
    JobSnapshot taken = state;
    tell(stamp -> new JobEvent.FrameFinished(stamp, 4, List.of(), List.of(), 1));
    assertThat(taken.frames().get(4).state()).isEqualTo(FrameState.State.RENDERING);
    assertThat(state.frames().get(4).state()).isEqualTo(FrameState.State.FINISHED);
  }

  @Test
  void aFrameGoesItsWay() {
    tell(stamp -> new JobEvent.Planned(stamp, EventStories.PLAN));
    assertThat(state.frames().get(2)).isEqualTo(FrameState.KEPT);
    assertThat(state.frames().get(4)).isEqualTo(FrameState.WAITING);

    TaskAttempt first = attempt(1, "4", EventStories.ATTIC);
    tell(stamp -> new JobEvent.WorkerJoined(stamp, EventStories.ATTIC, 2));
    tell(stamp -> new JobEvent.TaskStarted(stamp, first));
    tell(stamp -> new JobEvent.TaskProgress(stamp, first, 0.5, "half"));
    assertThat(state.fractionOf(4)).isEqualTo(0.5);
    tell(stamp -> new JobEvent.TaskFailed(stamp, first, FailureReason.WORKER, "no", List.of()));
    assertThat(state.frames().get(4))
        .isEqualTo(new FrameState(FrameState.State.WAITING, 1, List.of(), 0, 0));

    TaskAttempt second = attempt(2, "4", EventStories.OWN);
    tell(stamp -> new JobEvent.TaskStarted(stamp, second));
    tell(stamp -> new JobEvent.TaskRendered(stamp, second, 3));
    assertThat(state.frames().get(4).state()).isEqualTo(FrameState.State.CHECKING);
    tell(stamp -> new JobEvent.TaskVerified(stamp, second));
    tell(stamp -> new JobEvent.TaskAccepted(stamp, second, 3));
    assertThat(state.frames().get(4).state()).isEqualTo(FrameState.State.PLACING);
    tell(
        stamp ->
            new JobEvent.FrameFinished(
                stamp, 4, List.of(), List.of(new Contribution(EventStories.OWN, 3)), 3));
    assertThat(state.frames().get(4))
        .isEqualTo(new FrameState(FrameState.State.FINISHED, 2, List.of("this machine"), 0, 0));
    WorkerState attic = state.workers().at(EventStories.ATTIC.place()).orElseThrow();
    assertThat(attic.failed()).isEqualTo(1);
    assertThat(attic.running()).isEmpty();
    WorkerState own = state.workers().at("this machine").orElseThrow();
    assertThat(List.of(own.tasks(), own.frames(), own.failed())).containsExactly(1, 1, 0);
    assertThat(own.seconds()).isEqualTo(3);
  }

  @Test
  void whatAWorkerWasDoingEndsWhenItLeaves() {
    tell(stamp -> new JobEvent.Planned(stamp, EventStories.PLAN));
    tell(stamp -> new JobEvent.TaskStarted(stamp, attempt(1, "4-6", EventStories.ATTIC)));
    tell(stamp -> new JobEvent.TaskStarted(stamp, attempt(2, "6", EventStories.OWN)));
    tell(stamp -> new JobEvent.WorkerLeft(stamp, EventStories.ATTIC, "gone"));
    assertThat(state.frames().in(FrameState.State.RENDERING)).isEqualTo(FrameSet.of(6));
    assertThat(state.frames().get(6).workers()).containsExactly("this machine");
    WorkerState attic = state.workers().at(EventStories.ATTIC.place()).orElseThrow();
    assertThat(attic.status()).isEqualTo(WorkerState.Status.GONE);
    assertThat(attic.running()).isEmpty();
  }

  @Test
  void progressAloneMakesNoWorkerKnown() {
    // It may be lost, and who lost it would know workers in another order.
    tell(stamp -> new JobEvent.WorkerReceiving(stamp, EventStories.ATTIC, 1, 2));
    tell(stamp -> new JobEvent.TaskProgress(stamp, EventStories.ATTEMPT, 0.5, ""));
    assertThat(state.workers().all()).isEmpty();
  }

  @Test
  void ofManyWarningsTheLastHundredAreKept() {
    for (int i = 0; i < 250; i++) {
      String text = "warning " + i;
      tell(stamp -> new JobEvent.Warning(stamp, WarningCode.SCENE, text));
    }
    assertThat(state.warnings()).hasSize(100);
    assertThat(state.warnings().get(99).text()).isEqualTo("warning 249");
  }

  @Test
  void aWaitEndsWhenATaskBegins() {
    tell(stamp -> new JobEvent.Waiting(stamp, WaitReason.NO_WORKER, "none", Optional.empty()));
    Instant since = EventStories.START;
    assertThat(state.waiting())
        .contains(new JobSnapshot.Wait(WaitReason.NO_WORKER, "none", since, Optional.empty()));
    tell(stamp -> new JobEvent.TaskStarted(stamp, EventStories.ATTEMPT));
    assertThat(state.waiting()).isEmpty();
  }

  @Test
  void framesThatAreAlikeTakeOneEntry() {
    tell(stamp -> new JobEvent.Planned(stamp, EventStories.PLAN));
    for (int frame = 4; frame < 20; frame++) {
      int finished = frame;
      tell(stamp -> new JobEvent.FrameFinished(stamp, finished, List.of(), List.of(), 1));
    }
    assertThat(state.frames().groups())
        .containsExactly(
            new FrameTable.Group(
                FrameSet.parse("4-19"),
                new FrameState(FrameState.State.FINISHED, 0, List.of(), 0, 0)));
  }

  @Test
  void everyFrameNumberHasItsPlace() {
    IntTrie<Integer> numbers = IntTrie.empty();
    int[] some = {0, 31, 32, 1023, 1024, 32_767, 32_768, FrameSet.MAX_FRAME, 1_048_575};
    for (int number : some) {
      numbers = numbers.with(number, -number);
    }
    List<Integer> found = new ArrayList<>();
    numbers.forEach((value, key) -> found.add(key + 0 * value));
    assertThat(found).containsExactly(0, 31, 32, 1023, 1024, 32_767, 32_768, 1_048_574, 1_048_575);
    for (int number : some) {
      assertThat(numbers.get(number)).isEqualTo(-number);
    }
    assertThat(numbers.get(5)).isNull();
  }
}
