package org.networkrender.core.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.networkrender.api.RenderException;
import org.networkrender.api.testkit.TestContext;

@Tag("beside-others")
class UdpTimesTest {
  private static UdpTimes of(Map<String, String> options) throws RenderException {
    try (TestContext context = new TestContext("discovery.udp", options)) {
      return UdpTimes.of(context);
    }
  }

  @Test
  void eachOptionIsRead() throws RenderException {
    assertThat(of(Map.of())).isEqualTo(UdpTimes.USUAL);
    assertThat(of(Map.of("interval", "2s")))
        .isEqualTo(new UdpTimes(Duration.ofSeconds(2), Duration.ofSeconds(16)));
    assertThat(of(Map.of("silence", "1m")))
        .isEqualTo(new UdpTimes(Duration.ofSeconds(5), Duration.ofMinutes(1)));
  }

  @ParameterizedTest
  @CsvSource({
    "interval,16s,discovery.udp.interval=16s is not a time from 500ms to 15s",
    "interval,often,discovery.udp.interval=often is not a time from 500ms to 15s",
    "silence,1s,discovery.udp.silence=1s is not a time from 2s to 10m"
  })
  void whatMakesNoSenseIsRefused(String key, String value, String message) {
    assertThatExceptionOfType(RenderException.class)
        .isThrownBy(() -> of(Map.of(key, value)))
        .withMessage(message);
  }
}
