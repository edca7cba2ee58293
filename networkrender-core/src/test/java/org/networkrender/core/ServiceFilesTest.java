package org.networkrender.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.networkrender.api.discovery.Discovery;
import org.networkrender.api.split.JobSplitter;
import org.networkrender.api.testkit.ServiceRegistration;
import org.networkrender.api.transport.Transport;
import org.networkrender.core.providers.Providers;

class ServiceFilesTest {
  @Test
  void theModuleAndTheServiceFilesNameTheSameProviders() throws Exception {
    assertThat(ServiceRegistration.check(Providers.class))
        .containsOnlyKeys(
            Discovery.class.getName(), JobSplitter.class.getName(), Transport.class.getName());
  }

  @Test
  void bundledProvidersAreFoundByTheirNames() throws Exception {
    Providers providers = Providers.load();
    assertThat(providers.discovery("udp").name()).isEqualTo("udp");
    assertThat(providers.discovery("list").name()).isEqualTo("list");
    assertThat(providers.splitter("frames").name()).isEqualTo("frames");
    for (String splitter : new String[] {"auto", "frames", "ranges", "samples", "tiles"}) {
      assertThat(providers.splitter(splitter).name()).isEqualTo(splitter);
    }
  }
}
