package org.networkrender.core.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.networkrender.api.discovery.Advertisement;
import org.networkrender.api.discovery.DiscoveredWorker;
import org.networkrender.api.discovery.Discovery;
import org.networkrender.api.discovery.DiscoverySettings;
import org.networkrender.api.testkit.DiscoveryContract;
import org.networkrender.api.testkit.RecordingListener;
import org.networkrender.api.transport.Endpoint;

class FixedListDiscoveryTest extends DiscoveryContract {
  @Override
  protected Discovery discovery() {
    return new FixedListDiscovery();
  }

  @Override
  protected DiscoverySettings visible(List<Advertisement> workers) {
    return settings(
        workers.stream().map(worker -> new Endpoint("127.0.0.1", worker.port())).toList());
  }

  private static DiscoverySettings settings(List<Endpoint> workers) {
    return new DiscoverySettings(8082, true, List.of("lo"), workers);
  }

  @Test
  void findsWhatIsNamedOnceInItsOrderAndKnowsNothingElseOfIt() {
    Endpoint b = new Endpoint("b.example", 8080);
    Endpoint a = new Endpoint("a.example", 8081);
    RecordingListener listener = new RecordingListener();
    try (Discovery.Watch watch =
        new FixedListDiscovery().watch(settings(List.of(b, a, b)), listener)) {
      await().until(() -> listener.found().size() >= 2);
      watch.query();
    }
    assertThat(listener.found())
        .containsExactly(
            new DiscoveredWorker(b, Optional.empty()), new DiscoveredWorker(a, Optional.empty()));
    assertThat(listener.violations()).isEmpty();
  }
}
