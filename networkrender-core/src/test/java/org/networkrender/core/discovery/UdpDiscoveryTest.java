package org.networkrender.core.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.networkrender.core.discovery.Loopback.busy;
import static org.networkrender.core.discovery.Loopback.worker;

import com.google.common.net.InetAddresses;
import java.net.DatagramSocket;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.RenderException;
import org.networkrender.api.discovery.Advertisement;
import org.networkrender.api.discovery.DiscoveredWorker;
import org.networkrender.api.discovery.Discovery;
import org.networkrender.api.discovery.DiscoverySettings;
import org.networkrender.api.testkit.RecordingListener;
import org.networkrender.api.transport.Endpoint;
import org.networkrender.core.network.ChosenInterfaces;

@Timeout(60)
class UdpDiscoveryTest {
  private final UdpDiscovery discovery = new UdpDiscovery();
  private final RecordingListener listener = new RecordingListener();

  private static UdpDiscovery udp(FakeTicker ticker) {
    return new UdpDiscovery(OwnThread::run, ticker::read, UdpTimes.USUAL);
  }

  private static List<Endpoint> endpoints(List<DiscoveredWorker> workers) {
    return workers.stream().map(DiscoveredWorker::endpoint).toList();
  }

  @Test
  void aWorkerThatStartsLaterIsFoundChangesAndSaysGoodbye() throws Exception {
    DiscoverySettings settings = Loopback.settings(true);
    Advertisement worker = worker("w", 9000);
    try (Discovery.Watch watch = discovery.watch(settings, listener)) {
      Discovery.Announcement announcement = discovery.announce(settings, worker);
      await().until(() -> listener.found().size() == 1);
      announcement.update(busy(worker));
      await().until(() -> listener.changed().size() == 1);
      announcement.close();
      await().until(() -> listener.gone().size() == 1);
      watch.query();
    }
    assertThat(endpoints(listener.found())).containsExactly(new Endpoint("127.0.0.1", 9000));
    assertThat(listener.found().get(0).advertisement()).contains(worker);
    assertThat(listener.changed().get(0).advertisement()).contains(busy(worker));
    assertThat(listener.gone()).isEqualTo(listener.changed());
    assertThat(listener.violations()).isEmpty();
  }

  @Test
  void severalWorkersAndClientsShareOnePort() throws Exception {
    DiscoverySettings settings = Loopback.settings(true);
    List<RecordingListener> listeners =
        List.of(new RecordingListener(), new RecordingListener(), new RecordingListener());
    try (Discovery.Announcement a = discovery.announce(settings, worker("a", 9001));
        Discovery.Watch first = discovery.watch(settings, listeners.get(0));
        Discovery.Announcement b = discovery.announce(settings, worker("b", 9002));
        Discovery.Watch second = discovery.watch(settings, listeners.get(1));
        Discovery.Watch third = discovery.watch(settings, listeners.get(2));
        Discovery.Announcement c = discovery.announce(settings, worker("c", 9003))) {
      a.update(busy(worker("a", 9001)));
      first.query();
      second.query();
      third.query();
      b.update(busy(worker("b", 9002)));
      c.update(busy(worker("c", 9003)));
      for (RecordingListener each : listeners) {
        await().until(() -> each.found().size() == 3);
      }
    }
    for (RecordingListener each : listeners) {
      assertThat(endpoints(each.found()))
          .extracting(Endpoint::port)
          .containsExactlyInAnyOrder(9001, 9002, 9003);
      assertThat(each.violations()).isEmpty();
    }
  }

  @Test
  void theAddressIsTheSendersWhateverIsClaimed() throws Exception {
    DiscoverySettings settings = Loopback.settings(true);
    String claim =
        "{\"networkrender\":1,\"type\":\"announce\",\"worker\":\"w\",\"name\":\"n\",\"protocol\":1,"
            + "\"port\":9000,\"fingerprint\":\"\",\"state\":\"FREE\","
            + "\"host\":\"192.0.2.9\",\"address\":\"192.0.2.9\"}";
    try (Discovery.Watch watch = discovery.watch(settings, listener);
        Loopback stranger = new Loopback("127.0.0.5", settings.port())) {
      stranger.send(claim);
      await().until(() -> listener.found().size() == 1);
      watch.query();
    }
    assertThat(endpoints(listener.found())).containsExactly(new Endpoint("127.0.0.5", 9000));
  }

  @Test
  void aSilentWorkerExpires() throws Exception {
    DiscoverySettings settings = Loopback.settings(true);
    FakeTicker ticker = new FakeTicker();
    try (Discovery.Watch watch = udp(ticker).watch(settings, listener);
        Loopback stranger = new Loopback("127.0.0.1", settings.port())) {
      stranger.announce(worker("w", 9000));
      await().until(() -> listener.found().size() == 1);
      ticker.advance(15, TimeUnit.SECONDS);
      stranger.announce(worker("w", 9000));
      stranger.announce(worker("marker", 9001));
      await().until(() -> listener.found().size() == 2);
      ticker.advance(15, TimeUnit.SECONDS);
      stranger.announce(worker("another-marker", 9002));
      await().until(() -> listener.found().size() == 3);
      assertThat(listener.gone()).isEmpty();
      ticker.advance(1, TimeUnit.SECONDS);
      await().until(() -> listener.gone().size() == 2);
      watch.query();
    }
    assertThat(endpoints(listener.gone()))
        .extracting(Endpoint::port)
        .containsExactlyInAnyOrder(9000, 9001);
    assertThat(listener.violations()).isEmpty();
  }

  @Test
  void aClientThatIsToldToBearsLessSilence() throws Exception {
    DiscoverySettings settings = Loopback.settings(true);
    FakeTicker ticker = new FakeTicker();
    UdpDiscovery impatient =
        new UdpDiscovery(
            OwnThread::run,
            ticker::read,
            new UdpTimes(Duration.ofSeconds(5), Duration.ofSeconds(3)));
    try (Discovery.Watch watch = impatient.watch(settings, listener);
        Loopback stranger = new Loopback("127.0.0.1", settings.port())) {
      stranger.announce(worker("w", 9000));
      await().until(() -> listener.found().size() == 1);
      ticker.advance(2, TimeUnit.SECONDS);
      stranger.announce(worker("marker", 9001));
      await().until(() -> listener.found().size() == 2);
      assertThat(listener.gone()).isEmpty();
      ticker.advance(1, TimeUnit.SECONDS);
      await().until(() -> listener.gone().size() == 1);
      watch.query();
    }
    assertThat(endpoints(listener.gone())).containsExactly(new Endpoint("127.0.0.1", 9000));
  }

  @Test
  void aRestartIsAnotherWorker() throws Exception {
    DiscoverySettings settings = Loopback.settings(true);
    try (Discovery.Watch watch = discovery.watch(settings, listener);
        Loopback stranger = new Loopback("127.0.0.1", settings.port())) {
      stranger.announce(worker("before", 9000));
      stranger.announce(worker("after", 9000));
      await().until(() -> listener.found().size() == 2);
      watch.query();
    }
    assertThat(listener.gone()).isEqualTo(listener.found().subList(0, 1));
    assertThat(listener.violations()).isEmpty();
  }

  @Test
  void junkIsToldOnceAndHurtsNobody() throws Exception {
    DiscoverySettings settings = Loopback.settings(true);
    Random random = new Random(1);
    try (Discovery.Watch watch = discovery.watch(settings, listener);
        Discovery.Announcement announcement = discovery.announce(settings, worker("w", 9000));
        Loopback stranger = new Loopback("127.0.0.1", settings.port())) {
      await().until(() -> listener.found().size() == 1);
      for (int i = 0; i < 5000; i++) {
        byte[] junk = new byte[random.nextInt(3000)];
        random.nextBytes(junk);
        stranger.send(junk);
      }
      stranger.send("{\"networkrender\":1,\"type\":\"goodbye\",\"worker\":\"../../etc\"}");
      announcement.update(busy(worker("w", 9000)));
      await().until(() -> listener.changed().size() == 1);
      await()
          .untilAsserted(
              () -> {
                stranger.send("{\"networkrender\":2,\"type\":\"news\"}");
                assertThat(listener.ignored()).anyMatch(line -> line.contains("version 2"));
              });
      watch.query();
      // Here, since the watch still hears the goodbye when the announcement is closed before it.
      assertThat(listener.gone()).isEmpty();
    }
    assertThat(listener.ignored()).doesNotHaveDuplicates().hasSizeBetween(2, 4);
    assertThat(listener.violations()).isEmpty();
  }

  @Test
  void withoutBroadcastOnlyThoseWhoAskAreTold() throws Exception {
    DiscoverySettings loud = Loopback.settings(true);
    DiscoverySettings quiet =
        new DiscoverySettings(loud.port(), false, loud.interfaces(), loud.workers());
    Advertisement worker = worker("w", 9000);
    RecordingListener mute = new RecordingListener();
    try (Discovery.Watch silent = discovery.watch(quiet, mute);
        Discovery.Announcement marker = discovery.announce(loud, worker("marker", 9001))) {
      Discovery.Announcement announcement = discovery.announce(quiet, worker);
      silent.query();
      await().until(() -> mute.found().size() == 1);
      marker.update(busy(worker("marker", 9001)));
      await().until(() -> mute.changed().size() == 1);
      assertThat(endpoints(mute.found())).containsExactly(new Endpoint("127.0.0.1", 9001));

      try (Discovery.Watch asking = discovery.watch(loud, listener)) {
        await().until(() -> listener.found().size() == 2);
        announcement.update(busy(worker));
        await().until(() -> !listener.changed().isEmpty());
        announcement.close();
        await().until(() -> listener.gone().size() == 1);
        asking.query();
      }
    }
    assertThat(endpoints(listener.gone())).containsExactly(new Endpoint("127.0.0.1", 9000));
    assertThat(mute.found()).hasSize(1);
  }

  @Test
  void aQueryIsAnsweredToTheAskerAndAFloodOfThemIsNot() throws Exception {
    DiscoverySettings settings = Loopback.settings(false);
    Advertisement worker = worker("w", 9000);
    FakeTicker ticker = new FakeTicker();
    try (Discovery.Announcement announcement = udp(ticker).announce(settings, worker);
        Loopback asker = new Loopback("127.0.0.1", settings.port())) {
      asker.send(new DiscoveryMessage.Query());
      assertThat(asker.receive()).isEqualTo(new DiscoveryMessage.Announce(worker));
      for (int i = 0; i < 1000; i++) {
        asker.send(new DiscoveryMessage.Query());
      }
      assertThat(asker.countAnswers(700)).as("answers while no time passes").isZero();
      ticker.advance(200, TimeUnit.MILLISECONDS);
      assertThat(asker.receive()).isEqualTo(new DiscoveryMessage.Announce(worker));
      announcement.update(busy(worker));
      assertThat(asker.receive()).isEqualTo(new DiscoveryMessage.Announce(busy(worker)));
    }
  }

  @Test
  void whatComesFromOutsideTheChosenInterfacesIsIgnored() throws Exception {
    LocalNetworks networks =
        new LocalNetworks(ChosenInterfaces.of(List.of(Loopback.name())), new FakeTicker()::read);
    assertThat(networks.contains(InetAddresses.forString("127.3.2.1"))).isTrue();
    assertThat(networks.contains(InetAddresses.forString("192.0.2.2"))).isFalse();
    assertThat(networks.contains(InetAddresses.forString("::1"))).isFalse();
    assertThat(networks.broadcastAddresses())
        .containsExactly(InetAddresses.forString("127.255.255.255"));
  }

  @Test
  void aListenerThatThrowsLosesNothingElse() throws Exception {
    DiscoverySettings settings = Loopback.settings(true);
    RecordingListener rude =
        new RecordingListener() {
          @Override
          public void found(DiscoveredWorker worker) {
            super.found(worker);
            throw new IllegalStateException("thrown on purpose by a test");
          }
        };
    try (Discovery.Watch watch = discovery.watch(settings, rude);
        Loopback stranger = new Loopback("127.0.0.1", settings.port())) {
      stranger.announce(worker("a", 9000));
      stranger.announce(worker("b", 9001));
      await().until(() -> rude.found().size() == 2);
      watch.query();
    }
  }

  @Test
  void aPortThatAProgramKeepsToItselfIsSaid() throws Exception {
    try (DatagramSocket selfish = new DatagramSocket(0)) {
      DiscoverySettings settings =
          new DiscoverySettings(selfish.getLocalPort(), true, List.of(Loopback.name()), List.of());
      assertThatThrownBy(() -> discovery.watch(settings, listener))
          .isInstanceOfSatisfying(
              RenderException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.RESOURCE))
          .hasMessageContaining(String.valueOf(settings.port()));
    }
  }

  @Test
  void anUnknownInterfaceIsSaidWithThoseThatAreThere() throws Exception {
    String present = Loopback.name();
    DiscoverySettings settings = new DiscoverySettings(8082, true, List.of("no-such-0"), List.of());
    assertThatThrownBy(() -> discovery.announce(settings, worker("w", 9000)))
        .isInstanceOfSatisfying(
            RenderException.class,
            e -> {
              assertThat(e.kind()).isEqualTo(ErrorKind.USER);
              assertThat(e.line()).contains("no-such-0").contains(present);
            });
  }
}
