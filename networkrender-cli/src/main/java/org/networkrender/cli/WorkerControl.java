package org.networkrender.cli;

import org.jspecify.annotations.Nullable;
import org.networkrender.core.events.WorkerCommands;
import org.networkrender.core.worker.Worker;

/**
 * Commands to a worker that may not have started yet: what was asked then is done when it has. All
 * methods may be called from any thread.
 */
final class WorkerControl implements WorkerCommands {
  private @Nullable Worker worker;
  private boolean pausing;
  private boolean draining;
  private boolean closing;

  /** The worker runs now. */
  void started(Worker begun) {
    synchronized (this) {
      worker = begun;
    }
    if (isPausing()) {
      begun.pause();
    }
    if (isClosing()) {
      begun.close();
    } else if (isDraining()) {
      begun.drain();
    }
  }

  private synchronized boolean isPausing() {
    return pausing;
  }

  private synchronized boolean isDraining() {
    return draining;
  }

  private synchronized boolean isClosing() {
    return closing;
  }

  private synchronized @Nullable Worker stopping(boolean now) {
    draining = true;
    closing |= now;
    return worker;
  }

  private synchronized @Nullable Worker pausing(boolean whether) {
    pausing = whether;
    return worker;
  }

  @Override
  public void stop(boolean now) {
    Worker running = stopping(now);
    if (running == null) {
      return;
    }
    if (now) {
      // Ending renderers takes a moment, and whoever asks may be a connection's own thread.
      Thread ending = new Thread(running::close, "worker-end");
      ending.start();
    } else {
      running.drain();
    }
  }

  @Override
  public void pause() {
    Worker running = pausing(true);
    if (running != null) {
      running.pause();
    }
  }

  @Override
  public void resume() {
    Worker running = pausing(false);
    if (running != null) {
      running.resume();
    }
  }
}
