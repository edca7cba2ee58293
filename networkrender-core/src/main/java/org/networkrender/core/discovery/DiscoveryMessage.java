package org.networkrender.core.discovery;

import org.networkrender.api.discovery.Advertisement;

/** What travels in one datagram. */
sealed interface DiscoveryMessage {
  /** A worker tells about itself. */
  record Announce(Advertisement advertisement) implements DiscoveryMessage {}

  /** A worker leaves. */
  record Goodbye(String worker) implements DiscoveryMessage {}

  /** A client asks all workers to tell about themselves. */
  record Query() implements DiscoveryMessage {}
}
