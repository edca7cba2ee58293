package org.networkrender.core.pool;

import org.networkrender.core.wire.Message;

/** What a link tells the farm, on the farm's thread. */
public interface LinkOwner {
  /** The worker has said who it is; whether it is linked by another way is to be found out. */
  void linked(WorkerLink link);

  /** A message about a job came in. */
  void message(WorkerLink link, Message message);

  /** The link has ended, or could not be made. */
  void unlinked(WorkerLink link, String reason);

  /** Returns a number that no link had before. */
  int nextNumber();
}
