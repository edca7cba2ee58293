package org.networkrender.core.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.util.concurrent.Uninterruptibles;
import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.networkrender.api.FrameSet;
import org.networkrender.core.events.EventSubscription;
import org.networkrender.core.events.JobEvent;
import org.networkrender.core.events.JobEvents;
import org.networkrender.core.events.JobTotals;
import org.networkrender.core.events.TaskAttempt;
import org.networkrender.core.events.WorkerRef;
import org.networkrender.core.job.OrderedJob;
import org.networkrender.core.order.JobListener;
import org.networkrender.core.order.JobOrder;
import org.networkrender.core.order.JobReport;
import org.networkrender.core.order.RenderJob;
import org.networkrender.core.worker.Worker;

/**
 * {@code -Devents.flood=20} prints what a million events a second cost a job whose subscriber
 * sleeps, in so many pairs of jobs with and without it.
 */
@EnabledIfSystemProperty(named = "events.flood", matches = "[0-9]+")
class EventFloodTest extends FarmFixture {
  private static final long A_SECOND = 1_000_000_000;
  private static final long RATE = 1_000_000;
  private static final int BATCH = 1000;
  private static final int ATTEMPTS = 1000;
  private static final String FRAMES = System.getProperty("events.frames", "1-400");

  private int number;

  /** Publishes a million events a second: progress of a thousand attempts, and lines of text. */
  private static final class Flood extends Thread {
    private final JobEvents events;
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final AtomicLong published = new AtomicLong();
    private volatile long cpu;

    Flood(JobEvents events) {
      super("flood");
      this.events = events;
      setDaemon(true);
    }

    @Override
    public void run() {
      WorkerRef worker = new WorkerRef("192.168.1.7:8080", "attic");
      List<TaskAttempt> attempts = new ArrayList<>();
      for (int i = 0; i < ATTEMPTS; i++) {
        attempts.add(
            new TaskAttempt(
                1_000_000 + i, "flood", FrameSet.of(1), TaskAttempt.Kind.CHECK, worker, 1));
      }
      JobTotals totals =
          new JobTotals(
              0, 0, 1, 0, Duration.ZERO, Optional.empty(), Optional.empty(), Optional.empty());
      long begin = System.nanoTime();
      for (long n = 0; !stopped.get(); n += BATCH) {
        long early = begin + n * A_SECOND / RATE - System.nanoTime();
        if (early > 0) {
          LockSupport.parkNanos(early);
        }
        for (int i = 0; i < BATCH; i++) {
          TaskAttempt attempt = attempts.get(i % ATTEMPTS);
          if (i % 10 == 0) {
            events.publish(stamp -> new JobEvent.Note(stamp, "flood"));
          } else if (i % 10 == 1) {
            events.publish(stamp -> new JobEvent.JobProgress(stamp, totals));
          } else {
            events.publish(stamp -> new JobEvent.TaskProgress(stamp, attempt, 0.5, ""));
          }
        }
        published.addAndGet(BATCH);
        cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      }
    }

    void end() {
      stopped.set(true);
      Uninterruptibles.joinUninterruptibly(this);
    }
  }

  /**
   * One job.
   *
   * @param cpu seconds of processor time of all but the flood
   * @param eventNanos processor time that it takes to publish an event
   */
  private record Run(double seconds, double cpu, double eventNanos, double rate, long bytes) {}

  private Run run(Farm farm, boolean flooded, boolean sleeper) throws Exception {
    Path output = directory.resolve("pictures-" + number++);
    JobOrder order = JobOrder.animation(scene(FRAMES), output).withRules(RULES);
    CountDownLatch wake = new CountDownLatch(1);
    long begin = System.nanoTime();
    long cpuBefore = cpu();
    RenderJob job = farm.submit(order, JobListener.NONE);
    Flood flood = new Flood(((OrderedJob) job).events());
    EventSubscription subscription =
        sleeper ? job.subscribe(event -> Uninterruptibles.awaitUninterruptibly(wake)) : null;
    if (flooded) {
      flood.start();
    }
    JobReport report = end(job);
    double seconds = (System.nanoTime() - begin) / (double) A_SECOND;
    assertThat(report.outcome()).isEqualTo(JobReport.Outcome.COMPLETE);
    flood.end();
    double cpu = (cpu() - cpuBefore - flood.cpu) / (double) A_SECOND;
    double nanos = flood.cpu / (double) Math.max(1, flood.published.get());
    long bytes = used();
    wake.countDown();
    if (subscription != null) {
      subscription.close();
    }
    return new Run(seconds, cpu, nanos, flood.published.get() / seconds, bytes);
  }

  private static long cpu() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private static long used() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int half = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(half)
        : (sorted.get(half - 1) + sorted.get(half)) / 2;
  }

  @Test
  void printsWhatASleepingSubscriberCosts() throws Exception {
    int pairs = Integer.getInteger("events.flood");
    Worker worker = worker("worker", new FakeBackend());
    Farm farm = farm(worker);
    List<Double> ratios = new ArrayList<>();
    List<Double> cpus = new ArrayList<>();
    List<Double> events = new ArrayList<>();
    List<Double> quiet = new ArrayList<>();
    List<Double> rates = new ArrayList<>();
    List<Double> kilobytes = new ArrayList<>();
    // The first ones are for the compiler.
    for (int pair = -3; pair < pairs; pair++) {
      boolean sleeperFirst = pair % 2 == 0;
      Run first = run(farm, true, sleeperFirst);
      Run second = run(farm, true, !sleeperFirst);
      Run unflooded = run(farm, false, false);
      Run with = sleeperFirst ? first : second;
      Run without = sleeperFirst ? second : first;
      if (pair >= 0) {
        ratios.add(with.seconds / without.seconds);
        cpus.add(with.cpu / without.cpu);
        events.add(with.eventNanos / without.eventNanos);
        quiet.add(without.seconds / unflooded.seconds);
        rates.add(with.rate);
        kilobytes.add((with.bytes - without.bytes) / 1024.0);
        print(
            "pair %d: %.3f s with a sleeper, %.3f s without, %.3f s without events; %.2f M/s",
            pair + 1, with.seconds, without.seconds, unflooded.seconds, with.rate / 1e6);
      }
    }
    print(
        "with a sleeping subscriber, by the time without one, the median of %d pairs: job %.3f,"
            + " its processor time %.3f, that of publishing %.3f; %.2f M events/s; memory %.0f KiB",
        pairs,
        median(ratios),
        median(cpus),
        median(events),
        median(rates) / 1e6,
        median(kilobytes));
    print("with the events and nobody, by a job without them: %.3f", median(quiet));
    assertThat(median(kilobytes)).isLessThan(16 * 1024);
  }

  private static void print(String format, Object... values) {
    System.out.printf(Locale.ROOT, format + "%n", values);
  }
}
