package org.networkrender.core.assets;

import java.io.IOException;

/** A copy cannot be written: the file itself is not at fault. */
public final class CopyFailedException extends IOException {
  private static final long serialVersionUID = 1L;

  CopyFailedException(IOException cause) {
    super(cause.getMessage(), cause);
  }
}
