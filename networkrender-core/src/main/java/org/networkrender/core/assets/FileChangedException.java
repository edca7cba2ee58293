package org.networkrender.core.assets;

import java.io.IOException;

/** A file is written into as often as it is read. */
public final class FileChangedException extends IOException {
  private static final long serialVersionUID = 1L;

  FileChangedException() {
    super("it changes while it is read");
  }
}
