package org.networkrender.core.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.networkrender.api.discovery.DiscoveredWorker;
import org.networkrender.api.discovery.DiscoveryListener;
import org.networkrender.api.transport.Endpoint;
import org.networkrender.core.order.JobReport;
import org.networkrender.core.pool.Dialer;
import org.networkrender.core.worker.Worker;

/** Hosts announce thousands of workers where nobody answers, or take back what they announced. */
class AnnouncementFloodTest extends FarmFixture {
  private static final int PORTS = 60;

  private final ToldDiscovery told = new ToldDiscovery();

  private Farm farm() throws Exception {
    return farm(told.heardBy(settings(false, new FakeBackend(), List.of())));
  }

  private static DiscoveredWorker at(String host, int port) {
    return new DiscoveredWorker(new Endpoint(host, port), Optional.empty());
  }

  @Test
  void placesWhereNobodyAnswersTakeNoThreadsAndHoldNobody() throws Exception {
    Worker honest = worker("honest", new FakeBackend());
    // The kernel takes the connection, and nobody ever says anything.
    try (ServerSocket silent = new ServerSocket(0, 1_000, InetAddress.getByName("0.0.0.0"))) {
      Farm farm = farm();
      DiscoveryListener listener = told.listener();
      for (int host = 2; host < 52; host++) {
        listener.found(at("127.0.0." + host, silent.getLocalPort()));
        for (int port = 1; port <= PORTS; port++) {
          listener.found(at("127.0.0." + host, port));
        }
      }
      listener.found(at("127.0.0.1", honest.port()));
      HeardNotices heard = new HeardNotices();

      JobReport report = end(farm.submit(order("1-5"), heard));

      assertThat(report.rendered().size()).isEqualTo(5);
      assertThat(
              Thread.getAllStackTraces().keySet().stream()
                  .filter(thread -> thread.getName().startsWith("farm-io"))
                  .count())
          .isLessThan(Dialer.MOST + 30);
      assertThat(heard.warnings()).hasSizeLessThan(60);
    }
  }

  @Test
  void whatWasTakenBackIsForgotten() throws Exception {
    Farm farm = farm();
    DiscoveryListener listener = told.listener();
    for (int port = 1; port <= 3_000; port++) {
      DiscoveredWorker worker = at("127.0.0.9", port);
      listener.found(worker);
      listener.gone(worker);
    }
    await().until(() -> farm.workers().isEmpty());
  }
}
