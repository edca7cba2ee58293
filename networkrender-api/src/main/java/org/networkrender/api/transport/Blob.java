package org.networkrender.api.transport;

import java.util.Objects;
import org.networkrender.api.Sha256;

/**
 * A blob that is asked for.
 *
 * @param content which content
 * @param bytes its whole size in bytes, 0 or more
 */
public record Blob(Sha256 content, long bytes) {
  /** Checks the size. */
  public Blob {
    Objects.requireNonNull(content);
    if (bytes < 0) {
      throw new IllegalArgumentException("a blob of " + bytes + " bytes");
    }
  }
}
