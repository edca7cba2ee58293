package org.networkrender.core.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** How the jobs of a farm end with it. */
class OpenJobsTest {
  private static final Duration SHORT = Duration.ofMillis(1);

  private final AtomicInteger ends = new AtomicInteger();
  private final OpenJobs<Stubborn> jobs = new OpenJobs<>(ends::incrementAndGet);

  /** A job that never ends, for example because its disk does not answer. */
  private static final class Stubborn implements OpenJobs.Job {
    private int cancelled;
    private int abandoned;

    @Override
    public void cancelNow() {
      cancelled++;
    }

    @Override
    public void abandon() {
      abandoned++;
    }
  }

  @Test
  void withoutJobsTheEndIsThereAtOnce() {
    jobs.close();

    assertThat(jobs.awaitEnd(SHORT)).isTrue();
    assertThat(jobs.isClosing()).isTrue();
    assertThat(ends).hasValue(1);
  }

  @Test
  void aJobThatDoesNotEndIsLeftAloneAndStillEndsTheThreadsLater() {
    Stubborn job = new Stubborn();
    jobs.add(1, job);

    jobs.close();

    assertThat(jobs.awaitEnd(SHORT)).isFalse();
    jobs.abandon();
    assertThat(job.cancelled).isEqualTo(1);
    assertThat(job.abandoned).isEqualTo(1);
    assertThat(ends).hasValue(0);

    jobs.remove(1);

    assertThat(jobs.awaitEnd(SHORT)).isTrue();
    assertThat(ends).hasValue(1);
  }

  @Test
  void anInterruptEndsTheWaitingAndStays() {
    jobs.add(1, new Stubborn());
    jobs.close();
    Thread.currentThread().interrupt();

    assertThat(jobs.awaitEnd(Duration.ofMinutes(1))).isFalse();
    assertThat(Thread.interrupted()).isTrue();
  }
}
