package org.networkrender.core.transport;

import org.junit.jupiter.api.Tag;
import org.networkrender.api.testkit.TransportContract;
import org.networkrender.api.transport.Transport;

@Tag("beside-others")
final class InProcessTransportTest extends TransportContract {
  @Override
  protected Transport transport() {
    return new InProcessTransport();
  }

  @Override
  protected boolean isInOneProcess() {
    return true;
  }
}
