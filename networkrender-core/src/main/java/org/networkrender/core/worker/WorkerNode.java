package org.networkrender.core.worker;

import org.networkrender.api.ErrorKind;
import org.networkrender.api.RenderException;

final class WorkerNode {
  private WorkerNode() {}

  @SuppressWarnings("DoNotCallSuggester")
  static Worker start(WorkerSettings settings, WorkerListener listener) throws RenderException {
    listener.happened("comes next");
    throw new RenderException(ErrorKind.INTERNAL, "comes next " + settings.name(), "");
  }
}
