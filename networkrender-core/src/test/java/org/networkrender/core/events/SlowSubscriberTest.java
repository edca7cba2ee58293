package org.networkrender.core.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.networkrender.api.FrameSet;

/** Subscribers that do not keep up lose events, are told so, and slow nobody. */
class SlowSubscriberTest extends EventStreamFixture {
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void whateverASubscriberLosesItsStateIsRight(long seed) throws Exception {
    Random random = new Random(seed);
    EventQueue<JobEvent> queue = events.subscribe();
    events.publish(stamp -> new JobEvent.Planned(stamp, EventStories.PLAN));
    JobSnapshot known = JobSnapshot.before("job", EventStories.START);
    long last = -1;
    int snapshots = 0;
    for (int i = 0; i < 20_000; i++) {
      events.publish(EventStories.any(random));
      // Now and then, and sometimes not before far too much waits.
      for (int n = random.nextInt(6000) == 0 ? 10_000 : 0; n > 0; n--) {
        Optional<JobEvent> event = queue.poll(Duration.ZERO);
        if (event.isEmpty()) {
          break;
        }
        assertThat(event.get().sequence()).isGreaterThan(last);
        last = event.get().sequence();
        snapshots += event.get() instanceof JobEvent.Snapshot ? 1 : 0;
        known = known.after(event.get());
      }
    }
    for (int i = 0; i <= WaitingEvents.MOST; i++) {
      events.publish(note("too much at the end"));
    }
    end();
    for (JobEvent event : all(queue)) {
      assertThat(event.sequence()).isGreaterThan(last);
      last = event.sequence();
      snapshots += event instanceof JobEvent.Snapshot ? 1 : 0;
      known = known.after(event);
    }
    assertThat(known).isEqualTo(events.snapshot());
    // The first one, and others in place of what was lost.
    assertThat(snapshots).isGreaterThan(1);
  }

  @Test
  void whoIsTooSlowIsToldHowMuchItLostAndGetsTheEnd() throws Exception {
    EventQueue<JobEvent> queue = events.subscribe();
    int many = 1_000_000;
    for (int i = 1; i <= many; i++) {
      events.publish(note("note"));
      if (i % 3 == 0) {
        events.publish(progress(i));
      }
    }
    end();

    List<JobEvent> heard = all(queue);

    assertThat(heard).hasSize(2);
    JobEvent.Snapshot snapshot = (JobEvent.Snapshot) heard.get(0);
    assertThat(snapshot.sequence()).isEqualTo(many + many / 3);
    assertThat(snapshot.lost()).isBetween((long) many, snapshot.sequence() + 1);
    assertThat(heard.get(1)).isInstanceOf(JobEvent.Ended.class);
  }

  /** Whoever publishes pays for it neither in time nor by a state that is kept for it. */
  @Test
  void whoSleepsIsOfferedNothingUntilItAsks() throws Exception {
    AtomicLong asked = new AtomicLong();
    JobSnapshot state = JobSnapshot.before("job", EventStories.START);
    EventStream<JobEvent, JobSnapshot> stream =
        new EventStream<>(
            new EventRules<>() {
              @Override
              public JobSnapshot after(JobSnapshot before, JobEvent event) {
                return before.after(event);
              }

              @Override
              public JobEvent snapshot(JobSnapshot known, long lost) {
                JobEvent.Stamp stamp =
                    new JobEvent.Stamp(known.job(), known.sequence(), known.time());
                return new JobEvent.Snapshot(stamp, lost, known);
              }

              @Override
              public @Nullable Object progressOf(JobEvent event) {
                return null;
              }

              @Override
              public boolean isLast(JobEvent event) {
                asked.incrementAndGet();
                return false;
              }
            },
            state);
    EventQueue<JobEvent> queue = stream.subscribe();
    for (long i = 1; i <= 10_000; i++) {
      JobEvent.Stamp stamp = new JobEvent.Stamp("job", i, EventStories.START);
      stream.publish(() -> new JobEvent.Note(stamp, "note"));
    }
    // The stream asks once for each event, and a queue once for each that it is offered.
    assertThat(asked).hasValue(10_000 + WaitingEvents.MOST);

    JobEvent.Snapshot first = (JobEvent.Snapshot) queue.take().orElseThrow();
    assertThat(first.lost()).isEqualTo(10_001);
    assertThat(first.sequence()).isEqualTo(10_000);
    stream.publish(
        () -> new JobEvent.Note(new JobEvent.Stamp("job", 10_001, EventStories.START), "next"));
    assertThat(queue.take().orElseThrow().sequence()).isEqualTo(10_001);
    assertThat(queue.poll(Duration.ZERO)).isEmpty();
  }

  @Test
  void whoClosesWhileItIsBehindGetsNothing() throws Exception {
    EventQueue<JobEvent> queue = events.subscribe();
    for (int i = 0; i < 2 * WaitingEvents.MOST; i++) {
      events.publish(note("note"));
    }
    queue.close();
    end();
    assertThat(queue.take()).isEmpty();
    assertThat(queue.isOver()).isTrue();
  }

  @Test
  void noMoreEventsWaitThanThereIsRoomFor() throws Exception {
    EventQueue<JobEvent> queue = events.subscribe();
    int most = WaitingEvents.MOST;
    // The snapshot waits too.
    for (int i = 1; i < most; i++) {
      events.publish(note("note"));
    }
    EventQueue<JobEvent> other = events.subscribe();
    for (int i = 0; i < 10; i++) {
      events.publish(note("one too many"));
    }
    assertThat(queue.take().orElseThrow().sequence()).isEqualTo(most + 9);
    assertThat(queue.poll(Duration.ZERO)).isEmpty();
    assertThat(other.take().orElseThrow().sequence()).isEqualTo(most - 1);
    assertThat(other.take().orElseThrow().sequence()).isEqualTo(most);
  }

  /** Of a stream with one subscriber that never returns, or with none; in nanoseconds. */
  private static long published(boolean withSubscriber, CountDownLatch never) {
    JobEvents stream = new JobEvents("job", InstantSource.fixed(EventStories.START));
    stream.publish(stamp -> new JobEvent.Planned(stamp, EventStories.PLAN));
    if (withSubscriber) {
      stream.subscribe(
          event -> {
            try {
              never.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          });
    }
    long begin = System.nanoTime();
    for (int i = 0; i < 300_000; i++) {
      TaskAttempt attempt =
          new TaskAttempt(
              i, "task", FrameSet.of(4 + i % 10), TaskAttempt.Kind.FRAMES, EventStories.OWN, 1);
      stream.publish(stamp -> new JobEvent.TaskAccepted(stamp, attempt, 1));
    }
    return System.nanoTime() - begin;
  }

  @Test
  void aSubscriberThatNeverReturnsDoesNotSlowWhoPublishes() {
    CountDownLatch never = new CountDownLatch(1);
    long alone = Long.MAX_VALUE;
    long beside = Long.MAX_VALUE;
    // In turns, and the best of each: what else the machine does is not to count.
    for (int i = 0; i < 4; i++) {
      alone = Math.min(alone, published(false, never));
      beside = Math.min(beside, published(true, never));
    }
    never.countDown();
    assertThat((double) beside / alone).isLessThan(3);
  }
}
