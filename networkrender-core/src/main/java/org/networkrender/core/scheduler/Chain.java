package org.networkrender.core.scheduler;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Tasks that go one after the other on one link. They wait, fail and are tried again as one task,
 * which has the number of the first of them. Each try begins with the first, since it has the state
 * that the others go on from, and ends with the last that is open; what was accepted before is not
 * accepted again.
 */
final class Chain {
  private final List<Integer> tasks;

  /** The steps whose tasks have not ended. */
  private final BitSet open = new BitSet();

  /** How many of these need something that is not done. */
  private int blocked;

  Chain(List<Integer> tasks, TaskGraph graph) {
    this.tasks = tasks;
    for (int step = 0; step < tasks.size(); step++) {
      int task = tasks.get(step);
      open.set(step, !graph.isDone(task));
      blocked += graph.isBlocked(task) ? 1 : 0;
    }
  }

  /** Returns the number by which it waits and is tried. */
  int number() {
    return tasks.get(0);
  }

  /** Returns the task that is rendered in a step, 0 or more. */
  int task(int step) {
    return tasks.get(step);
  }

  /** Returns the first task that has not ended; there must be one. */
  int firstOpen() {
    return tasks.get(open.nextSetBit(0));
  }

  /** Returns whether no step follows that is wanted. */
  boolean isLast(int step) {
    return step >= open.length() - 1;
  }

  /** Returns whether a step is not wanted, nor any that follows. */
  boolean isTooFar(int step) {
    return step >= open.length();
  }

  boolean isOver() {
    return open.isEmpty();
  }

  /** Returns whether nothing before a task is open. */
  boolean isOverBefore(int task) {
    return open.get(0, tasks.indexOf(task)).isEmpty();
  }

  /** The result of a step was verified; returns whether its task has ended by that. */
  boolean verified(int step) {
    boolean first = open.get(step);
    open.clear(step);
    return first;
  }

  /** Gives up what is open of a task and of those that follow it, and returns it. */
  List<Integer> cutOff(int task) {
    List<Integer> lost = new ArrayList<>();
    for (int step = open.nextSetBit(tasks.indexOf(task)); step >= 0; step = open.nextSetBit(step)) {
      lost.add(tasks.get(step));
      open.clear(step);
    }
    return lost;
  }

  /** One of its tasks needs nothing more, or was given up. */
  void unblock() {
    blocked--;
  }

  boolean isBlocked() {
    return blocked > 0;
  }
}
