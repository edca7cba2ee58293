package org.networkrender.core.worker;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadFactory;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The slots of a worker and the tasks that wait for them. Slots go round among the clients that
 * have a task waiting whose files are here, so no client starves.
 *
 * <p>All methods may be called from any thread. The lock is never held while a renderer is called.
 */
final class SlotPool {
  /** As long as a backend may take to end what it has begun to open. */
  private static final Duration LAST_OPENING = Duration.ofSeconds(10);

  private final List<Slot> slots = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final StartedThreads openings;
  private final Map<ClientSession, Deque<ServedTask>> waiting = new LinkedHashMap<>();
  private final Map<ServedTask, Slot> running = new HashMap<>();
  private final Set<Slot> retired = new HashSet<>();
  private BiConsumer<Slot, String> loss = (slot, why) -> {};
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
    openings = new StartedThreads(threadFactory);
    for (String device : devices) {
      Slot slot = new Slot(this, device, delivery, stalls, ledger, openings);
      slots.add(slot);
      threads.add(threadFactory.newThread(slot));
    }
  }

  /**
   * Says who is told of a slot whose device was given up, and why. To be called before {@link
   * #start}.
   */
  void whenGivenUp(BiConsumer<Slot, String> listener) {
    loss = listener;
  }

  void givenUp(Slot slot, String why) {
    loss.accept(slot, why);
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

  /** Returns how many slots take tasks. */
  synchronized int count() {
    return slots.size() - retired.size();
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
  synchronized @Nullable ServedTask take(Slot slot) throws InterruptedException {
    while (!closed && !retired.contains(slot)) {
      ServedTask task = next();
      if (task != null) {
        running.put(task, slot);
        return task;
      }
      wait();
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

  synchronized void finished(ServedTask task) {
    running.remove(task);
    notifyAll();
  }

  /** Takes back a task that has not started; false if it has, or is not known. */
  boolean revoke(ClientSession client, long attempt) {
    return removeWaiting(client, attempt) != null;
  }

  /** Forgets a task, and stops it if it runs. */
  void cancel(ClientSession client, long attempt) {
    if (removeWaiting(client, attempt) == null) {
      for (ServedTask task : runningOf(client)) {
        if (task.attempt() == attempt) {
          task.cancel();
        }
      }
    }
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
    return running.size() >= slots.size() - retired.size();
  }

  /** Whether no slot has a task. */
  synchronized boolean isIdle() {
    return running.isEmpty();
  }

  /**
   * Ends every session and every slot; returns when the slots' threads have ended, and what is
   * opening a session.
   */
  void close() throws InterruptedException {
    List<ServedTask> stopping;
    synchronized (this) {
      closed = true;
      waiting.clear();
      stopping = new ArrayList<>(running.keySet());
      notifyAll();
    }
    stopping.forEach(ServedTask::cancel);
    slots.forEach(slot -> slot.sessions().closeAll());
    for (Thread thread : threads) {
      thread.join();
    }
    openings.end(LAST_OPENING);
    slots.forEach(slot -> slot.sessions().closeAll());
  }
}
