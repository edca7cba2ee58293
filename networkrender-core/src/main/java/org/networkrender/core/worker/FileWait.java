package org.networkrender.core.worker;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.RenderException;

/**
 * A task that waits for files of its client, on the thread of its slot. What the client sends is
 * its sign of work, whatever it is for: two slots may wait for the same file.
 */
final class FileWait implements Watched {
  /** A file that is here already is read once more, which can take minutes on a slow disk. */
  static final Duration PATIENCE = Duration.ofMinutes(5);

  private final PickUp pickUp;
  private long seenBytes;
  private boolean stopped;
  private @Nullable Thread waiting;

  FileWait(PickUp pickUp) {
    this.pickUp = pickUp;
    this.seenBytes = pickUp.bytes();
  }

  /** Brings files for a task on the calling thread, until the task is to end. */
  static <T> T during(WorkWatch watch, PickUp pickUp, TaskWork.Step<T> bringing)
      throws RenderException, InterruptedException {
    FileWait wait = new FileWait(pickUp);
    return TaskWork.during(watch, wait, () -> wait.run(bringing));
  }

  private <T> T run(TaskWork.Step<T> bringing) throws RenderException, InterruptedException {
    begin();
    try {
      return bringing.run();
    } catch (InterruptedException e) {
      if (isStopped()) {
        throw new RenderException(ErrorKind.INTERNAL, "the wait for a file was stopped", "", e);
      }
      throw e;
    } finally {
      end();
    }
  }

  private synchronized void begin() {
    waiting = Thread.currentThread();
    if (stopped) {
      waiting.interrupt();
    }
  }

  private synchronized boolean isStopped() {
    return stopped;
  }

  /** From now on nobody interrupts the thread for this, nor finds it interrupted. */
  private synchronized void end() {
    waiting = null;
    if (stopped) {
      boolean unused = Thread.interrupted();
    }
  }

  @Override
  public synchronized boolean look() {
    long bytes = pickUp.bytes();
    if (bytes - seenBytes < PickUp.LEAST_BYTES) {
      return false;
    }
    seenBytes = bytes;
    return true;
  }

  @Override
  public boolean isVisible() {
    return true;
  }

  @Override
  public boolean isRendering() {
    return false;
  }

  @Override
  public synchronized void stop() {
    stopped = true;
    if (waiting != null) {
      waiting.interrupt();
    }
  }
}
