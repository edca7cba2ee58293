package org.networkrender.core.events;

/** What a job waits for while it does nothing. */
public enum WaitReason {
  /** No worker is there. */
  NO_WORKER,
  /** Workers are there, and none takes tasks just now. */
  NO_SLOT,
  /** The only task that is left has failed, and is tried again later. */
  RETRY,
  /** Nobody who is there can do what is left. */
  OTHER_WORKERS,
  /** Something that this version does not know. */
  OTHER
}
