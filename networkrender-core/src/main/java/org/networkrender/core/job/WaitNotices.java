package org.networkrender.core.job;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.networkrender.core.scheduler.Wait;
import org.networkrender.core.text.PlainWords;

/** Tells a person once of each wait of a job, and for how long it is. */
final class WaitNotices {
  /** What is over sooner is not worth a line. */
  private static final Duration SHORT = Duration.ofSeconds(4);

  private final IntFunction<String> labels;
  private final Consumer<String> notices;
  private @Nullable Wait told;

  /**
   * Begins with nothing told.
   *
   * @param labels says what people call a task
   * @param notices is told, in one line
   */
  WaitNotices(IntFunction<String> labels, Consumer<String> notices) {
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
    notices.accept(
        wait.task() == Wait.NO_TASK
            ? "nobody who is there can do what is left; waiting "
                + PlainWords.wait(left)
                + " for others"
            : labels.apply(wait.task())
                + " is tried again in "
                + PlainWords.wait(left)
                + "; nothing else can be done until then");
  }
}
