package org.networkrender.core.worker;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.networkrender.api.transport.Blob;
import org.networkrender.api.transport.Transport;
import org.networkrender.core.assets.ContentStore;

/**
 * Which contents of a job come together: many small ones in one transfer, since a transfer of its
 * own costs each of them more than its bytes.
 */
final class Bundles {
  /** The most bytes of a bundle: some of them are under way at a time. */
  private static final long MOST_BYTES = 2L << 20;

  private Bundles() {}

  /** Returns whether a content comes with others. */
  static boolean isSmall(Blob content) {
    return content.bytes() <= ContentStore.MOST_BUNDLED;
  }

  /** Returns all contents: each big one alone, the biggest first, then small ones together. */
  static List<List<Blob>> of(List<Blob> contents) {
    List<List<Blob>> bundles = new ArrayList<>();
    contents.stream()
        .filter(content -> !isSmall(content))
        .sorted(Comparator.comparingLong(Blob::bytes).reversed())
        .forEach(content -> bundles.add(List.of(content)));
    List<Blob> bundle = new ArrayList<>();
    long bytes = 0;
    for (Blob content : contents) {
      if (!isSmall(content)) {
        continue;
      }
      if (bundle.size() == Transport.MAX_BLOBS_AT_ONCE || bytes + content.bytes() > MOST_BYTES) {
        bundles.add(bundle);
        bundle = new ArrayList<>();
        bytes = 0;
      }
      bundle.add(content);
      bytes += content.bytes();
    }
    if (!bundle.isEmpty()) {
      bundles.add(bundle);
    }
    return bundles;
  }
}
