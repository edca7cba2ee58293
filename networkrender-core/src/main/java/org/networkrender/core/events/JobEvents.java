package org.networkrender.core.events;

import java.time.InstantSource;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The events of one job: numbers them, keeps the job's state, and carries both to any number of
 * subscribers, who come and go at any time. All methods may be called from any thread, and none
 * waits for a subscriber.
 */
public final class JobEvents implements JobFeed {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]{0,63}");

  private final String job;
  private final InstantSource clock;
  private final EventStream<JobEvent, JobSnapshot> stream;
  private long sequence;

  /**
   * Begins with no event.
   *
   * @param job the job's id: up to 64 letters, digits and hyphens, no hyphen first
   * @param clock the time of the events
   */
  public JobEvents(String job, InstantSource clock) {
    checkId(job);
    this.job = job;
    this.clock = clock;
    this.stream = new EventStream<>(new Rules(), JobSnapshot.before(job, clock.instant()));
  }

  static void checkId(String job) {
    if (!ID.matcher(job).matches()) {
      throw new IllegalArgumentException("'" + job + "' is no id");
    }
  }

  @Override
  public String id() {
    return job;
  }

  /**
   * Publishes an event. Nothing is published after {@link JobEvent.Ended}.
   *
   * @param event makes it from its number and time; may make no {@link JobEvent.Snapshot}
   */
  public void publish(Function<JobEvent.Stamp, ? extends JobEvent> event) {
    stream.publish(() -> event.apply(new JobEvent.Stamp(job, ++sequence, clock.instant())));
  }

  /**
   * Calls with each event from the next one on, and the state after it, on the thread that
   * publishes it: the call must not wait for anything, nor throw.
   */
  public void hear(BiConsumer<? super JobEvent, JobSnapshot> heard) {
    stream.hear(
        (event, after) -> {
          heard.accept(event, after);
          return true;
        });
  }

  @Override
  public JobSnapshot snapshot() {
    return stream.state();
  }

  @Override
  public EventQueue<JobEvent> subscribe() {
    return stream.subscribe();
  }

  @Override
  public EventSubscription subscribe(Consumer<? super JobEvent> subscriber) {
    return stream.subscribe(subscriber);
  }

  /** What a job's stream has to know. */
  private static final class Rules implements EventRules<JobEvent, JobSnapshot> {
    private record Progress(Class<?> kind, Object of) {}

    @Override
    public JobSnapshot after(JobSnapshot state, JobEvent event) {
      return state.after(event);
    }

    @Override
    public JobEvent snapshot(JobSnapshot state, long lost) {
      return new JobEvent.Snapshot(
          new JobEvent.Stamp(state.job(), state.sequence(), state.time()), lost, state);
    }

    @Override
    public @Nullable Object progressOf(JobEvent event) {
      if (event instanceof JobEvent.TaskProgress progress) {
        return new Progress(event.getClass(), progress.attempt().number());
      } else if (event instanceof JobEvent.WorkerReceiving receiving) {
        return new Progress(event.getClass(), receiving.worker().place());
      }
      if (event instanceof JobEvent.PreviewWritten written) {
        return new Progress(event.getClass(), written.frame());
      }
      return event instanceof JobEvent.JobProgress ? event.getClass() : null;
    }

    @Override
    public boolean isLast(JobEvent event) {
      return event instanceof JobEvent.Ended;
    }
  }
}
