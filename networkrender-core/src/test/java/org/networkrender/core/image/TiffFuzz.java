package org.networkrender.core.image;

import java.io.IOException;

/** What Jazzer runs for TIFF files. */
public final class TiffFuzz {
  private TiffFuzz() {}

  /** Joins the bytes as they are: only deflated strips have a checksum. */
  public static void fuzzerTestOneInput(byte[] data) throws IOException, InterruptedException {
    FuzzedPart.join(data, "tif");
  }
}
