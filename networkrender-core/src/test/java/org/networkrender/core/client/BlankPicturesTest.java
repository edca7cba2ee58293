package org.networkrender.core.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.networkrender.api.FrameSet;
import org.networkrender.api.Sha256;
import org.networkrender.api.split.Task;
import org.networkrender.core.client.FakeBackend.Fault;
import org.networkrender.core.client.JobReport.Outcome;
import org.networkrender.core.image.PictureContent;

class BlankPicturesTest extends FarmFixture {
  private final HeardNotices notices = new HeardNotices();

  private static Fault secondIsBlack(int frame) {
    return frame == 2 ? Fault.BLACK : Fault.NONE;
  }

  @Test
  void aBlackFrameIsBelievedWhenItComesFromAnotherMachineToo() throws Exception {
    FakeBackend one = new FakeBackend().faults(BlankPicturesTest::secondIsBlack);
    FakeBackend two = new FakeBackend().faults(BlankPicturesTest::secondIsBlack);

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
    FakeBackend only = new FakeBackend().faults(BlankPicturesTest::secondIsBlack);

    JobReport report = end(farm(worker("only", only)).submit(order("1-4"), notices));

    assertThat(report.outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(only.started()).hasSize(5);
    assertThat(only.started().stream().filter(frame -> frame == 2)).hasSize(2);
  }

  private static boolean doubts(BlankPictures blanks, String place, int frame) {
    PictureContent black = new PictureContent("RGB", true);
    return blanks.doubts(
        new JobTask.Whole(Task.of(frame, FrameSet.of(frame))),
        place,
        List.of(
            new OutputDirectory.ReceivedPicture(
                frame + ".png", Path.of("received"), Sha256.of(new byte[0]), black)));
  }

  /** Else a black stretch of a film would cost a failure for each of its frames. */
  @Test
  void whoseBlackFrameWasConfirmedIsBelievedFromThenOn() {
    List<String> absolved = new ArrayList<>();
    BlankPictures blanks = new BlankPictures(absolved::add);

    assertThat(doubts(blanks, "one", 1)).isTrue();
    assertThat(doubts(blanks, "one", 2)).as("nobody confirmed the first").isTrue();
    assertThat(doubts(blanks, "two", 1)).as("it confirms").isFalse();
    assertThat(doubts(blanks, "one", 3)).isFalse();
    assertThat(doubts(blanks, "two", 4)).isFalse();
    assertThat(absolved).containsExactly("one");
    assertThat(doubts(blanks, "two", 2)).as("it confirms what was doubted before").isFalse();
    assertThat(absolved).containsExactly("one", "one");
    assertThat(doubts(blanks, "three", 5)).as("nobody knows it").isTrue();
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
      assertThat(FakeBackend.shows(picture, frame)).as("frame %d", frame).isTrue();
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
