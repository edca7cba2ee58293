package org.networkrender.core.thread;

import java.util.concurrent.RejectedExecutionException;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.RenderException;

/** What is thrown where something is asked of a farm that was closed. */
public final class ClosedFarm {
  private static final String TEXT = "The farm is closed";

  private ClosedFarm() {}

  /** What the farm's thread throws when it may not do any more what it is asked for. */
  public static RejectedExecutionException rejection() {
    return new RejectedExecutionException(TEXT);
  }

  /** What the caller gets. */
  public static RenderException error(Throwable cause) {
    return new RenderException(ErrorKind.USER, TEXT, "Open another one", cause);
  }
}
