package org.networkrender.core.transport;

import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.networkrender.api.testkit.TransportContract;
import org.networkrender.api.transport.Transport;

@Tag("beside-others")
final class WebSocketTransportTest extends TransportContract {
  @Override
  protected Transport transport() {
    return new WebSocketTransport();
  }

  @Override
  protected Map<String, String> choice(int number) {
    return Map.of("connect-timeout", number == 0 ? "10s" : "20s");
  }
}
