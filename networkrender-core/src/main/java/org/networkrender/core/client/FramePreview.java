package org.networkrender.core.client;

import com.google.common.util.concurrent.MoreExecutors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.networkrender.api.backend.PartFormat;
import org.networkrender.core.image.BrokenPictureException;
import org.networkrender.core.image.JoinRequest;
import org.networkrender.core.image.PreviewPicture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A small picture in the output directory of what is there of a frame, for people to look at while
 * it is rendered. It is nobody's result: what goes wrong with it is logged and harms nothing.
 */
final class FramePreview {
  private static final Logger log = LoggerFactory.getLogger(FramePreview.class);

  /** When parts come in faster than they are drawn, the file is written only now and then. */
  private static final int DRAWN_A_SAVE = 8;

  private final Path file;
  private final PartFormat format;
  private final Executor inOrder;
  private final AtomicInteger waiting = new AtomicInteger();
  private @Nullable PreviewPicture picture;
  private boolean removed;

  FramePreview(PartFormat format, Path file, Executor io) {
    this.file = file;
    this.format = format;
    this.inOrder = MoreExecutors.newSequentialExecutor(io);
  }

  /** Draws a part; returns at once. */
  void draw(JoinRequest.Part part) {
    waiting.incrementAndGet();
    inOrder.execute(() -> drawNow(part));
  }

  private synchronized void drawNow(JoinRequest.Part part) {
    int left = waiting.decrementAndGet();
    if (removed) {
      return;
    }
    try {
      if (picture == null) {
        picture = new PreviewPicture(format.canvas(), format.preview());
      }
      picture.draw(part);
      if (left == 0 || left % DRAWN_A_SAVE == 0) {
        picture.save(file);
      }
    } catch (IOException | BrokenPictureException e) {
      // The part may have been joined and removed in the meantime.
      log.debug("the preview of {} lacks a part: {}", file, e.getMessage());
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
