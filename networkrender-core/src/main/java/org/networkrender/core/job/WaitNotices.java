package org.networkrender.core.job;

import java.time.Duration;
import java.util.Optional;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.networkrender.core.events.WaitReason;
import org.networkrender.core.scheduler.Wait;
import org.networkrender.core.text.PlainWords;

/** Tells once of each wait of a job, and for how long it is. */
final class WaitNotices {
  /** What is over sooner is not worth a line. */
  private static final Duration SHORT = Duration.ofSeconds(4);

  /** Is told what is waited for. */
  @FunctionalInterface
  interface Told {
    /**
     * Nothing is rendered for a while.
     *
     * @param text the same in one line, for a person
     * @param left how long that is from now on
     */
    void waits(WaitReason reason, String text, Duration left);
  }

  private final IntFunction<String> labels;
  private final Told notices;
  private @Nullable Wait told;

  /**
   * Begins with nothing told.
   *
   * @param labels says what people call a task
   * @param notices is told of each wait that is worth it
   */
  WaitNotices(IntFunction<String> labels, Told notices) {
    this.labels = labels;
    this.notices = notices;
  }

  /** Looks what is waited for; to be called often. */
  void watch(Optional<Wait> wait, long now) {
    wait.filter(each -> !each.equals(told))
        .filter(each -> each.until() - now >= SHORT.toNanos())
        .ifPresent(each -> tell(each, Duration.ofNanos(each.until() - now)));
  }

  private void tell(Wait wait, Duration left) {
    told = wait;
    if (wait.task() == Wait.NO_TASK) {
      notices.waits(
          WaitReason.OTHER_WORKERS,
          "nobody who is there can do what is left; waiting "
              + PlainWords.wait(left)
              + " for others",
          left);
    } else if (wait.task() == Wait.OPENING) {
      notices.waits(
          WaitReason.RETRY,
          "nobody could open the scene; it is tried again in " + PlainWords.wait(left),
          left);
    } else {
      notices.waits(
          WaitReason.RETRY,
          labels.apply(wait.task())
              + " is tried again in "
              + PlainWords.wait(left)
              + "; nothing else can be done until then",
          left);
    }
  }
}
