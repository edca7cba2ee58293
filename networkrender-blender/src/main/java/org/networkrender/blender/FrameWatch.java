package org.networkrender.blender;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.networkrender.api.RenderException;
import org.networkrender.api.backend.ProgressListener;

/** Reads what Blender prints during one frame: progress, what it saved, what went wrong. */
final class FrameWatch {
  /** A scene can print without end: who listens hears of it at most so often. */
  private static final long TELL_EVERY_NANOS = Duration.ofMillis(100).toNanos();

  private static final int MAX_SAVED = 1000;

  private final ProgressListener listener;
  private final List<String> saved = new ArrayList<>();
  private @Nullable RenderException failure;
  private double fraction;
  private long toldAt;
  private boolean told;

  FrameWatch(ProgressListener listener) {
    this.listener = listener;
  }

  synchronized void line(String line) {
    if (line.contains("Saved: ")) {
      if (saved.size() < MAX_SAVED) {
        saved.add(line);
      }
    } else if (failure == null) {
      failure = FailureTable.ofLine(line).orElse(null);
    }
    Optional<ProgressLine> progress = ProgressLine.parse(line);
    double before = fraction;
    fraction = Math.max(fraction, progress.map(ProgressLine::fraction).orElse(0.0));
    tell(progress.map(ProgressLine::note).orElse(""), fraction > before);
  }

  /** Tells of work that printed nothing. */
  synchronized void working() {
    tell("", false);
  }

  private void tell(String note, boolean advanced) {
    long now = System.nanoTime();
    if (!told || advanced || now - toldAt >= TELL_EVERY_NANOS) {
      told = true;
      toldAt = now;
      listener.progress(fraction, note);
    }
  }

  /** Returns the first line that speaks against the picture, as an error. */
  synchronized Optional<RenderException> failure() {
    return Optional.ofNullable(failure);
  }

  /** Returns whether Blender said that it saved a file. */
  synchronized boolean isSaved(String path) {
    return saved.stream().anyMatch(line -> line.contains(path));
  }
}
