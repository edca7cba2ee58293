package org.networkrender.core.scheduler;

import java.util.HashSet;
import java.util.NavigableSet;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongConsumer;

/**
 * Waiting tasks by their keys, the lowest first, and those of them that may be tried again where
 * they failed. A key that is taken out of the middle is left where it lies and passed over when it
 * comes up, so that each step is a logarithmic one and an entry costs no more than in a bare heap.
 */
final class TaskQueue {
  private final PriorityQueue<Long> heap = new PriorityQueue<>();
  private final Set<Long> removed = new HashSet<>(1);
  private final NavigableSet<Long> ready = new TreeSet<>();

  void add(long key) {
    if (!removed.remove(key)) {
      heap.add(key);
    }
  }

  /** Takes out a key that is in it. */
  void remove(long key) {
    ready.remove(key);
    removed.add(key);
    passRemoved();
  }

  /** The task of a key that is in it may be tried again where it failed. */
  void makeReady(long key) {
    ready.add(key);
  }

  boolean hasReady() {
    return !ready.isEmpty();
  }

  /** Takes out the lowest key that may be tried again where it failed; there must be one. */
  long takeReady() {
    long key = ready.first();
    remove(key);
    return key;
  }

  boolean isEmpty() {
    return heap.isEmpty();
  }

  /** Returns the lowest key; there must be one. */
  long first() {
    return heap.element();
  }

  /** Takes out the lowest key; there must be one. */
  long takeFirst() {
    long key = heap.remove();
    ready.remove(key);
    passRemoved();
    return key;
  }

  /** Calls for each key, in no order. */
  void forEach(LongConsumer action) {
    for (long key : heap) {
      if (!removed.contains(key)) {
        action.accept(key);
      }
    }
  }

  private void passRemoved() {
    while (!removed.isEmpty() && !heap.isEmpty() && removed.remove(heap.element())) {
      heap.remove();
    }
  }
}
