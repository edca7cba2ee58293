package org.networkrender.core.image;

import com.google.common.util.concurrent.ThreadFactoryBuilder;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Makes bands on several threads and hands them on in their order, on the caller's thread; a
 * bounded number of them is under way at any time.
 */
final class BandPipeline implements AutoCloseable {
  private final ExecutorService executor;
  private final List<ExrBand> bands = new ArrayList<>();
  private final Queue<ExrBand> free = new ArrayDeque<>();
  private final Queue<Running> running = new ArrayDeque<>();
  private boolean interrupted;

  /**
   * Creates a pipeline.
   *
   * @param threads how many threads make bands, 1 or more
   * @param inFlight how many bands there are, 1 or more
   */
  BandPipeline(int threads, int inFlight) {
    executor =
        Executors.newFixedThreadPool(
            Math.min(threads, inFlight),
            new ThreadFactoryBuilder().setNameFormat("join-%d").setDaemon(true).build());
    for (int i = 0; i < inFlight; i++) {
      bands.add(new ExrBand());
    }
    free.addAll(bands);
  }

  /** Returns a band that is free, after it has waited for the oldest one if there is none. */
  ExrBand free() throws BrokenPictureException, IOException, InterruptedException {
    if (free.isEmpty()) {
      handOn();
    }
    return free.remove();
  }

  /** Starts to make a band, and remembers what is to be done with it when its turn has come. */
  void submit(ExrBand band, Step make, Step handOn) {
    Future<?> made =
        executor.submit(
            () -> {
              make.run();
              return null;
            });
    running.add(new Running(band, made, handOn));
  }

  /** Waits for all bands and hands them on. */
  void drain() throws BrokenPictureException, IOException, InterruptedException {
    while (!running.isEmpty()) {
      handOn();
    }
  }

  private void handOn() throws BrokenPictureException, IOException, InterruptedException {
    Running oldest = running.remove();
    try {
      oldest.made.get();
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      if (cause instanceof BrokenPictureException broken) {
        throw broken;
      }
      throw new IOException(cause == null ? e.getMessage() : cause.getMessage(), e);
    }
    oldest.handOn.run();
    free.add(oldest.band);
  }

  /** Stops what is under way, waits for its end, and lets go of the memory. */
  @Override
  public void close() {
    executor.shutdownNow();
    boolean ended = false;
    while (!ended) {
      try {
        ended = executor.awaitTermination(1, TimeUnit.MINUTES);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    bands.forEach(ExrBand::close);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Something to do with a band. */
  interface Step {
    void run() throws BrokenPictureException, IOException;
  }

  private record Running(ExrBand band, Future<?> made, Step handOn) {}
}
