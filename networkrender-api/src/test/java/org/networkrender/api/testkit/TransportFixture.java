package org.networkrender.api.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.networkrender.api.RenderException;
import org.networkrender.api.Sha256;
import org.networkrender.api.transport.Connection;
import org.networkrender.api.transport.Endpoint;
import org.networkrender.api.transport.ListenRequest;
import org.networkrender.api.transport.Transport;

/** Connections over a transport, with what each side heard; all is closed after each test. */
@Timeout(60)
abstract class TransportFixture {
  /** What nobody offers. */
  static final Sha256 MISSING = Sha256.of(new byte[] {1});

  final List<AutoCloseable> opened = new ArrayList<>();
  private final List<TestContext> contexts = new ArrayList<>();
  final BlockingQueue<Side> arrived = new LinkedBlockingQueue<>();

  /** Returns a new transport. */
  protected abstract Transport transport();

  /** Returns the name of the loopback interface, and no other. */
  protected List<String> interfaces() {
    return List.of("lo");
  }

  /** Returns whether both sides are in one process, so that one may read the other's files. */
  protected boolean isInOneProcess() {
    return false;
  }

  /**
   * Returns a value for each option of the scope {@code PROVIDER} that the provider has, under
   * which it works here; none unless it has some.
   *
   * @param number 0 or 1: another value for each option
   */
  protected Map<String, String> choice(int number) {
    return Map.of();
  }

  Transport configured(Transport provider, int number) throws RenderException {
    TestContext context = new TestContext("transport." + provider.name(), choice(number));
    contexts.add(context);
    return provider.configure(context);
  }

  Transport configured() throws RenderException {
    return configured(transport(), 0);
  }

  /** One side of a connection and what it heard. */
  record Side(Connection connection, RecordingHandler handler) {}

  record Pair(Side near, Side far) {
    /** Returns the same, seen from the other side. */
    @SuppressWarnings("ArgumentSelectionDefectChecker") // They are swapped because they are.
    Pair turned() {
      return new Pair(far, near);
    }
  }

  @AfterEach
  void closeAll() throws Exception {
    for (AutoCloseable each : opened) {
      each.close();
    }
    contexts.forEach(TestContext::close);
  }

  Transport.Listener listen(ListenRequest request) throws RenderException {
    return listen(configured(), request);
  }

  Transport.Listener listen(Transport transport, ListenRequest request) throws RenderException {
    Transport.Listener listener =
        transport.listen(
            request,
            connection -> {
              RecordingHandler handler = new RecordingHandler();
              arrived.add(new Side(connection, handler));
              return handler;
            });
    opened.add(listener);
    return listener;
  }

  ListenRequest anyPort() {
    return new ListenRequest(0, 1, interfaces(), address -> Optional.empty());
  }

  Pair connect(Transport.Listener listener) throws Exception {
    return connect(configured(), listener);
  }

  Pair connect(Transport transport, Transport.Listener listener) throws Exception {
    RecordingHandler handler = new RecordingHandler();
    Connection near = transport.connect(at(listener.port()), handler);
    opened.add(near);
    Side far = arrived.poll(10, TimeUnit.SECONDS);
    assertThat(far).as("the other side").isNotNull();
    return new Pair(new Side(near, handler), far);
  }

  Pair connect() throws Exception {
    return connect(listen(anyPort()));
  }

  static Endpoint at(int port) {
    return new Endpoint("127.0.0.1", port);
  }

  static void awaitClosed(Side side, String reason) {
    await().untilAsserted(() -> assertThat(side.handler().closings()).containsExactly(reason));
  }

  RenderException errorOfConnecting(int port) {
    RenderException error =
        catchThrowableOfType(
            RenderException.class, () -> configured().connect(at(port), new RecordingHandler()));
    assertThat(error).as("what connecting throws").isNotNull();
    return error;
  }
}
