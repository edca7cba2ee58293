package org.networkrender.core.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.networkrender.api.transport.Endpoint;
import org.networkrender.core.order.WorkerProgress;
import org.networkrender.core.pool.WorkerLink;
import org.networkrender.core.wire.Message;

class JobRosterTest {
  private static final Message.Offer NONE = new Message.Offer(0, "its disk is nearly full");

  private final List<String> warnings = new ArrayList<>();
  private final JobRoster roster = roster(Duration.ofSeconds(30));
  private final WorkerLink link =
      new WorkerLink(new Endpoint("127.0.0.1", 1), "place", null, null, null, null, null, null);
  private JobWorker worker;

  private JobRoster roster(Duration patience) {
    return new JobRoster(1, null, 0, new JobPatience(patience), () -> false, warnings::add);
  }

  /** It has taken the job's files, and offers nothing yet. */
  @BeforeEach
  void connect() {
    roster.unreachable(link, "it is not there yet");
    worker = roster.at("place");
    worker.linked(link);
    roster.ready(worker);
    roster.offered(worker, NONE);
  }

  private static long after(long seconds) {
    return Duration.ofSeconds(seconds).toNanos();
  }

  @Test
  void whoIsThereAndTakesNothingYetIsWaitedForByName() {
    assertThat(roster.watch(after(31))).isEmpty();
    assertThat(roster.watch(after(3600))).isEmpty();
    assertThat(warnings)
        .contains("nobody takes tasks just now; waiting for place (its disk is nearly full)");
  }

  /** A large scene over a slow network; the disk is full when it is there. */
  @Test
  void whoReceivesForLongAndThenTakesNothingIsWaitedFor() {
    worker.linked(link);
    worker.show(WorkerProgress.State.RECEIVING, "");
    assertThat(roster.watch(after(100))).isEmpty();
    roster.offered(worker, NONE);
    assertThat(roster.watch(after(101))).isEmpty();
    roster.ready(worker);
    roster.offered(worker, NONE);
    assertThat(roster.watch(after(102))).isEmpty();
    assertThat(roster.watch(after(3600))).isEmpty();
  }

  @Test
  void whoLeavesBeforeItTookATaskIsWaitedForAWhile() {
    assertThat(roster.watch(after(100))).isEmpty();
    worker.unlinked(WorkerProgress.State.GONE, "its disk is broken");
    assertThat(roster.watch(after(129))).isEmpty();
    assertThat(roster.watch(after(131)))
        .hasValueSatisfying(reason -> assertThat(reason).hasMessageContaining("broken"));
  }

  @Test
  void whoCannotTakeTheJobIsNotWaitedFor() {
    worker.show(WorkerProgress.State.UNUSABLE, "it has no renderer");
    assertThat(roster.watch(after(29))).isEmpty();
    assertThat(roster.watch(after(31)))
        .hasValueSatisfying(reason -> assertThat(reason).hasMessageContaining("no renderer"));
  }

  @Test
  void nobodyIsWaitedForLongerThanTheRulesSay() {
    JobRoster hasty = roster(Duration.ofSeconds(3));
    assertThat(hasty.watch(after(2))).isEmpty();
    assertThat(hasty.watch(after(4)))
        .hasValueSatisfying(reason -> assertThat(reason).hasMessage("No worker was found in 3 s"));
    JobRoster patient = roster(Duration.ofMinutes(5));
    assertThat(patient.watch(after(299))).isEmpty();
    assertThat(patient.watch(after(301))).isPresent();
  }

  @Test
  void whoIsJustBeingAskedIsWaitedFor() {
    JobRoster hasty = roster(Duration.ofSeconds(3));
    hasty.asking(link);
    assertThat(hasty.watch(after(29))).isEmpty();
    hasty.unreachable(link, "it does not answer");
    assertThat(hasty.watch(after(30))).isPresent();

    JobRoster neverAnswered = roster(Duration.ofSeconds(3));
    neverAnswered.asking(link);
    assertThat(neverAnswered.watch(after(31))).isPresent();
  }

  @Test
  void whatIsWaitedForIsToldAnewAfterSomebodyHadWorked() {
    roster.watch(after(6));
    roster.offered(worker, new Message.Offer(1, ""));
    roster.watch(after(7));
    roster.offered(worker, NONE);
    roster.watch(after(13));
    assertThat(warnings).filteredOn(text -> text.startsWith("nobody takes tasks")).hasSize(2);
  }

  @Test
  void whoOnceTookTasksIsWaitedFor() {
    roster.offered(worker, new Message.Offer(1, ""));
    roster.offered(worker, NONE);
    assertThat(roster.watch(after(3600))).isEmpty();
    worker.unlinked(WorkerProgress.State.GONE, "it was switched off");
    assertThat(roster.watch(after(7200))).isEmpty();
  }
}
