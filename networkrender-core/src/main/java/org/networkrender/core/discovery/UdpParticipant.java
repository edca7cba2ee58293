package org.networkrender.core.discovery;

import java.net.InetSocketAddress;

/** What a worker or a client does with datagrams. All methods are called on the loop's thread. */
interface UdpParticipant {
  /** A valid message came from a machine of a chosen subnet. */
  void received(DiscoveryMessage message, InetSocketAddress from, long now);

  /** A datagram came that cannot be used. */
  void unusable(InetSocketAddress from, String reason, long now);

  /**
   * Does what is due.
   *
   * @return in how many nanoseconds the next thing is due
   */
  long work(UdpSender sender, long now);

  /** Is called once, last. */
  void end(UdpSender sender);
}
