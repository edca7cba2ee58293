package org.networkrender.core.events;

import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The events of a worker: numbers them, keeps the worker's state, and carries both to any number of
 * subscribers, who come and go at any time. All methods may be called from any thread, and none
 * waits for a subscriber.
 */
public final class WorkerEvents implements WorkerFeed {
  private final String worker;
  private final InstantSource clock;
  private final EventStream<WorkerEvent, WorkerSnapshot> stream;
  private long sequence;

  /**
   * Begins with no event, for a worker of this process.
   *
   * @param worker its id: up to 64 letters, digits and hyphens, no hyphen first
   * @param clock the time of the events
   */
  public WorkerEvents(String worker, InstantSource clock) {
    JobEvents.checkId(worker);
    this.worker = worker;
    this.clock = clock;
    long process = ProcessHandle.current().pid();
    this.stream =
        new EventStream<>(new Rules(), WorkerSnapshot.before(worker, process, clock.instant()));
  }

  @Override
  public String id() {
    return worker;
  }

  /**
   * Publishes an event. Nothing is published after {@link WorkerEvent.Ended}.
   *
   * @param event makes it from its number and time; may make no {@link WorkerEvent.Snapshot}
   */
  public void publish(Function<WorkerEvent.Stamp, ? extends WorkerEvent> event) {
    stream.publish(() -> event.apply(new WorkerEvent.Stamp(++sequence, clock.instant())));
  }

  /**
   * Calls with each event from the next one on, on the thread that publishes it: the call must not
   * wait for anything, nor throw.
   */
  public void hear(Consumer<? super WorkerEvent> heard) {
    stream.hear(
        (event, after) -> {
          heard.accept(event);
          return true;
        });
  }

  @Override
  public WorkerSnapshot snapshot() {
    return stream.state();
  }

  @Override
  public EventQueue<WorkerEvent> subscribe() {
    return stream.subscribe();
  }

  @Override
  public EventSubscription subscribe(Consumer<? super WorkerEvent> subscriber) {
    return stream.subscribe(subscriber);
  }

  /** What a worker's stream has to know. */
  private static final class Rules implements EventRules<WorkerEvent, WorkerSnapshot> {
    @Override
    public WorkerSnapshot after(WorkerSnapshot state, WorkerEvent event) {
      return state.after(event);
    }

    @Override
    public WorkerEvent snapshot(WorkerSnapshot state, long lost) {
      return new WorkerEvent.Snapshot(
          new WorkerEvent.Stamp(state.sequence(), state.time()), lost, state);
    }

    @Override
    public @Nullable Object progressOf(WorkerEvent event) {
      // Other keys are the numbers of events.
      return event instanceof WorkerEvent.TaskProgress progress
          ? "task " + progress.task().number()
          : null;
    }

    @Override
    public boolean isLast(WorkerEvent event) {
      return event instanceof WorkerEvent.Ended;
    }
  }
}
