package org.networkrender.core.job;

import java.io.IOException;

/** This machine cannot write: no worker is at fault. */
final class OutputException extends IOException {
  private static final long serialVersionUID = 1L;

  OutputException(IOException cause) {
    super(cause.getMessage(), cause);
  }
}
