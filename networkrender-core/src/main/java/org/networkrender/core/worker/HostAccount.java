package org.networkrender.core.worker;

import java.util.function.LongSupplier;

/**
 * What the clients of one machine have this worker keep, beside contents, which the store counts by
 * itself. May be used by any thread.
 */
final class HostAccount {
  /**
   * The most bytes that the lists of files of all open jobs have together: twice as many as one may
   * have. In memory they take about twice as much.
   */
  static final long MOST_LISTED = 128L << 20;

  /** The most characters of orders that wait for a slot; in memory they take five times as much. */
  static final long MOST_ORDERED = 4L << 20;

  private final LongSupplier spare;
  private long listed;
  private long results;

  /**
   * Begins with nothing.
   *
   * @param spare tells how many bytes can be written before the disk is nearly full
   */
  HostAccount(LongSupplier spare) {
    this.spare = spare;
  }

  /** Counts the list of a job's files; false, and it does not count, if that would be too much. */
  synchronized boolean list(long bytes) {
    if (bytes > MOST_LISTED - listed) {
      return false;
    }
    listed += bytes;
    return true;
  }

  /** A job whose list counted is closed. */
  synchronized void unlist(long bytes) {
    listed -= bytes;
  }

  /** Results wait to be fetched: so many bytes more, or fewer. */
  synchronized void results(long more) {
    results += more;
  }

  /**
   * Returns whether a task may begin: what is here of its machine's results leaves as much room for
   * those of others. One may always begin where none is here.
   */
  synchronized boolean mayBegin() {
    return results == 0 || results <= spare.getAsLong();
  }
}
