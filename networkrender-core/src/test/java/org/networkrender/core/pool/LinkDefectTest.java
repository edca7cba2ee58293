package org.networkrender.core.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.contains;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.timeout;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mockito.ArgumentCaptor;
import org.mockito.Captor;
import org.mockito.Mock;
import org.mockito.junit.jupiter.MockitoExtension;
import org.networkrender.api.discovery.DiscoveredWorker;
import org.networkrender.api.transport.Connection;
import org.networkrender.api.transport.ConnectionHandler;
import org.networkrender.api.transport.Endpoint;
import org.networkrender.api.transport.Transport;
import org.networkrender.core.assets.SharedContents;
import org.networkrender.core.thread.FarmThread;
import org.networkrender.core.wire.Message;
import org.networkrender.core.wire.MessageCodec;

/** What goes wrong here with a message of one worker is no matter of the others. */
@ExtendWith(MockitoExtension.class)
class LinkDefectTest {
  private static final Endpoint PLACE = new Endpoint("127.0.0.1", 1);
  private static final long LONG = 60_000;

  private final Queue<Throwable> defects = new ConcurrentLinkedQueue<>();
  private final FarmThread thread = new FarmThread(defects::add);
  @Mock private Transport transport;
  @Mock private Connection connection;
  @Mock private LinkOwner owner;
  @Captor private ArgumentCaptor<ConnectionHandler> handler;

  @Test
  void itEndsTheConnectionOfThatWorkerAlone() throws Exception {
    when(transport.connect(any(), handler.capture())).thenReturn(connection);
    doThrow(new IllegalStateException("not thought of")).when(owner).message(any(), any());
    WorkerLink link =
        new WorkerLink(
            PLACE,
            "place",
            transport,
            thread,
            new Dialer(Runnable::run),
            new SharedContents(),
            new Message.Hello(Message.PROTOCOL, "client", "box"),
            owner);
    thread.execute(() -> link.announced(new DiscoveredWorker(PLACE, Optional.empty())));
    verify(connection, timeout(LONG)).send(any());
    tell(new Message.Welcome(Message.PROTOCOL, "id", "worker", 1, List.of()));
    verify(owner, timeout(LONG)).linked(link);

    tell(new Message.Started(1));

    verify(owner, timeout(LONG)).unlinked(any(), contains("not thought of"));
    verify(connection).close(contains("a defect"));
    assertThat(defects).isEmpty();
  }

  private void tell(Message message) {
    handler.getValue().message(MessageCodec.encode(message));
  }
}
