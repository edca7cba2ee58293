package org.networkrender.core.worker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The end of a worker's slots. Renderers may be foreign code in this process, which nobody can end
 * by force: what does not end within seconds is interrupted, told, and left alone.
 */
final class SlotEnding {
  private static final Logger log = LoggerFactory.getLogger(SlotEnding.class);

  /** As long as renderers may take to end and to remove what they wrote, and backends to open. */
  private static final Duration END = Duration.ofSeconds(10);

  private final List<Slot> slots;
  private final List<Thread> threads;
  private final StartedThreads openings;
  private final ThreadFactory factory;

  /**
   * Prepares the end.
   *
   * @param threads of the slots
   * @param openings on which sessions are opened
   * @param factory makes the threads on which sessions are closed
   */
  SlotEnding(
      List<Slot> slots, List<Thread> threads, StartedThreads openings, ThreadFactory factory) {
    this.slots = slots;
    this.threads = threads;
    this.openings = openings;
    this.factory = factory;
  }

  /**
   * Ends all that runs, all sessions, and the slots, which take no task any more.
   *
   * @param running what runs
   */
  void end(Collection<ServedTask> running) throws InterruptedException {
    List<Thread> ending = new ArrayList<>(threads);
    running.forEach(task -> ending.add(started(task::cancel)));
    ending.addAll(closeSessions());
    if (!StartedThreads.join(ending, END)) {
      log.warn("a renderer does not end, and is left alone");
      ending.forEach(Thread::interrupt);
    }
    openings.end(END);
    if (!StartedThreads.join(closeSessions(), END)) {
      log.warn("a session does not close, and is left alone");
    }
  }

  private List<Thread> closeSessions() {
    return slots.stream().map(slot -> started(slot.sessions()::closeAll)).toList();
  }

  private Thread started(Runnable work) {
    Thread thread = factory.newThread(work);
    thread.start();
    return thread;
  }
}
