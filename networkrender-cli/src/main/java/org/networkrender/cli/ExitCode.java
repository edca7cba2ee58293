package org.networkrender.cli;

import org.networkrender.api.ErrorKind;

/** What the program's exit codes mean. */
public final class ExitCode {
  /** Everything that was asked for was done. */
  public static final int COMPLETE = 0;

  /** Networkrender has a defect. */
  public static final int FAILED = 1;

  /** The command, or the scene it names, cannot be carried out as it is. */
  public static final int USAGE = 2;

  /** There is no worker or renderer that can be used, or this machine lacks room. */
  public static final int NO_WORKER = 3;

  /** The job ended, and some frames are missing: the report says which and why. */
  public static final int INCOMPLETE = 4;

  /** Ctrl-C: 128 and the number of SIGINT, as shells have it. */
  public static final int CANCELLED = 130;

  private ExitCode() {}

  static int of(ErrorKind kind) {
    return switch (kind) {
      case USER -> USAGE;
      case WORKER, REFUSED, RESOURCE -> NO_WORKER;
      case INTERNAL -> FAILED;
    };
  }
}
