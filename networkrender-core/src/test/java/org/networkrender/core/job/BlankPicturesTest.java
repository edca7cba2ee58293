package org.networkrender.core.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.networkrender.api.FrameSet;
import org.networkrender.api.Sha256;
import org.networkrender.api.split.Task;
import org.networkrender.core.image.PictureContent;
import org.networkrender.core.output.OutputDirectory;
import org.networkrender.core.task.JobTask;

class BlankPicturesTest {
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
}
