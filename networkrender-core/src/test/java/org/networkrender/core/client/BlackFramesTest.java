package org.networkrender.core.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.networkrender.api.FrameSet;
import org.networkrender.core.client.FakeBackend.Fault;
import org.networkrender.core.order.JobOrder;
import org.networkrender.core.order.JobReport;
import org.networkrender.core.order.JobReport.Outcome;
import org.networkrender.core.order.RenderJob;

class BlackFramesTest extends FarmFixture {
  private final HeardNotices notices = new HeardNotices();

  private static Fault secondIsBlack(int frame) {
    return frame == 2 ? Fault.BLACK : Fault.NONE;
  }

  @Test
  void aBlackFrameIsBelievedWhenItComesFromAnotherMachineToo() throws Exception {
    FakeBackend one = new FakeBackend().faults(BlackFramesTest::secondIsBlack);
    FakeBackend two = new FakeBackend().faults(BlackFramesTest::secondIsBlack);

    one.hold();
    two.hold();
    RenderJob job = farm(worker("one", one), worker("two", two)).submit(order("1-4"), notices);
    await().until(() -> !one.started().isEmpty() && !two.started().isEmpty());
    one.release();
    two.release();
    JobReport report = end(job);

    assertThat(report.outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(report.failures()).isEmpty();
    assertThat(notices.warnings())
        .anyMatch(text -> text.contains("frame 2 failed") && text.contains("is empty"));
    assertThat(report.workers()).as("nobody failed").allMatch(worker -> worker.failed() == 0);
    assertThat(one.started()).contains(2);
    assertThat(two.started()).contains(2);
  }

  @Test
  void aBlackFrameIsBelievedTheSecondTimeWhereThereIsOneMachine() throws Exception {
    FakeBackend only = new FakeBackend().faults(BlackFramesTest::secondIsBlack);

    JobReport report = end(farm(worker("only", only)).submit(order("1-4"), notices));

    assertThat(report.outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(only.started()).hasSize(5);
    assertThat(only.started().stream().filter(frame -> frame == 2)).hasSize(2);
  }

  @Test
  void whatOneMachineAloneRendersBlackIsNeverBelieved() throws Exception {
    FakeBackend lying = new FakeBackend().faults(frame -> Fault.BLACK);
    FakeBackend honest = new FakeBackend();

    lying.hold();
    honest.hold();
    RenderJob job =
        farm(worker("lying", lying), worker("honest", honest)).submit(order("1-8"), notices);
    await().until(() -> !lying.started().isEmpty() && !honest.started().isEmpty());
    lying.release();
    await()
        .until(
            () -> notices.warnings().stream().anyMatch(text -> text.contains("failed on lying")));
    honest.release();
    JobReport report = end(job);

    assertThat(report.outcome()).isEqualTo(Outcome.COMPLETE);
    for (int frame = 1; frame <= 8; frame++) {
      Path picture = output().resolve("%04d.png".formatted(frame));
      assertThat(FakePictures.shows(picture, frame)).as("frame %d", frame).isTrue();
    }
  }

  /** Black parts are usual: those beside the subject before a transparent sky. */
  @Test
  void blackPartsAreRenderedTwiceAtMost() throws Exception {
    FakeBackend only = new FakeBackend().partFaults(region -> Fault.BLACK);
    JobOrder order =
        JobOrder.still(scene("1"), output()).withSplitter("tiles", Map.of("tiles", "2x2"));

    JobReport report = end(farm(worker("only", only)).submit(order, notices));

    assertThat(report.rendered()).isEqualTo(FrameSet.of(1));
    assertThat(only.regions()).hasSizeBetween(5, 8);
  }
}
