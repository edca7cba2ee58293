package org.networkrender.core.discovery;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Decides which unusable messages are worth telling: each kind once, and few in all. */
final class IgnoredMessages {
  /** How many are told in one window at the most. */
  static final int MAX_TOLD = 64;

  private static final long WINDOW_NANOS = TimeUnit.MINUTES.toNanos(10);

  private final Set<String> told = new HashSet<>();
  private long windowStart;

  IgnoredMessages(long now) {
    windowStart = now;
  }

  /** Returns whether to tell this one; it counts as told then. */
  boolean isNews(String from, String reason, long now) {
    if (now - windowStart > WINDOW_NANOS) {
      told.clear();
      windowStart = now;
    }
    return told.size() < MAX_TOLD && told.add(from + ' ' + reason);
  }
}
