package org.networkrender.core.assets;

import com.google.common.collect.HashMultiset;
import com.google.common.collect.Multiset;
import java.util.HashMap;
import java.util.Map;
import org.networkrender.api.Sha256;

/**
 * What one host has a store keep: each content counts once, however often it is held. Guarded by
 * its owner.
 */
final class HostHolds {
  private final Multiset<Sha256> held = HashMultiset.create();
  private final Map<Sha256, Long> counted = new HashMap<>();

  /** What is held, and what is being written. */
  private long bytes;

  long bytes() {
    return bytes;
  }

  void hold(Sha256 content) {
    held.add(content);
  }

  void release(Sha256 content) {
    held.remove(content);
    if (!held.contains(content)) {
      Long size = counted.remove(content);
      bytes -= size == null ? 0 : size;
    }
  }

  /** Returns whether a content that is held counts already. */
  boolean counts(Sha256 content) {
    return counted.containsKey(content);
  }

  /** A content that is held is there. */
  void count(Sha256 content, long size) {
    if (held.contains(content) && counted.putIfAbsent(content, size) == null) {
      bytes += size;
    }
  }

  /** So many bytes more, or fewer, are being written. */
  void write(long more) {
    bytes += more;
  }

  boolean isEmpty() {
    return bytes == 0 && held.isEmpty();
  }
}
