package org.networkrender.api.discovery;

/** Hears of workers; the order of calls is law in {@link Discovery#watch}. */
public interface DiscoveryListener {
  /** A worker is there that was not there before. */
  void found(DiscoveredWorker worker);

  /** A worker tells something else than before, for example that it is busy now. */
  void changed(DiscoveredWorker worker);

  /** A worker said goodbye or was silent for too long. A connection to it may still be alive. */
  void gone(DiscoveredWorker worker);

  /**
   * A message came that cannot be used, for example of another version.
   *
   * @param from the sender, as text for people
   * @param reason why, in one plain line
   */
  default void ignored(String from, String reason) {}
}
