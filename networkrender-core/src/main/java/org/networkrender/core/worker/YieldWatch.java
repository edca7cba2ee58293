package org.networkrender.core.worker;

import com.google.common.base.Ticker;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Tells whether the user of this machine is at work with a renderer himself: one of his own that
 * takes a good part of a processor in two looks one after the other. He is at work until none has
 * taken more than a bit of one for a while, so that the pauses between two frames end nothing. For
 * one thread.
 *
 * <p>The numbers are measured: a Blender whose window only stands there takes 1 to 2 % of a
 * processor, one that starts, plays an animation or renders 36 % and more, also where other
 * programs want both processors.
 */
final class YieldWatch {
  /** How often {@link #look} is to be called. */
  static final Duration LOOK_EVERY = Duration.ofSeconds(2);

  /** Who is called later than this has itself been stopped, or its machine was asleep. */
  private static final Duration STANDSTILL = LOOK_EVERY.multipliedBy(5);

  private static final double AT_WORK = 0.3;
  private static final double CALM = 0.1;
  private static final int LOOKS = 2;
  private static final Duration CALM_FOR = Duration.ofSeconds(15);

  /**
   * A process of this machine.
   *
   * @param process tells it from every other one, also from a later one of the same number
   * @param program the name of its program
   * @param used how much processor time it has used
   * @param own whether it is a renderer that the user runs himself; asked only where it matters
   */
  record Used(Object process, String program, Duration used, BooleanSupplier own) {}

  private final Supplier<List<Used>> processes;
  private final Ticker ticker;
  private Map<Object, Duration> before = Map.of();
  private Map<Object, Integer> looksAtWork = Map.of();
  private long lookedNanos;
  private long workedNanos;
  private String atWork = "";

  /**
   * Begins.
   *
   * @param processes returns those that there are now
   */
  YieldWatch(Supplier<List<Used>> processes, Ticker ticker) {
    this.processes = processes;
    this.ticker = ticker;
    this.lookedNanos = ticker.read();
  }

  /** Looks, and returns in words why no task is to be taken; empty where tasks can be. */
  Optional<String> look() {
    long now = ticker.read();
    double gap = now - lookedNanos;
    boolean comparable = gap > 0 && gap <= STANDSTILL.toNanos();
    lookedNanos = now;
    Map<Object, Duration> seen = new HashMap<>();
    Map<Object, Integer> looks = new HashMap<>();
    for (Used each : processes.get()) {
      seen.put(each.process(), each.used());
      Duration earlier = before.get(each.process());
      if (comparable && earlier != null) {
        judge(each, each.used().minus(earlier).toNanos() / gap, now, looks);
      }
    }
    before = seen;
    looksAtWork = looks;
    if (now - workedNanos >= CALM_FOR.toNanos()) {
      atWork = "";
    }
    return atWork.isEmpty() ? Optional.empty() : Optional.of(atWork);
  }

  private void judge(Used process, double share, long now, Map<Object, Integer> looks) {
    if (share < CALM || !process.own().getAsBoolean()) {
      return;
    }
    if (!atWork.isEmpty()) {
      workedNanos = now;
    }
    if (share >= AT_WORK) {
      int count = looksAtWork.getOrDefault(process.process(), 0) + 1;
      looks.put(process.process(), count);
      if (count >= LOOKS) {
        workedNanos = now;
        atWork = "its user is at work with " + process.program();
      }
    }
  }
}
