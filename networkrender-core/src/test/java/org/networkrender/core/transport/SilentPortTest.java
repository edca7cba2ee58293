package org.networkrender.core.transport;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import org.junit.jupiter.api.Test;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.RenderException;
import org.networkrender.api.Sha256;
import org.networkrender.api.transport.ConnectionHandler;

class SilentPortTest {
  @Test
  void aPortThatSwallowsWhatIsSentIsTold() throws Exception {
    try (SilentPort port = new SilentPort()) {
      WebSocketTransport hasty = new WebSocketTransport(300);
      int number = port.endpoint().port();
      assertThatExceptionOfType(RenderException.class)
          .isThrownBy(() -> hasty.connect(port.endpoint(), new Deaf()))
          .withMessage("its port " + number + " does not answer: a firewall?")
          .returns(ErrorKind.WORKER, RenderException::kind);
    }
  }

  private static final class Deaf implements ConnectionHandler {
    @Override
    public void message(String message) {}

    @Override
    public SeekableByteChannel blob(Sha256 blob) throws IOException {
      throw new IOException("nothing is here");
    }

    @Override
    public void closed(String reason) {}
  }
}
