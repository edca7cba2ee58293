package org.networkrender.blender;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.networkrender.api.RenderException;
import org.networkrender.api.backend.ProgressListener;

/** Reads what Blender prints during one frame: progress, what it saved, what went wrong. */
final class FrameWatch {
  /** A scene can print without end: who listens hears of it at most so often. */
  private static final long TELL_EVERY_NANOS = Duration.ofMillis(100).toNanos();

  private static final int MAX_SAVED = 1000;

  /** What Cycles says while kernels for a card are compiled, also where they are already. */
  private static final Pattern KERNELS =
      Pattern.compile(
          "Loading (render|denoising) kernels|render kernels loaded|kernels to optimize");

  private static final String COMPILES = "compiles kernels for the graphics card";

  private final ProgressListener listener;
  private final boolean onCard;
  private final List<String> saved = new ArrayList<>();
  private @Nullable RenderException failure;
  private double fraction;
  private long toldAt;
  private boolean told;
  private boolean cardFailed;
  private boolean compiles;

  /** Watches a frame that is rendered on the processor. */
  FrameWatch(ProgressListener listener) {
    this(listener, false);
  }

  /**
   * Watches a frame.
   *
   * @param onCard whether a graphics card renders it
   */
  FrameWatch(ProgressListener listener, boolean onCard) {
    this.listener = listener;
    this.onCard = onCard;
  }

  synchronized void line(String line) {
    Optional<ProgressLine> progress = ProgressLine.parse(line);
    boolean compiled = compiles;
    if (progress.isPresent()) {
      // It names scenes, layers and objects, which may be called anything.
      compiles = onCard && KERNELS.matcher(line).find();
    } else if (line.contains("Saved: ")) {
      if (saved.size() < MAX_SAVED) {
        saved.add(line);
      }
    } else {
      judge(line);
    }
    double before = fraction;
    fraction = Math.max(fraction, progress.map(ProgressLine::fraction).orElse(0.0));
    // Who listens must know at once that silence means nothing from now on, or does again.
    boolean news = fraction > before || compiles != compiled;
    tell(progress.map(ProgressLine::note).orElse(""), news);
  }

  /** What is said against the picture counts, whatever comes later; against a card most of all. */
  synchronized void judge(String line) {
    Optional<RenderException> card = CardLines.failure(line);
    if (card.isPresent() && !cardFailed) {
      cardFailed = true;
      failure = card.get();
    } else if (failure == null) {
      failure = FailureTable.ofLine(line).orElse(null);
    }
  }

  /** The script has failed: what an operator reports comes as its error. */
  synchronized void failedInScript(SessionProtocol.Failed failed) {
    if (failed.isDevice()) {
      cardFailed = true;
    } else {
      CardLines.failure(failed.message()).ifPresent(card -> judge(failed.message()));
    }
  }

  /** Returns whether a line said that a graphics card has failed. */
  synchronized boolean hasCardFailed() {
    return cardFailed;
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
      if (compiles) {
        listener.preparing(COMPILES);
      } else {
        listener.progress(fraction, note);
      }
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
