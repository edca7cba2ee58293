package org.networkrender.core.events;

/** Why a worker cannot be used for a job. */
public enum Exclusion {
  /** It cannot be reached, or does not let this client in. */
  UNREACHABLE,
  /** It has no renderer of the version, or with the engine, that the scene needs. */
  NO_FITTING_RENDERER,
  /** The job brings scripts, and the worker's owner does not allow that. */
  NO_SCRIPTS,
  /** Its pictures may differ in their last bits, and the order wants the same ones exactly. */
  DIFFERENT_BUILD,
  /** It could not take the job's files; it is asked again later. */
  CANNOT_TAKE_JOB,
  /** The backend failed to judge it. */
  BACKEND_FAULT,
  /** Something that this version does not know. */
  OTHER
}
