package org.networkrender.core.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.DatagramSocket;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.networkrender.core.network.ChosenInterfaces;

class AnnouncerTest {
  private final FakeTicker ticker = new FakeTicker();

  /** How long the announcer sleeps when it has just told: that is its interval. */
  private long sleepAfterTelling(Duration interval) throws Exception {
    LocalNetworks networks =
        new LocalNetworks(ChosenInterfaces.of(List.of(Loopback.name())), ticker::read);
    try (DatagramChannel channel = DatagramChannel.open();
        DatagramSocket free = new DatagramSocket(0)) {
      channel.socket().setBroadcast(true);
      UdpSender sender = new UdpSender(channel, networks, free.getLocalPort());
      Announcer announcer =
          new Announcer(true, interval, Loopback.worker("w", 9000), ticker.read());
      return announcer.work(sender, ticker.read());
    }
  }

  @Test
  void theIntervalIsTheTimeBetweenTwoAnnouncements() throws Exception {
    assertThat(sleepAfterTelling(Duration.ofMillis(500)))
        .isEqualTo(TimeUnit.MILLISECONDS.toNanos(500));
    assertThat(sleepAfterTelling(Duration.ofSeconds(15))).isEqualTo(TimeUnit.SECONDS.toNanos(15));
  }
}
