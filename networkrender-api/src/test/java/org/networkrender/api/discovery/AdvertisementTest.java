package org.networkrender.api.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.networkrender.api.discovery.Advertisement.State;

class AdvertisementTest {
  @Test
  void takesEverythingThatIsAllowed() {
    Advertisement longest =
        new Advertisement(
            "a-Z0".repeat(16), "é".repeat(64), 65535, 65535, "!~".repeat(64), State.BUSY);
    assertThat(longest.name()).hasSize(64);
    assertThat(new Advertisement("w", "my machine (2)", 1, 1, "", State.FREE).port()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a b", "../a", "é", "w\n"})
  void refusesAWorkerIdThatIsNone(String worker) {
    refused(worker, "n", 1, 1, "");
  }

  @Test
  void refusesWhatIsTooLong() {
    refused("w".repeat(65), "n", 1, 1, "");
    refused("w", "n".repeat(65), 1, 1, "");
    refused("w", "n", 1, 1, "f".repeat(129));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a\nb",
        "\u0007",
        "\u001b[2J",
        "\u007f",
        "\u009b2J",
        "\u202eabc",
        "a\u2028b",
        "\ud800"
      })
  void refusesANameThatATerminalWouldActOn(String name) {
    refused("w", name, 1, 1, "");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 65536, Integer.MAX_VALUE, Integer.MIN_VALUE})
  void refusesNumbersOutOfBounds(int number) {
    refused("w", "n", number, 1, "");
    refused("w", "n", 1, number, "");
  }

  @ParameterizedTest
  @ValueSource(strings = {" ", "a b", "é", "\n"})
  void refusesAFingerprintThatIsNone(String fingerprint) {
    refused("w", "n", 1, 1, fingerprint);
  }

  @Test
  void refusesAMissingState() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Advertisement("w", "n", 1, 1, "", null));
  }

  private static void refused(
      String worker, String name, int protocol, int port, String fingerprint) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Advertisement(worker, name, protocol, port, fingerprint, State.FREE));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 65536})
  void settingsRefusePortsThatAreNone(int port) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DiscoverySettings(port, true, List.of(), List.of()));
  }
}
