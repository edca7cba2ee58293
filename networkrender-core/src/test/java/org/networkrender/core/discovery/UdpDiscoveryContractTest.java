package org.networkrender.core.discovery;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.networkrender.api.discovery.Advertisement;
import org.networkrender.api.discovery.Discovery;
import org.networkrender.api.discovery.DiscoverySettings;
import org.networkrender.api.testkit.DiscoveryContract;

class UdpDiscoveryContractTest extends DiscoveryContract {
  private final List<Discovery.Announcement> announcements = new ArrayList<>();

  @Override
  protected Discovery discovery() {
    return new UdpDiscovery();
  }

  @Override
  protected Map<String, String> choice(int number) {
    return number == 0
        ? Map.of("interval", "1s", "silence", "1m")
        : Map.of("interval", "500ms", "silence", "10m");
  }

  @Override
  protected DiscoverySettings visible(List<Advertisement> workers) throws Exception {
    DiscoverySettings settings = Loopback.settings(true);
    for (Advertisement worker : workers) {
      announcements.add(new UdpDiscovery().announce(settings, worker));
    }
    return settings;
  }

  @AfterEach
  void close() {
    announcements.forEach(Discovery.Announcement::close);
  }
}
