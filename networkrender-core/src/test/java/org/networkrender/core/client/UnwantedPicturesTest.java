package org.networkrender.core.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.networkrender.api.Sha256;
import org.networkrender.api.backend.Capabilities;
import org.networkrender.api.transport.Connection;
import org.networkrender.api.transport.ConnectionHandler;
import org.networkrender.api.transport.Endpoint;
import org.networkrender.api.transport.ListenRequest;
import org.networkrender.api.transport.Transport;
import org.networkrender.core.order.JobListener;
import org.networkrender.core.providers.Providers;
import org.networkrender.core.wire.Message;
import org.networkrender.core.wire.MessageCodec;

/**
 * Pictures that the client does not fetch are not kept for it: the worker would drop it for that.
 */
class UnwantedPicturesTest extends FarmFixture {
  private final List<Long> released = new CopyOnWriteArrayList<>();

  @Test
  void theWorkerIsToldOfPicturesThatNobodyFetches() throws Exception {
    ListenRequest request = new ListenRequest(0, 1, List.of(loopback()), from -> Optional.empty());
    try (Transport.Listener door =
        Providers.load().transport("websocket").listen(request, OddWorker::new)) {
      Farm farm =
          farm(settings(false, new FakeBackend(), List.of(new Endpoint("127.0.0.1", door.port()))));
      farm.submit(order("1"), JobListener.NONE);
      await().until(() -> released.size() >= 2);
    }
    assertThat(released.get(1)).as("of an attempt that has failed").isEqualTo(released.get(0));
  }

  /** Renders what nobody asked for, and says so twice. */
  private final class OddWorker implements ConnectionHandler {
    private final Connection connection;

    OddWorker(Connection connection) {
      this.connection = connection;
    }

    private void send(Message message) {
      connection.send(MessageCodec.encode(message));
    }

    @Override
    public void message(String text) {
      Message message = MessageCodec.decode(text);
      if (message instanceof Message.Hello) {
        List<Capabilities> backends =
            List.of(new Capabilities("fake", "1", List.of(), List.of("CPU"), Map.of()));
        send(new Message.Welcome(Message.PROTOCOL, "odd", "odd", 1, backends));
      } else if (message instanceof Message.OpenJob order) {
        send(new Message.JobReady(order.job()));
      } else if (message instanceof Message.Assign order) {
        send(new Message.Started(order.attempt()));
        Message.ResultFile file = new Message.ResultFile("other.png", Sha256.of(new byte[] {1}), 1);
        for (int i = 0; i < 2; i++) {
          send(new Message.Rendered(order.attempt(), 1, List.of(file)));
        }
      } else if (message instanceof Message.Release release) {
        released.add(release.attempt());
      }
    }

    @Override
    public SeekableByteChannel blob(Sha256 blob) throws IOException {
      throw new IOException("there is none");
    }

    @Override
    public void closed(String reason) {
      // The client comes again.
    }
  }
}
