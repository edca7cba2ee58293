package org.networkrender.core.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.net.InetAddresses;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CidrTest {
  @ParameterizedTest
  @CsvSource({
    "10.1.0.0/16, 10.1.255.255, true",
    "10.1.0.0/16, 10.2.0.0, false",
    "10.1.2.3/23, 10.1.3.200, true",
    "10.1.2.3/23, 10.1.4.0, false",
    "192.0.2.7, 192.0.2.7, true",
    "192.0.2.7, 192.0.2.8, false",
    "0.0.0.0/0, 203.0.113.9, true",
    "0.0.0.0/0, 2001:db8::1, false",
    "2001:db8::/33, 2001:db8:7fff::1, true",
    "2001:db8::/33, 2001:db8:8000::1, false",
    "::/0, 2001:db8::1, true",
    "::/0, 10.0.0.1, false",
    "::ffff:10.0.0.0/104, 10.200.0.1, true",
    "10.0.0.0/8, ::ffff:10.0.0.1, true",
    "127.0.0.0/8, 128.0.0.1, false",
  })
  void containsItsAddresses(String network, String address, boolean inside) {
    assertThat(Cidr.parse(network).contains(InetAddresses.forString(address))).isEqualTo(inside);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/8",
        "10.0.0.0/",
        "10.0.0.0/33",
        "::/129",
        "10.0.0/8",
        "10.0.0.0/-1",
        "example.org/8",
        "::ffff:10.0.0.0/95",
        "fe80::1%eth0/64",
        "10.0.0.0/8/8",
        "10.0.0.0/99999999999"
      })
  void refusesWhatIsNoNetwork(String text) {
    assertThatThrownBy(() -> Cidr.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is not a network such as");
  }

  @Test
  void printsTheNetworkAndNotTheAddressItWasMadeOf() {
    assertThat(Cidr.parse("10.1.2.3/16")).hasToString("10.1.0.0/16");
    assertThat(Cidr.parse("2001:db8::1")).hasToString("2001:db8::1/128");
  }
}
