package org.networkrender.api.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.networkrender.api.RenderException;
import org.networkrender.api.discovery.Advertisement;
import org.networkrender.api.discovery.DiscoveredWorker;
import org.networkrender.api.discovery.Discovery;
import org.networkrender.api.discovery.DiscoverySettings;

/** What every {@link Discovery} keeps to. Extend it, and say how a worker becomes visible. */
@Timeout(60)
public abstract class DiscoveryContract {
  private final List<TestContext> contexts = new ArrayList<>();

  /** Creates the contract. */
  protected DiscoveryContract() {}

  /** Returns a new provider. */
  protected abstract Discovery discovery();

  /**
   * Returns settings, on the loopback interface alone, under which these workers are found by a
   * watch; apart from what runs beside it. Called once a test.
   *
   * @param workers what the workers of this machine announce, if the provider looks at it
   */
  protected abstract DiscoverySettings visible(List<Advertisement> workers) throws Exception;

  /**
   * Returns a value for each option of the scope {@code PROVIDER} that the provider has, under
   * which it works here; none unless it has some.
   *
   * @param number 0 or 1: another value for each option
   */
  protected Map<String, String> choice(int number) {
    return Map.of();
  }

  private Discovery configured(Discovery provider, int number) throws RenderException {
    TestContext context = new TestContext("discovery." + provider.name(), choice(number));
    contexts.add(context);
    return provider.configure(context);
  }

  private Discovery configured() throws RenderException {
    return configured(discovery(), 0);
  }

  /** Ends the threads that a test gave to its providers. */
  @AfterEach
  void endThreads() {
    contexts.forEach(TestContext::close);
  }

  /** Returns what a worker of this number may announce. */
  protected static Advertisement worker(int number) {
    return new Advertisement(
        "worker-" + number, "machine " + number, 1, 9000 + number, "", Advertisement.State.FREE);
  }

  private static List<Advertisement> workers(int count) {
    List<Advertisement> workers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      workers.add(worker(i));
    }
    return workers;
  }

  private static List<Integer> ports(RecordingListener listener) {
    return listener.found().stream().map(each -> each.endpoint().port()).toList();
  }

  @Test
  void theNameAndTheOptionsKeepToTheRulesOfAllProviders() throws Exception {
    ProviderRules.check("discovery", discovery(), choice(0), choice(1));
  }

  @Test
  void oneThatIsConfiguredTwiceWorksSideBySide() throws Exception {
    DiscoverySettings settings = visible(workers(2));
    Discovery provider = discovery();
    RecordingListener one = new RecordingListener();
    RecordingListener other = new RecordingListener();
    try (Discovery.Watch first = configured(provider, 0).watch(settings, one);
        Discovery.Watch second = configured(provider, 1).watch(settings, other)) {
      await().until(() -> one.found().size() >= 2 && other.found().size() >= 2);
      first.query();
      second.query();
    }
    assertThat(ports(one)).containsExactlyInAnyOrder(9000, 9001);
    assertThat(ports(other)).containsExactlyInAnyOrder(9000, 9001);
    assertThat(one.violations()).isEmpty();
    assertThat(other.violations()).isEmpty();
  }

  @Test
  void eachVisibleWorkerIsFoundOnce() throws Exception {
    DiscoverySettings settings = visible(workers(3));
    RecordingListener listener = new RecordingListener();
    try (Discovery.Watch watch = configured().watch(settings, listener)) {
      await().until(() -> listener.found().size() >= 3);
      watch.query();
      watch.query();
    }
    listener.watchClosed();
    assertThat(ports(listener)).containsExactlyInAnyOrder(9000, 9001, 9002);
    assertThat(listener.found()).allMatch(each -> each.endpoint().host().startsWith("127."));
    assertThat(listener.gone()).isEmpty();
    assertThat(listener.violations()).isEmpty();
  }

  @Test
  void severalWatchesFindTheSame() throws Exception {
    DiscoverySettings settings = visible(workers(2));
    RecordingListener one = new RecordingListener();
    RecordingListener other = new RecordingListener();
    Discovery discovery = configured();
    try (Discovery.Watch first = discovery.watch(settings, one);
        Discovery.Watch second = discovery.watch(settings, other)) {
      await().until(() -> one.found().size() >= 2 && other.found().size() >= 2);
      first.query();
      second.query();
    }
    assertThat(ports(one)).containsExactlyInAnyOrder(9000, 9001);
    assertThat(ports(other)).containsExactlyInAnyOrder(9000, 9001);
    assertThat(one.violations()).isEmpty();
    assertThat(other.violations()).isEmpty();
  }

  @Test
  void aSlowListenerHoldsUpNeitherWatchNorQuery() throws Exception {
    DiscoverySettings settings = visible(workers(2));
    CountDownLatch release = new CountDownLatch(1);
    RecordingListener listener =
        new RecordingListener() {
          @Override
          public void found(DiscoveredWorker worker) {
            try {
              release.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
            super.found(worker);
          }
        };
    try (Discovery.Watch watch = configured().watch(settings, listener)) {
      watch.query();
      assertThat(listener.found()).isEmpty();
      release.countDown();
      await().until(() -> listener.found().size() >= 2);
    }
    assertThat(listener.violations()).isEmpty();
  }

  @Test
  void nothingIsToldAfterClose() throws Exception {
    DiscoverySettings settings = visible(workers(3));
    for (int i = 0; i < 20; i++) {
      RecordingListener listener = new RecordingListener();
      Discovery.Watch watch = configured().watch(settings, listener);
      watch.close();
      listener.watchClosed();
      watch.query();
      watch.close();
      assertThat(listener.violations()).isEmpty();
    }
  }

  @Test
  void anAnnouncementIsChangedAndClosedWithoutFuss() throws Exception {
    DiscoverySettings settings = visible(List.of());
    Discovery.Announcement announcement = configured().announce(settings, worker(1));
    assertThatCode(
            () -> {
              announcement.update(worker(1));
              announcement.close();
              announcement.close();
              announcement.update(worker(1));
            })
        .doesNotThrowAnyException();
  }
}
