package org.networkrender.core.assets;

import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.networkrender.api.Sha256;

/**
 * Contents in one directory, with their sizes: those in use, and the others in the order of their
 * last use. Each step takes the same time however many there are. Guarded by its owner.
 */
final class Shelf {
  private final Map<Sha256, Long> held = new HashMap<>();
  private final Map<Sha256, Long> idle = new LinkedHashMap<>();
  private long bytes;
  private long idleBytes;

  /** Returns how many bytes all of them have. */
  long bytes() {
    return bytes;
  }

  /** Returns how many bytes those have that are not in use. */
  long idleBytes() {
    return idleBytes;
  }

  /** Adds a content, as the one that was used last; in the place of one of the same name. */
  void put(Sha256 content, long size, boolean inUse) {
    remove(content);
    (inUse ? held : idle).put(content, size);
    bytes += size;
    idleBytes += inUse ? 0 : size;
  }

  /** A content is used from now on. */
  void hold(Sha256 content) {
    Long size = idle.remove(content);
    if (size != null) {
      held.put(content, size);
      idleBytes -= size;
    }
  }

  /** Nobody uses a content any more. */
  void release(Sha256 content) {
    Long size = held.remove(content);
    if (size != null) {
      idle.put(content, size);
      idleBytes += size;
    }
  }

  /** Removes a content; returns whether it was there. */
  boolean remove(Sha256 content) {
    Long inUse = held.remove(content);
    Long size = inUse == null ? idle.remove(content) : inUse;
    if (size != null) {
      bytes -= size;
      idleBytes -= inUse == null ? size : 0;
    }
    return size != null;
  }

  /** Returns the content that was used longest ago of those not in use; null if all are. */
  @Nullable Sha256 oldest() {
    Iterator<Sha256> contents = idle.keySet().iterator();
    return contents.hasNext() ? contents.next() : null;
  }
}
