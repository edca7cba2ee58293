package org.networkrender.core.assembly;

import com.google.common.util.concurrent.MoreExecutors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.networkrender.api.backend.PartFormat;
import org.networkrender.core.image.BrokenPictureException;
import org.networkrender.core.image.JoinRequest;
import org.networkrender.core.image.PreviewPicture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A small picture in the output directory of what is there of a frame, for people to look at while
 * it is rendered. It is nobody's result: what goes wrong with it is logged and harms nothing. The
 * file is written seldom, because this machine may be rendering at the same time.
 */
final class FramePreview {
  private static final Logger log = LoggerFactory.getLogger(FramePreview.class);

  /** How long the file stays as it is, at least. */
  static final Duration PAUSE = Duration.ofSeconds(2);

  /** How many times as long as it took to write the file it stays as it is. */
  static final int PAUSE_FACTOR = 50;

  private final Path file;
  private final PartFormat format;
  private final Executor inOrder;
  private final Runnable written;
  private final AtomicBoolean changed = new AtomicBoolean();
  private volatile boolean saving;
  private @Nullable PreviewPicture picture;
  private boolean removed;

  /** When the last writing began, while its end was not seen; belongs to the thread that ticks. */
  private @Nullable Long began;

  private @Nullable Long next;

  /**
   * Prepares.
   *
   * @param written is called each time the file was written, on a thread of {@code io}
   */
  FramePreview(PartFormat format, Path file, Executor io, Runnable written) {
    this.written = written;
    this.file = file;
    this.format = format;
    this.inOrder = MoreExecutors.newSequentialExecutor(io);
  }

  /** Draws a part; returns at once. */
  void draw(JoinRequest.Part part) {
    inOrder.execute(() -> drawNow(part));
  }

  /**
   * Time passes: writes the file when something was drawn and it is time. Returns at once; to be
   * called a few times a second, by one thread.
   *
   * @param now in nanoseconds
   */
  void tick(long now) {
    if (saving) {
      return;
    }
    if (began != null) {
      next = now + Math.max(PAUSE.toNanos(), PAUSE_FACTOR * (now - began));
      began = null;
    }
    if ((next == null || now - next >= 0) && changed.getAndSet(false)) {
      began = now;
      saving = true;
      inOrder.execute(this::saveNow);
    }
  }

  private synchronized void drawNow(JoinRequest.Part part) {
    if (removed) {
      return;
    }
    try {
      if (picture == null) {
        picture = new PreviewPicture(format.canvas(), format.preview());
      }
      picture.draw(part);
      changed.set(true);
    } catch (IOException | BrokenPictureException e) {
      // The part may have been joined and removed in the meantime.
      log.debug("the preview of {} lacks a part: {}", file, e.getMessage());
    }
  }

  private synchronized void saveNow() {
    try {
      if (!removed && picture != null) {
        picture.save(file);
        written.run();
      }
    } catch (IOException e) {
      log.debug("the preview {} cannot be written: {}", file, e.getMessage());
    } finally {
      saving = false;
    }
  }

  /** Removes the file; nothing is drawn any more. */
  synchronized void remove() {
    removed = true;
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      log.warn("cannot remove {}: {}", file, e.getMessage());
    }
  }
}
