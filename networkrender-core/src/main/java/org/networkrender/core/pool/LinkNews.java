package org.networkrender.core.pool;

/** What a job is told of the ways to workers, on the farm's thread. */
public interface LinkNews {
  /** A worker was heard of, and nobody knows yet whether it can be reached. */
  void asking(WorkerLink link);

  /**
   * A worker can be talked to.
   *
   * @param local whether it is this machine
   */
  void linked(WorkerLink link, boolean local);

  /** A worker was heard of that is linked by another way, and used by that alone. */
  void twin(WorkerLink link);

  /** A worker was heard of, but it cannot be reached or does not let this client in. */
  void unreachable(WorkerLink link, String reason);
}
