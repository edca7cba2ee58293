package org.networkrender.core.events;

/** What a warning of a worker is about. */
public enum WorkerWarning {
  /** A renderer that was found and is not offered. */
  RENDERER,
  /** A device, such as a graphics card, that has failed so often that it is given up. */
  DEVICE,
  /** Another worker of the user runs on this machine. */
  SECOND_WORKER,
  /** Something that this version does not know. */
  OTHER
}
