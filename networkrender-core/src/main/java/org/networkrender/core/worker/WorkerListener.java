package org.networkrender.core.worker;

/** Hears what happens on a worker, one call at a time, on a thread of the worker. */
@FunctionalInterface
public interface WorkerListener {
  /** Hears nothing. */
  WorkerListener NONE = line -> {};

  /**
   * Something happened that a person at the worker may want to read.
   *
   * @param line one plain line
   */
  void happened(String line);
}
