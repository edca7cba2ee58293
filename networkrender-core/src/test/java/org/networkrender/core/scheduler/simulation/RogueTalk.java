package org.networkrender.core.scheduler.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.LongFunction;
import org.networkrender.core.scheduler.FailureKind;
import org.networkrender.core.scheduler.FailureStage;
import org.networkrender.core.scheduler.SchedulerEvent;

/**
 * What a worker says about tasks that keeps to the form of the protocol and breaks its promises, as
 * the rogue of the chaos run does: it takes each task, and does none.
 */
final class RogueTalk {
  private static final long SECOND = Scenario.SECOND;

  private final Scenario.Machine machine;
  private final Random random;

  /** All attempts that it was ever given, or guesses that others were. */
  private final List<Long> known = new ArrayList<>();

  RogueTalk(Scenario.Machine machine, Random random) {
    this.machine = machine;
    this.random = random;
  }

  /** Who hears it: the client, now or later. */
  interface Listener {
    void hears(LongFunction<SchedulerEvent> message);

    void later(long delay, Runnable action);

    void hangsUp();
  }

  /** Answers a task, in some of the ways that are possible. */
  void answer(long attempt, Listener client) {
    known.add(attempt);
    known.add(attempt + random.nextInt(9) - 4);
    switch (random.nextInt(10)) {
      case 0 -> {} // It never begins.
      case 1 -> begin(attempt, client);
      case 2 -> {
        begin(attempt, client);
        progressBackwards(attempt, client);
      }
      case 3 -> repeat(client, failed(attempt));
      case 4, 5 -> {
        // What it announces comes to nothing, later or never.
        client.hears(now -> new SchedulerEvent.Started(now, attempt));
        repeat(client, now -> new SchedulerEvent.Rendered(now, attempt));
      }
      case 6 -> {
        client.hears(now -> new SchedulerEvent.Rendered(now, attempt));
        client.hears(failed(attempt));
        client.hears(now -> new SchedulerEvent.Returned(now, attempt));
      }
      case 7 -> repeat(client, now -> new SchedulerEvent.Returned(now, attempt));
      case 8 -> {
        client.hears(now -> new SchedulerEvent.Started(now, attempt));
        client.later(
            pause(), () -> repeat(client, now -> new SchedulerEvent.Returned(now, attempt)));
      }
      default -> client.hangsUp();
    }
    if (random.nextInt(3) == 0) {
      long other = known.get(random.nextInt(known.size()));
      client.later(pause(), () -> claim(other, client));
    }
  }

  /** Says something of an attempt that may have ended, or that it was never given. */
  private void claim(long attempt, Listener client) {
    client.hears(now -> new SchedulerEvent.Started(now, attempt));
    client.hears(now -> new SchedulerEvent.Progressed(now, attempt, 0.9));
    client.hears(now -> new SchedulerEvent.Rendered(now, attempt));
    client.hears(failed(attempt));
  }

  /** It goes on for ever, as far as anybody hears; mostly somebody pulls its plug at last. */
  private void begin(long attempt, Listener client) {
    client.hears(now -> new SchedulerEvent.Started(now, attempt));
    long plugged = 60 * SECOND + 10 * pause();
    if (attempt % 29 > 0) {
      client.later(plugged, client::hangsUp);
    }
  }

  private void progressBackwards(long attempt, Listener client) {
    for (int i = 0; i < 5; i++) {
      double fraction = random.nextDouble();
      client.later(
          i * SECOND,
          () -> client.hears(now -> new SchedulerEvent.Progressed(now, attempt, fraction)));
    }
    client.hears(now -> new SchedulerEvent.Progressed(now, attempt, 1));
  }

  /** A false alarm of two machines is one that nobody can tell from a true one. */
  private LongFunction<SchedulerEvent> failed(long attempt) {
    FailureKind kind = random.nextBoolean() ? machine.kind() : FailureKind.WORKER;
    FailureStage stage = random.nextBoolean() ? FailureStage.OPENING : FailureStage.RENDERING;
    String words = random.nextBoolean() ? machine.words() : "no";
    return now -> new SchedulerEvent.Failed(now, attempt, kind, stage, words);
  }

  private static void repeat(Listener client, LongFunction<SchedulerEvent> message) {
    client.hears(message);
    client.hears(message);
  }

  private long pause() {
    return (long) (random.nextDouble() * 10 * SECOND);
  }
}
