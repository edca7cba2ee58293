package org.networkrender.core.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.networkrender.api.FrameSet;
import org.networkrender.core.client.FakeBackend.Fault;
import org.networkrender.core.order.JobReport;
import org.networkrender.core.order.JobReport.Outcome;
import org.networkrender.core.order.RenderJob;

/** What each machine fails at alike is tried once on each, and not until patience ends. */
@Tag("beside-others")
class FailsEverywhereTest extends FarmFixture {
  private final HeardNotices notices = new HeardNotices();

  @Test
  void aPictureThatTwoMachinesCannotMakeIsGivenUpThen() throws Exception {
    FakeBackend first = new FakeBackend().faults(FailsEverywhereTest::crashesAtThree);
    FakeBackend second = new FakeBackend().faults(FailsEverywhereTest::crashesAtThree);

    JobReport report = run(farm(worker("first", first), worker("second", second)), order("1-6"));

    assertThat(report.outcome()).isEqualTo(Outcome.INCOMPLETE);
    assertThat(report.missing()).isEqualTo(FrameSet.of(3));
    assertThat(Collections.frequency(first.started(), 3)).isEqualTo(1);
    assertThat(Collections.frequency(second.started(), 3)).isEqualTo(1);
  }

  /** The last frame is all that is left, and each machine has crashed at it once. */
  @Test
  void aMachineThatHasNotTriedItIsAskedBeforeItIsGivenUp() throws Exception {
    AtomicInteger crashes = new AtomicInteger();
    FakeBackend[] all = new FakeBackend[3];
    for (int i = 0; i < all.length; i++) {
      // Whoever comes last can do it.
      all[i] =
          new FakeBackend()
              .faults(
                  frame -> frame == 3 && crashes.getAndIncrement() < 2 ? Fault.WORKER : Fault.NONE);
    }

    JobReport report =
        run(farm(worker("a", all[0]), worker("b", all[1]), worker("c", all[2])), order("1-6"));

    assertThat(report.outcome()).isEqualTo(Outcome.COMPLETE);
  }

  @Test
  void aRendererThatOpensNowhereIsNotTriedForEachFrame() throws Exception {
    FakeBackend first = new FakeBackend().openFaults(() -> Fault.WORKER);
    FakeBackend second = new FakeBackend().openFaults(() -> Fault.WORKER);
    RenderJob job =
        farm(worker("first", first), worker("second", second)).submit(order("1-20"), notices);

    JobReport report = end(job);

    assertThat(report.outcome()).isEqualTo(Outcome.INCOMPLETE);
    assertThat(report.missing()).isEqualTo(FrameSet.range(1, 20, 1));
    assertThat(first.sessions() + second.sessions()).isBetween(2, 8);
    assertThat(notices.texts())
        .anyMatch(text -> text.contains("no session could be opened: it crashed (failed on "));
  }

  /** One of them may come late: the one that can is well before the first's patience ends. */
  @Test
  void whoOpensItRendersWhatTheOthersCannotOpen() throws Exception {
    FakeBackend unable = new FakeBackend().openFaults(() -> Fault.WORKER);
    FakeBackend alike = new FakeBackend().openFaults(() -> Fault.WORKER);
    FakeBackend able = new FakeBackend();

    JobReport report =
        run(
            farm(worker("unable", unable), worker("alike", alike), worker("able", able)),
            order("1-20").withRules(org.networkrender.core.order.JobRules.DEFAULT));

    assertThat(report.outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(able.started()).hasSize(20);
  }

  /** It is asked six times for all frames together, and each pause is told. */
  @Test
  void aMachineThatIsAloneAndOpensNothingSaysWhatIsWaitedFor() throws Exception {
    FakeBackend backend = new FakeBackend().openFaults(() -> Fault.RESOURCE);
    RenderJob job = farm(worker("alone", backend)).submit(order("1-20"), notices);

    await()
        .until(
            () ->
                notices.texts().stream()
                    .anyMatch(text -> text.startsWith("nobody could open the scene; ")));

    job.cancel();
    end(job);
    assertThat(backend.sessions()).isLessThan(4);
  }

  private static Fault crashesAtThree(int frame) {
    return frame == 3 ? Fault.WORKER : Fault.NONE;
  }
}
