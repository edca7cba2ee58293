package org.networkrender.core.transport;

import org.networkrender.api.testkit.TransportContract;
import org.networkrender.api.transport.Transport;

final class InProcessTransportTest extends TransportContract {
  @Override
  protected Transport transport() {
    return new InProcessTransport();
  }
}
