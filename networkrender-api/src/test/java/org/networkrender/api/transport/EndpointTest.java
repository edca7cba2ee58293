package org.networkrender.api.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTest {
  @ParameterizedTest
  @CsvSource({
    "render-1.example, render-1.example, 8080",
    "host:1, host, 1",
    "192.0.2.7:65535, 192.0.2.7, 65535",
    "' host:99 ', host, 99",
    "my_host, my_host, 8080",
    "[::1], ::1, 8080",
    "[::1]:9000, ::1, 9000",
    "[fe80::1%eth0]:9000, fe80::1%eth0, 9000",
    "[FE80::1%Wlan-0], FE80::1%Wlan-0, 8080",
    "[::ffff:192.0.2.1]:1, ::ffff:192.0.2.1, 1"
  })
  void readsHostAndPort(String text, String host, int port) {
    Endpoint endpoint = Endpoint.parse(text);
    assertThat(endpoint).isEqualTo(new Endpoint(host, port));
    assertThat(Endpoint.parse(endpoint.toString())).isEqualTo(endpoint);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        ":80",
        "host:",
        "host:0",
        "host:65536",
        "host:123456",
        "host:-1",
        "host:80:81",
        "::1",
        "[::1",
        "::1]",
        "[]",
        "[]:80",
        "[host]",
        "[::1]80",
        "[::1]:",
        "ho st",
        "host/path",
        "http://host:80",
        "user@host",
        "höst",
        "host\n" + "x"
      })
  void refusesWhatIsNone(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> Endpoint.parse(text));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 65536})
  void refusesPortsThatAreNone(int port) {
    assertThatIllegalArgumentException().isThrownBy(() -> new Endpoint("host", port));
  }
}
