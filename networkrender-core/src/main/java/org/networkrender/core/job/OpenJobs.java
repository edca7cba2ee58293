package org.networkrender.core.job;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The jobs of a farm that have not ended. Belongs to the farm's thread, but for {@link #awaitEnd}.
 *
 * @param <J> the jobs
 */
public final class OpenJobs<J extends OpenJobs.Job> {
  private static final Logger log = LoggerFactory.getLogger(OpenJobs.class);

  private final Map<Integer, J> jobs = new LinkedHashMap<>();
  private final CountDownLatch end = new CountDownLatch(1);
  private final Runnable allEnded;
  private boolean closing;

  /** What can be done to a job when its farm is closed. */
  interface Job {
    /** Stops it; it ends as soon as what is being written is written. */
    void cancelNow();

    /** Who waits for it waits no longer, though it has not ended; it goes on ending. */
    public void abandon();
  }

  /**
   * Begins without a job.
   *
   * @param allEnded is called once, when there is no job any more and none may come
   */
  public OpenJobs(Runnable allEnded) {
    this.allEnded = allEnded;
  }

  /** A job has begun. */
  public void add(int number, J job) {
    jobs.put(number, job);
  }

  /** A job has ended. */
  public void remove(int number) {
    jobs.remove(number);
    endIfNone();
  }

  /** Returns a job, or null if there is none of that number. */
  public @Nullable J get(int number) {
    return jobs.get(number);
  }

  /** Returns the jobs by their numbers, as they are now. */
  public List<Map.Entry<Integer, J>> entries() {
    return List.copyOf(jobs.entrySet());
  }

  /** Returns the jobs as they are now. */
  public List<J> all() {
    return List.copyOf(jobs.values());
  }

  /** Returns whether no job may be added any more. */
  public boolean isClosing() {
    return closing;
  }

  /** Stops all jobs; no other may come. */
  public void close() {
    closing = true;
    all().forEach(J::cancelNow);
    endIfNone();
  }

  private void endIfNone() {
    if (closing && jobs.isEmpty() && end.getCount() > 0) {
      allEnded.run();
      end.countDown();
    }
  }

  /**
   * Waits until all have ended, since a picture that is just getting its name gets it first. May be
   * called on any thread but the farm's.
   *
   * @return false if they have not within a time, or the thread was interrupted
   */
  public boolean awaitEnd(Duration patience) {
    try {
      boolean ended = end.await(patience.toNanos(), TimeUnit.NANOSECONDS);
      if (!ended) {
        log.warn("a job does not end within {} s; it is left alone", patience.toSeconds());
      }
      return ended;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Nobody waits for those that have not ended any longer. */
  public void abandon() {
    all().forEach(J::abandon);
  }
}
