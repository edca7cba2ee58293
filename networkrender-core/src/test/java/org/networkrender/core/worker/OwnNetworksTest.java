package org.networkrender.core.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OwnNetworksTest {
  @ParameterizedTest
  @CsvSource({
    "192.168.1.77,24,192.168.1.0/24",
    "10.9.8.7,8,10.0.0.0/8",
    "10.9.8.7,22,10.9.8.0/22",
    "127.0.0.1,32,127.0.0.1/32",
    "1.2.3.4,0,0.0.0.0/0"
  })
  void namesTheNetworkOfAnAddress(String address, int prefix, String network)
      throws UnknownHostException {
    Inet4Address four = (Inet4Address) InetAddress.getByName(address);
    assertThat(OwnNetworks.network(four, prefix)).isEqualTo(network);
  }

  @Test
  void tellsAddressesOfTheChosenInterfacesAlone() {
    assertThat(OwnNetworks.addresses(List.of("lo"))).contains("127.0.0.1");
    assertThat(OwnNetworks.addresses(List.of("no-such-interface"))).isEmpty();
  }
}
