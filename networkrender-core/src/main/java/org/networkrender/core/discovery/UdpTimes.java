package org.networkrender.core.discovery;

import java.time.Duration;
import java.util.List;
import org.networkrender.api.ProviderContext;
import org.networkrender.api.ProviderOption;
import org.networkrender.api.RenderException;

/**
 * How often a worker announces itself, and how long its silence is borne.
 *
 * @param interval the worker's side; shorter than any client's silence
 * @param silence the client's side
 */
record UdpTimes(Duration interval, Duration silence) {
  /** Silence is three and a half announcements without a sign of life, and a little more. */
  static final UdpTimes USUAL = new UdpTimes(Duration.ofSeconds(5), Duration.ofSeconds(16));

  static final List<ProviderOption> OPTIONS =
      List.of(
          ProviderOption.of(
              "interval",
              "how often a worker announces itself: 5s unless given, 500ms to 15s; a client's"
                  + " silence must be longer"),
          ProviderOption.of(
              "silence",
              "after how much silence of a worker a client counts it as gone: 16s unless given,"
                  + " 2s to 10m"));

  static UdpTimes of(ProviderContext context) throws RenderException {
    return new UdpTimes(
        context
            .option("interval")
            .duration(USUAL.interval, Duration.ofMillis(500), Duration.ofSeconds(15)),
        context
            .option("silence")
            .duration(USUAL.silence, Duration.ofSeconds(2), Duration.ofMinutes(10)));
  }
}
