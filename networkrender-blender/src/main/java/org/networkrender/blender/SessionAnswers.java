package org.networkrender.blender;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What the thread that reads from a session's Blender hands to the thread that renders. */
final class SessionAnswers implements ScriptedBlender.Listener {
  /** How often the processor time is looked at: Cycles itself reports only every half minute. */
  static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  private final Launch launch;
  private final LastLines lastLines = new LastLines();
  private final SessionLosses losses;
  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private volatile @Nullable String colourFailure;
  private volatile @Nullable FrameWatch watch;
  private volatile boolean over;

  /** What ends a wait. */
  sealed interface Event permits Answered, Ended {}

  /** The script has answered. */
  record Answered(SessionProtocol.Answer answer) implements Event {}

  /** Blender has ended. */
  record Ended(int exitCode) implements Event {}

  SessionAnswers(Launch launch, SessionLosses losses) {
    this.launch = launch;
    this.losses = losses;
  }

  @Override
  public void answered(SessionProtocol.Answer answer) {
    events.add(new Answered(answer));
  }

  @Override
  public void line(String text) {
    lastLines.add(text);
    losses.line(text);
    ColourConfiguration.failure(launch, text).ifPresent(failure -> colourFailure = failure);
    FrameWatch current = watch;
    if (current != null) {
      current.line(text);
    }
  }

  @Override
  public void ended(int exitCode) {
    over = true;
    events.add(new Ended(exitCode));
  }

  /** Sets who hears the lines from now on; nobody if it is null. */
  void watch(@Nullable FrameWatch next) {
    watch = next;
  }

  /** Returns who hears the lines, or null. */
  @Nullable FrameWatch watch() {
    return watch;
  }

  /** Waits for an answer or the end; what the process computes meanwhile is a sign of work. */
  Event await(BlenderProcess process, FrameWatch current) throws InterruptedException {
    Duration used = process.processorTime();
    while (true) {
      Event event = events.poll(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
      if (event != null) {
        return event;
      }
      Duration now = process.processorTime();
      if (now.compareTo(used) > 0) {
        used = now;
        current.working();
      }
    }
  }

  /** Returns whether Blender has ended. */
  boolean isOver() {
    return over;
  }

  /** Returns what Blender has said against the job's colour configuration, however long ago. */
  Optional<String> colourFailure() {
    return Optional.ofNullable(colourFailure);
  }

  /** Returns what Blender printed last. */
  List<String> lastLines() {
    return lastLines.list();
  }
}
