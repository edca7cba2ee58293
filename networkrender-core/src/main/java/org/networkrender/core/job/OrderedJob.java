package org.networkrender.core.job;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.networkrender.api.RenderException;
import org.networkrender.core.events.EventQueue;
import org.networkrender.core.events.EventSubscription;
import org.networkrender.core.events.JobEnding;
import org.networkrender.core.events.JobEvent;
import org.networkrender.core.events.JobEvents;
import org.networkrender.core.events.JobFault;
import org.networkrender.core.events.JobOutcome;
import org.networkrender.core.events.JobSnapshot;
import org.networkrender.core.order.JobListener;
import org.networkrender.core.order.JobReport;
import org.networkrender.core.order.RenderJob;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A job from its order to its end, as programs see it: while it is planned, while it runs, and when
 * it has ended. May be used by any thread.
 */
public final class OrderedJob implements RenderJob {
  private static final Logger log = LoggerFactory.getLogger(OrderedJob.class);

  private final JobEvents events;
  private final JobNews news;
  private final JobQuestions questions;
  private final JobEnd end;
  private final EarlyCommands commands = new EarlyCommands();

  /** Who does something that takes long, and may be interrupted. */
  private final AtomicReference<@Nullable Thread> working = new AtomicReference<>();

  private OrderedJob(JobEvents events, JobEnd end) {
    this.events = events;
    this.news = new JobNews(events);
    this.questions = new JobQuestions(events);
    this.end = end;
  }

  /** Creates a job of which nothing was told yet. */
  public static OrderedJob of(JobEvents events) {
    return new OrderedJob(events, new JobEnd());
  }

  /** Creates a job that tells a listener, too, what happens. */
  public static OrderedJob of(JobEvents events, JobListener listener) {
    return new OrderedJob(events, new JobEnd(JobListenerCalls.of(listener, events)));
  }

  /** The scene is looked into now, and a plan is made. */
  public void planning(Path scene) {
    events.publish(stamp -> new JobEvent.Planning(stamp, scene.toString()));
  }

  /** Something that takes long. */
  @FunctionalInterface
  public interface Work<T> {
    /** Does it on this thread. */
    T run() throws RenderException;
  }

  /**
   * Does what takes long on this thread, which is interrupted when the job ends meanwhile.
   *
   * @throws RenderException also if the job has ended
   */
  public <T> T interruptibly(Work<T> work) throws RenderException {
    synchronized (working) {
      working.set(Thread.currentThread());
    }
    try {
      T made = commands.isOver() ? null : work.run();
      if (made != null && !commands.isOver()) {
        return made;
      }
      throw RenderException.user("The job was stopped before it began", "");
    } finally {
      synchronized (working) {
        // Who interrupts takes it; what comes next on this thread must not hear of that.
        if (working.getAndSet(null) == null && Thread.interrupted()) {
          log.debug("what takes long was interrupted");
        }
      }
    }
  }

  /** Returns what tells a person about the job. */
  public JobNews news() {
    return news;
  }

  /** Returns what is asked about the job. */
  public JobQuestions questions() {
    return questions;
  }

  /** Returns the events of the job. */
  public JobEvents events() {
    return events;
  }

  JobEnd end() {
    return end;
  }

  /**
   * The job is planned and begins; from now on it carries out the commands.
   *
   * @return false if it has ended before that, and must not begin
   */
  public boolean begin(ActiveJob job) {
    return commands.begin(job);
  }

  /** The job cannot begin; does nothing if it has begun, or ended. */
  public void fail(RenderException cause) {
    JobEnding ending =
        JobEnding.unbegun(JobOutcome.FAILED)
            .failed(JobFault.of(cause.kind()), cause.getMessage(), cause.advice());
    boolean ended = endUnbegun(ending, cause);
    log.debug("ended before it began: {}", ended);
  }

  private boolean endUnbegun(JobEnding ending, @Nullable RenderException failure) {
    if (!commands.end()) {
      return false;
    }
    events.publish(stamp -> new JobEvent.Ended(stamp, ending));
    questions.close();
    synchronized (working) {
      Thread busy = working.getAndSet(null);
      if (busy != null) {
        busy.interrupt();
      }
    }
    end.complete(JobReport.of(events.snapshot()), failure);
    return true;
  }

  @Override
  public JobReport await() throws RenderException, InterruptedException {
    return end.await();
  }

  @Override
  public Optional<JobReport> await(Duration atMost) throws RenderException, InterruptedException {
    return end.await(atMost);
  }

  @Override
  public CompletableFuture<JobReport> result() {
    return end.result();
  }

  @Override
  public void cancel() {
    if (!endUnbegun(JobEnding.unbegun(JobOutcome.CANCELLED), null)) {
      commands.cancel();
    }
  }

  @Override
  public void pause() {
    commands.pause();
  }

  @Override
  public void resume() {
    commands.resume();
  }

  @Override
  public void answer(String question, String answer) {
    questions.answer(question, answer);
  }

  @Override
  public void priority(int priority) {
    commands.priority(priority);
  }

  @Override
  public String id() {
    return events.id();
  }

  @Override
  public JobSnapshot snapshot() {
    return events.snapshot();
  }

  @Override
  public EventQueue<JobEvent> subscribe() {
    return events.subscribe();
  }

  @Override
  public EventSubscription subscribe(Consumer<? super JobEvent> subscriber) {
    return events.subscribe(subscriber);
  }
}
