package org.networkrender.core.planning;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * How long a machine is waited for that was asked to look into a scene. What it says of itself buys
 * little: only that more of the files has come than ever before counts, and no more than there are
 * of them. The time between its answer and the next question is this machine's own. May be used by
 * any thread.
 */
final class LookPatience {
  /** Of which nothing new comes for this long is not waited for. */
  static final Duration MOST_SILENCE = Duration.ofMinutes(15);

  /** In all, whatever comes. */
  static final Duration MOST = Duration.ofHours(3);

  /** After this time without a step another machine is asked, too. */
  static final Duration ALONE = Duration.ofMinutes(1);

  /** A step is this part of the files; there are no more of them in all rounds together. */
  private static final int STEPS = 15;

  private final LongSupplier clock;
  private boolean asked;
  private long begun;
  private long heard;
  private long stepped;
  private long ended;
  private long size;
  private long received;
  private long counted;
  private int steps;

  /** Begins before a question; {@code clock} counts nanoseconds. */
  LookPatience(LongSupplier clock) {
    this.clock = clock;
    this.begun = clock.getAsLong();
    this.heard = begun;
    this.stepped = begun;
    this.ended = begun;
  }

  /** A question goes out, with files of so many bytes. */
  synchronized void asked(long bytes) {
    long now = clock.getAsLong();
    begun += now - ended;
    stepped += now - ended;
    heard = now;
    size = bytes;
    received = 0;
    counted = 0;
    asked = true;
  }

  /** The machine says how much it has received. */
  synchronized void received(long bytes) {
    long known = Math.min(bytes, size);
    if (known <= received) {
      return;
    }
    received = known;
    heard = clock.getAsLong();
    if (steps < STEPS && received - counted >= size / STEPS) {
      steps++;
      counted = received;
      stepped = heard;
    }
  }

  /** The question was answered, or is given up. */
  synchronized void ended() {
    ended = clock.getAsLong();
    asked = false;
  }

  /** Returns why the machine is not waited for any longer. */
  synchronized Optional<String> overdue() {
    long now = clock.getAsLong();
    if (asked && now - heard >= MOST_SILENCE.toNanos()) {
      return Optional.of("nothing new came from it for " + MOST_SILENCE.toMinutes() + " minutes");
    }
    return asked && now - begun >= MOST.toNanos()
        ? Optional.of("it has not told what is in the scene within " + MOST.toHours() + " hours")
        : Optional.empty();
  }

  /** Returns whether it is too early to ask another machine beside this one. */
  synchronized boolean isQuick() {
    return !asked || clock.getAsLong() - stepped < ALONE.toNanos();
  }
}
