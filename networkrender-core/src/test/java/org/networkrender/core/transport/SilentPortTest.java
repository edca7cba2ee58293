package org.networkrender.core.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.RenderException;
import org.networkrender.api.Sha256;
import org.networkrender.api.testkit.TestContext;
import org.networkrender.api.transport.ConnectionHandler;
import org.networkrender.api.transport.Transport;

class SilentPortTest {
  private static Transport waiting(String time) throws RenderException {
    try (TestContext context =
        new TestContext("transport.websocket", Map.of("connect-timeout", time))) {
      return new WebSocketTransport().configure(context);
    }
  }

  @Test
  void aPortThatSwallowsWhatIsSentIsTold() throws Exception {
    try (SilentPort port = new SilentPort()) {
      Transport hasty = waiting("300ms");
      int number = port.endpoint().port();
      assertThatExceptionOfType(RenderException.class)
          .isThrownBy(() -> hasty.connect(port.endpoint(), new Deaf()))
          .withMessage("its port " + number + " does not answer: a firewall?")
          .returns(ErrorKind.WORKER, RenderException::kind);
    }
  }

  @Test
  void eachWaitsAsLongAsItIsToldTo() throws Exception {
    try (SilentPort port = new SilentPort()) {
      Transport patient = waiting("1m");
      Transport hasty = waiting("100ms");
      Thread waits =
          new Thread(
              () ->
                  assertThatExceptionOfType(RenderException.class)
                      .isThrownBy(() -> patient.connect(port.endpoint(), new Deaf())));
      waits.start();
      await().until(() -> waits.getState() == Thread.State.TIMED_WAITING);
      assertThatExceptionOfType(RenderException.class)
          .isThrownBy(() -> hasty.connect(port.endpoint(), new Deaf()));
      assertThat(waits.isAlive()).isTrue();
      waits.interrupt();
      waits.join();
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
