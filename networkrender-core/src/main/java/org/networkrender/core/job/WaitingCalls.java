package org.networkrender.core.job;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.networkrender.core.order.FinishedFrame;
import org.networkrender.core.order.JobListener;
import org.networkrender.core.order.JobProgress;
import org.networkrender.core.order.Notice;

/**
 * The calls of a job's listener that were not made yet. They keep their order and take bounded
 * room, however slow the listener is: of states of the job that follow each other only the newest
 * waits, and what is too much of notices and of finished frames is counted and told in one line in
 * its place. May be used by any thread.
 */
final class WaitingCalls {
  static final int MOST_NOTICES = 1000;
  static final int MOST_FRAMES = 10_000;

  private final Deque<Event> events = new ArrayDeque<>();
  private final Kind notices = new Kind("notices", MOST_NOTICES);
  private final Kind frames = new Kind("finished frames", MOST_FRAMES);

  /** A state of the job that waits for the events before it, and the newest one after it. */
  private @Nullable State next;

  private @Nullable State newest;
  private long added;
  private long taken;
  private boolean closed;

  private record Event(@Nullable Kind kind, Consumer<JobListener> call) {}

  private record State(long after, JobProgress progress) {}

  /** What is counted alike. */
  private static final class Kind {
    private final String name;
    private final int most;
    private int waiting;
    private long leftOut;

    Kind(String name, int most) {
      this.name = name;
      this.most = most;
    }

    /** Whoever was too slow once must have caught up by half, or there were a line for each. */
    boolean isFull() {
      return waiting >= (leftOut > 0 ? most / 2 : most);
    }
  }

  synchronized void notice(Notice notice) {
    add(notices, listener -> listener.notice(notice));
  }

  synchronized void finished(FinishedFrame frame) {
    add(frames, listener -> listener.finished(frame));
  }

  /** Told once for each job. */
  synchronized void kept(List<FinishedFrame> frames) {
    if (!closed) {
      put(new Event(null, listener -> listener.kept(frames)));
    }
  }

  private void add(Kind kind, Consumer<JobListener> call) {
    if (closed) {
      return;
    }
    if (kind.isFull()) {
      kind.leftOut++;
      return;
    }
    tellLeftOut(kind);
    kind.waiting++;
    put(new Event(kind, call));
  }

  private void put(Event event) {
    events.add(event);
    added++;
    notifyAll();
  }

  private void tellLeftOut(Kind kind) {
    if (kind.leftOut > 0) {
      String text =
          "%d %s are left out here, since the listener is too slow"
              .formatted(kind.leftOut, kind.name);
      kind.leftOut = 0;
      put(new Event(null, listener -> listener.notice(new Notice(Notice.Level.WARNING, text))));
    }
  }

  synchronized void progress(JobProgress progress) {
    if (closed) {
      return;
    }
    State state = new State(added, progress);
    if (next == null || next.after == added) {
      next = state;
    } else {
      newest = state;
    }
    notifyAll();
  }

  /** Waits for the next call; null when there will be none. */
  synchronized @Nullable Consumer<JobListener> take() throws InterruptedException {
    while (next == null && events.isEmpty()) {
      if (closed) {
        return null;
      }
      wait();
    }
    State state = next;
    if (state != null && state.after <= taken) {
      next = newest;
      newest = null;
      return listener -> listener.progress(state.progress);
    }
    Event event = events.remove();
    taken++;
    if (event.kind != null) {
      event.kind.waiting--;
    }
    return event.call;
  }

  /** Takes no other call; what waits is still to be made. */
  synchronized void close() {
    if (!closed) {
      tellLeftOut(notices);
      tellLeftOut(frames);
      closed = true;
      notifyAll();
    }
  }

  /** Forgets what waits; returns how many calls that were. */
  synchronized int clear() {
    int all = events.size() + (next == null ? 0 : 1) + (newest == null ? 0 : 1);
    events.clear();
    next = null;
    newest = null;
    return all;
  }
}
