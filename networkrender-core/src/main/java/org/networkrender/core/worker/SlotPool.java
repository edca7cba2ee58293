package org.networkrender.core.worker;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The slots of a worker and the tasks that wait for them. Slots go round among the clients that
 * have a task waiting whose files are here, so no client starves.
 *
 * <p>All methods may be called from any thread. The lock is never held while a renderer is called.
 */
final class SlotPool {
  private static final Logger log = LoggerFactory.getLogger(SlotPool.class);

  private final List<Slot> slots = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final SlotEnding ending;
  private final Map<ClientSession, Deque<ServedTask>> waiting = new LinkedHashMap<>();
  private final Map<ServedTask, Slot> running = new HashMap<>();
  private final Set<Slot> retired = new HashSet<>();
  private final Set<Slot> hanging = new HashSet<>();
  private @Nullable Listener listener;
  private boolean draining;
  private boolean resting;
  private boolean closed;

  /**
   * Makes a slot for each device.
   *
   * @param devices on what each renders, in the words of the backend
   */
  SlotPool(
      List<String> devices,
      TaskDelivery delivery,
      StallWatch stalls,
      RendererLedger ledger,
      ThreadFactory threadFactory) {
    StartedThreads openings = new StartedThreads(threadFactory);
    for (String device : devices) {
      WarmSessions sessions = new WarmSessions(ledger, threadFactory);
      Slot slot = new Slot(this, device, delivery, stalls, sessions, openings);
      slots.add(slot);
      threads.add(threadFactory.newThread(slot));
    }
    ending = new SlotEnding(List.copyOf(slots), List.copyOf(threads), openings, threadFactory);
  }

  /** Is told what becomes of slots, on any thread. */
  interface Listener {
    /** The device of a slot was given up, and why. */
    void givenUp(Slot slot, String why);

    /** There are more slots or fewer than before, and why. */
    void changed(String why);
  }

  /** Says who is told. To be called before {@link #start}. */
  void listener(Listener other) {
    listener = other;
  }

  void givenUp(Slot slot, String why) {
    if (listener != null) {
      listener.givenUp(slot, why);
    }
  }

  private void changed(String why) {
    if (listener != null) {
      listener.changed(why);
    }
  }

  /** Ends a slot: it takes no further task. */
  synchronized void retire(Slot slot) {
    retired.add(slot);
    notifyAll();
  }

  /** All slots that are left render on the same from now on, in new sessions. */
  synchronized void renderOn(String device) {
    slots.forEach(slot -> slot.device(device));
  }

  /** A slot's thread has ended. */
  void ended(Slot slot) {
    synchronized (this) {
      if (closed || !retired.add(slot)) {
        return;
      }
    }
    changed("a slot has ended by a defect");
  }

  /**
   * A renderer goes on although its task was ended. Its slot is not offered until it comes back;
   * nobody can end foreign code by force.
   */
  void hangs(ServedTask task) {
    synchronized (this) {
      Slot slot = running.get(task);
      if (closed || slot == null || !hanging.add(slot)) {
        return;
      }
    }
    Slot.tellStopped(task);
    changed("a renderer goes on although its task was ended; its slot is not offered meanwhile");
  }

  /** Returns how many slots take tasks. */
  synchronized int count() {
    return (int) slots.stream().filter(this::works).count();
  }

  private boolean works(Slot slot) {
    return !retired.contains(slot) && !hanging.contains(slot);
  }

  void start() {
    threads.forEach(Thread::start);
  }

  /** Queues a task; false when no new task is taken any more. */
  synchronized boolean add(ServedTask task) {
    if (draining || resting || closed) {
      return false;
    }
    waiting.computeIfAbsent(task.job().client(), client -> new ArrayDeque<>()).add(task);
    notifyAll();
    return true;
  }

  /** Takes no new task from now on; returns those that wait and will not be started. */
  synchronized List<ServedTask> drain() {
    draining = true;
    return removeAllWaiting();
  }

  /** Takes no new task until {@link #resume}; returns those that wait and will not be started. */
  synchronized List<ServedTask> rest() {
    resting = true;
    return removeAllWaiting();
  }

  synchronized void resume() {
    resting = false;
  }

  private List<ServedTask> removeAllWaiting() {
    List<ServedTask> left = new ArrayList<>();
    waiting.values().forEach(left::addAll);
    waiting.clear();
    return left;
  }

  /** A job's files are here now, so its tasks may start. */
  synchronized void wake() {
    notifyAll();
  }

  /** Waits for a task that can start; null when the pool has closed. */
  synchronized @Nullable ServedTask take(Slot slot) {
    while (!closed && !retired.contains(slot)) {
      ServedTask task = next();
      if (task != null) {
        running.put(task, slot);
        return task;
      }
      try {
        wait();
      } catch (InterruptedException e) {
        // Foreign code that has worked on this thread may do this at any time, and means nothing.
        log.debug("a slot was interrupted", e);
      }
    }
    return null;
  }

  private @Nullable ServedTask next() {
    for (ClientSession client : List.copyOf(waiting.keySet())) {
      ServedTask task = firstReady(client);
      if (task != null) {
        // This client goes to the end of the round.
        Deque<ServedTask> queue = waiting.remove(client);
        if (queue != null && !queue.isEmpty()) {
          waiting.put(client, queue);
        }
        return task;
      }
    }
    return null;
  }

  private @Nullable ServedTask firstReady(ClientSession client) {
    Deque<ServedTask> queue = waiting.getOrDefault(client, new ArrayDeque<>());
    ServedTask found = queue.stream().filter(task -> task.job().isReady()).findFirst().orElse(null);
    if (found != null) {
      queue.remove(found);
    }
    return found;
  }

  void finished(ServedTask task) {
    synchronized (this) {
      Slot slot = running.remove(task);
      notifyAll();
      if (slot == null || !hanging.remove(slot) || closed) {
        return;
      }
    }
    changed("a renderer that was to end has ended at last; its slot is offered again");
  }

  /** Takes back a task that has not started; false if it has, or is not known. */
  boolean revoke(ClientSession client, long attempt) {
    return removeWaiting(client, attempt) != null;
  }

  /** Forgets a task that waits; returns it if it runs, and is to be cancelled. */
  synchronized Optional<ServedTask> forget(ClientSession client, long attempt) {
    return removeWaiting(client, attempt) == null
        ? runningOf(client).stream().filter(task -> task.attempt() == attempt).findFirst()
        : Optional.empty();
  }

  private synchronized @Nullable ServedTask removeWaiting(ClientSession client, long attempt) {
    Deque<ServedTask> queue = waiting.getOrDefault(client, new ArrayDeque<>());
    ServedTask found =
        queue.stream().filter(task -> task.attempt() == attempt).findFirst().orElse(null);
    if (found != null) {
      queue.remove(found);
    }
    return found;
  }

  private synchronized List<ServedTask> runningOf(ClientSession client) {
    return running.keySet().stream().filter(task -> task.job().client() == client).toList();
  }

  /** Forgets all tasks of a job, stops those that run, and ends its sessions. */
  void closeJob(ServedJob job) {
    synchronized (this) {
      waiting.values().forEach(queue -> queue.removeIf(task -> task.job() == job));
    }
    for (ServedTask task : runningOf(job.client())) {
      if (task.job() == job) {
        task.cancel();
      }
    }
    slots.forEach(slot -> slot.sessions().closeOf(job));
  }

  synchronized int waitingOf(ClientSession client) {
    return waiting.getOrDefault(client, new ArrayDeque<>()).size();
  }

  /** Returns how long the lists of frames of all waiting tasks of a client are together. */
  synchronized long orderedBy(ClientSession client) {
    return waiting.getOrDefault(client, new ArrayDeque<>()).stream()
        .mapToLong(ServedTask::characters)
        .sum();
  }

  /** Whether every slot has a task. */
  synchronized boolean isBusy() {
    return running.values().stream().filter(this::works).count() >= count();
  }

  /** Whether no slot has a task, but for those whose renderer does not end. */
  synchronized boolean isIdle() {
    return hanging.containsAll(running.values());
  }

  /**
   * Ends every session and every slot; returns when the slots' threads have ended, and what is
   * opening a session, or when that takes too long.
   */
  void close() throws InterruptedException {
    List<ServedTask> stopping;
    synchronized (this) {
      closed = true;
      waiting.clear();
      stopping = new ArrayList<>(running.keySet());
      notifyAll();
    }
    ending.end(stopping);
  }
}
