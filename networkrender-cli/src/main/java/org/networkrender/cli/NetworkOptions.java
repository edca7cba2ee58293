package org.networkrender.cli;

import java.util.ArrayList;
import java.util.List;
import org.networkrender.api.RenderException;
import org.networkrender.api.discovery.DiscoverySettings;
import org.networkrender.api.transport.Endpoint;
import picocli.CommandLine.Option;

/** How machines find each other and talk. */
final class NetworkOptions {
  @Option(
      names = "--interface",
      paramLabel = "NAME",
      description = "Keep to this network interface, for example eth0. May be given several times.")
  private List<String> interfaces = new ArrayList<>();

  @Option(
      names = "--broadcast",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      description = "Send broadcasts, or send none. They are sent unless said otherwise.")
  private boolean broadcast = true;

  @Option(
      names = "--discovery",
      paramLabel = "NAME",
      description = "How workers are found: udp unless given. May be given several times.")
  private List<String> discoveries = new ArrayList<>();

  @Option(
      names = "--discovery-port",
      paramLabel = "PORT",
      defaultValue = "" + DiscoverySettings.DEFAULT_PORT,
      description = "The UDP port for announcements: ${DEFAULT-VALUE} unless given.")
  private int port = DiscoverySettings.DEFAULT_PORT;

  @Option(
      names = "--transport",
      paramLabel = "NAME",
      defaultValue = "websocket",
      description = "How machines talk: ${DEFAULT-VALUE} unless given.")
  private String transport = "websocket";

  List<String> interfaces() {
    return interfaces;
  }

  String transport() {
    return transport;
  }

  /** Returns the discoveries to use; known workers need the one named list. */
  List<String> discoveries(List<Endpoint> workers) {
    List<String> names = new ArrayList<>(discoveries.isEmpty() ? List.of("udp") : discoveries);
    if (!workers.isEmpty() && !names.contains("list")) {
      names.add("list");
    }
    return names;
  }

  DiscoverySettings settings(List<Endpoint> workers) throws RenderException {
    return Checked.value(() -> new DiscoverySettings(port, broadcast, interfaces, workers));
  }
}
