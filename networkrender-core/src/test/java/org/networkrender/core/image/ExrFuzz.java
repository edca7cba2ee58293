package org.networkrender.core.image;

import java.io.IOException;

/** What Jazzer runs for OpenEXR files. */
public final class ExrFuzz {
  private ExrFuzz() {}

  /** Joins the bytes as they are. */
  public static void fuzzerTestOneInput(byte[] data) throws IOException, InterruptedException {
    FuzzedPart.join(data, "exr");
  }
}
