package org.networkrender.api.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("beside-others")
class PeerTest {
  @ParameterizedTest
  @CsvSource({
    "192.168.1.7:8080,192.168.1.7",
    "[fe80::1%eth0]:8080,fe80::1%eth0",
    "fe80::1,fe80::1",
    "192.168.1.7,192.168.1.7",
    "this process,this process",
    "render-box:8080,render-box"
  })
  void theHostIsTheAddressWithoutItsPort(String address, String host) {
    assertThat(Peer.at(address).host()).isEqualTo(host);
  }

  @Test
  void aPlaceMayBeAnyText() {
    assertThat(Peer.at("a\nb").address()).isEqualTo("a b");
    assertThat(Peer.at("").address()).isEqualTo("unknown");
    assertThat(Peer.at("a").identity()).isEmpty();
  }

  @Test
  void anAddressIsOnePlainLine() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Peer("", Optional.empty()));
    assertThatIllegalArgumentException().isThrownBy(() -> new Peer("a\nb", Optional.empty()));
  }
}
