package org.networkrender.core.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Subscribers come and go, and hold nothing up, whatever they do. */
class EventStreamTest extends EventStreamFixture {
  @Test
  void eachSubscriberGetsASnapshotAndThenEveryEvent() throws Exception {
    EventQueue<JobEvent> first = events.subscribe();
    events.publish(note("one"));
    events.publish(note("two"));
    EventQueue<JobEvent> second = events.subscribe();
    events.publish(note("three"));
    end();

    List<JobEvent> heard = all(first);
    assertThat(numbers(heard)).containsExactly(0L, 1L, 2L, 3L, 4L);
    assertThat(heard.get(0)).isInstanceOf(JobEvent.Snapshot.class);
    List<JobEvent> later = all(second);
    assertThat(numbers(later)).containsExactly(2L, 3L, 4L);
    assertThat(((JobEvent.Snapshot) later.get(0)).lost()).isZero();
    assertThat(first.isOver()).isTrue();
    assertThat(first.take()).isEmpty();
  }

  @Test
  void whoComesAfterTheEndGetsTheStateBeforeItAndTheEnd() throws Exception {
    events.publish(note("one"));
    end();
    events.publish(note("too late"));

    List<JobEvent> heard = all(events.subscribe());

    assertThat(numbers(heard)).containsExactly(1L, 2L);
    assertThat(heard.get(1)).isInstanceOf(JobEvent.Ended.class);
    JobSnapshot state = ((JobEvent.Snapshot) heard.get(0)).state();
    assertThat(state.ending()).isEmpty();
    assertThat(state.after(heard.get(1))).isEqualTo(events.snapshot());
  }

  @Test
  void ofProgressOnlyTheNewestWaitsAndNumbersRise() throws Exception {
    EventQueue<JobEvent> queue = events.subscribe();
    events.publish(progress(1));
    events.publish(note("a"));
    events.publish(progress(2));
    events.publish(note("b"));
    events.publish(progress(3));
    end();

    List<JobEvent> heard = all(queue);

    assertThat(numbers(heard)).containsExactly(0L, 2L, 4L, 5L, 6L);
  }

  @Test
  void whatASubscriberThrowsChangesNothing() throws Exception {
    List<Long> heard = new CopyOnWriteArrayList<>();
    EventSubscription subscription =
        events.subscribe(
            event -> {
              heard.add(event.sequence());
              Thread.currentThread().interrupt();
              throw new AssertionError("a defect in the subscriber");
            });
    events.publish(note("one"));
    end();
    assertThat(subscription.awaitEnd(LONG)).isTrue();
    assertThat(heard).containsExactly(0L, 1L, 2L);
  }

  @Test
  void whoClosesIsCalledNoMoreAndItsCallIsInterrupted() throws Exception {
    CountDownLatch called = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    List<Long> heard = new CopyOnWriteArrayList<>();
    CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
    EventSubscription subscription =
        events.subscribe(
            event -> {
              heard.add(event.sequence());
              called.countDown();
              try {
                never.await();
              } catch (InterruptedException e) {
                interrupted.complete(true);
              }
            });
    assertThat(called.await(60, TimeUnit.SECONDS)).isTrue();
    events.publish(note("one"));
    subscription.close();

    assertThat(interrupted.get(60, TimeUnit.SECONDS)).isTrue();
    assertThat(subscription.awaitEnd(LONG)).isTrue();
    events.publish(note("two"));
    assertThat(heard).containsExactly(0L);
  }

  @Test
  void whoIsCalledCannotWaitForItself() throws Exception {
    CompletableFuture<EventSubscription> own = new CompletableFuture<>();
    CompletableFuture<Boolean> ended = new CompletableFuture<>();
    own.complete(
        events.subscribe(
            event -> {
              try {
                ended.complete(own.get(60, TimeUnit.SECONDS).awaitEnd(LONG));
              } catch (Exception e) {
                ended.completeExceptionally(e);
              }
            }));
    assertThat(ended.get(30, TimeUnit.SECONDS)).isFalse();
  }

  @Test
  void aClosedQueueEndsTheWaitOfWhoeverAsks() throws Exception {
    EventQueue<JobEvent> queue = events.subscribe();
    queue.take();
    CompletableFuture<Optional<JobEvent>> taken = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                taken.complete(queue.take());
              } catch (InterruptedException e) {
                taken.completeExceptionally(e);
              }
            });
    thread.start();
    queue.close();
    assertThat(taken.get(60, TimeUnit.SECONDS)).isEmpty();
    events.publish(note("one"));
    assertThat(queue.isOver()).isTrue();
  }

  @Test
  void aFarmsStreamEndsWithTheFarm() throws Exception {
    FarmEvents farm = new FarmEvents(InstantSource.fixed(EventStories.START));
    EventQueue<FarmEvent> queue = farm.subscribe();
    EventStories.ofAFarm().stream().skip(1).forEach(farm::publish);
    FarmSnapshot known = FarmSnapshot.before(EventStories.START);
    for (Optional<FarmEvent> e = queue.take(); e.isPresent(); e = queue.take()) {
      known = known.after(e.get());
    }
    assertThat(known).isEqualTo(farm.snapshot());
    assertThat(known.closed()).isTrue();
    assertThat(known.workers()).hasSize(1);
    assertThat(known.jobs().get(0).outcome()).contains(JobOutcome.COMPLETE);
    assertThat(known.jobs().get(0).scene()).isEqualTo("/scenes/hall.blend");
  }
}
