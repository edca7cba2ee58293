package org.networkrender.core.transport;

import org.junit.jupiter.api.Tag;
import org.networkrender.api.testkit.TransportContract;
import org.networkrender.api.transport.Transport;

@Tag("beside-others")
final class WebSocketTransportTest extends TransportContract {
  @Override
  protected Transport transport() {
    return new WebSocketTransport();
  }
}
