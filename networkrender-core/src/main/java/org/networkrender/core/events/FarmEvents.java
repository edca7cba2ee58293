package org.networkrender.core.events;

import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The events of a farm: numbers them, keeps the farm's state, and carries both to any number of
 * subscribers, who come and go at any time. All methods may be called from any thread, and none
 * waits for a subscriber.
 */
public final class FarmEvents implements FarmFeed {
  private final InstantSource clock;
  private final EventStream<FarmEvent, FarmSnapshot> stream;
  private long sequence;

  /**
   * Begins with no event.
   *
   * @param clock the time of the events
   */
  public FarmEvents(InstantSource clock) {
    this.clock = clock;
    this.stream = new EventStream<>(new Rules(), FarmSnapshot.before(clock.instant()));
  }

  /**
   * Publishes an event. Nothing is published after {@link FarmEvent.Closed}.
   *
   * @param event makes it from its number and time; may make no {@link FarmEvent.Snapshot}
   */
  public void publish(Function<FarmEvent.Stamp, ? extends FarmEvent> event) {
    stream.publish(() -> event.apply(new FarmEvent.Stamp(++sequence, clock.instant())));
  }

  @Override
  public FarmSnapshot snapshot() {
    return stream.state();
  }

  @Override
  public EventQueue<FarmEvent> subscribe() {
    return stream.subscribe();
  }

  @Override
  public EventSubscription subscribe(Consumer<? super FarmEvent> subscriber) {
    return stream.subscribe(subscriber);
  }

  /** What a farm's stream has to know: none of its events is progress. */
  private static final class Rules implements EventRules<FarmEvent, FarmSnapshot> {
    @Override
    public FarmSnapshot after(FarmSnapshot state, FarmEvent event) {
      return state.after(event);
    }

    @Override
    public FarmEvent snapshot(FarmSnapshot state, long lost) {
      return new FarmEvent.Snapshot(
          new FarmEvent.Stamp(state.sequence(), state.time()), lost, state);
    }

    @Override
    public @Nullable Object progressOf(FarmEvent event) {
      return null;
    }

    @Override
    public boolean isLast(FarmEvent event) {
      return event instanceof FarmEvent.Closed;
    }
  }
}
