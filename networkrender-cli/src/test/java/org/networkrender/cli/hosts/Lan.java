package org.networkrender.cli.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A network of its own: a bridge in one namespace, and hosts in others. Nothing of it reaches the
 * machine's real interfaces. Needs root.
 */
final class Lan implements AutoCloseable {
  private static final String SUBNET = "10.77.0.";

  private static final AtomicInteger COUNT = new AtomicInteger();

  private final String prefix =
      "nr" + Long.toString(ProcessHandle.current().pid(), 36) + "-" + COUNT.incrementAndGet();
  private final String hub = prefix + "hub";
  private final List<String> hosts = new ArrayList<>();

  Lan() throws IOException {
    ip("netns", "add", hub);
    in(hub, "link", "add", "br0", "type", "bridge");
    in(hub, "link", "set", "br0", "up");
  }

  /** Adds a host and returns the name of its namespace. */
  String addHost() throws IOException {
    int number = hosts.size() + 1;
    String host = prefix + "h" + number;
    ip("netns", "add", host);
    hosts.add(host);
    in(host, "link", "set", "lo", "up");
    in(hub, "link", "add", "port" + number, "type", "veth", "peer", "name", "eth0", "netns", host);
    in(hub, "link", "set", "port" + number, "master", "br0", "up");
    in(host, "addr", "add", SUBNET + number + "/24", "broadcast", SUBNET + "255", "dev", "eth0");
    in(host, "link", "set", "eth0", "up");
    return host;
  }

  String address(String host) {
    return SUBNET + (hosts.indexOf(host) + 1);
  }

  /** Returns the processes that still run on a host. */
  List<Long> processes(String host) throws IOException {
    return ip("netns", "pids", host).lines().map(Long::parseLong).toList();
  }

  /** Pulls the cable of a host: both ends see that there is no carrier. */
  void pull(String host) throws IOException {
    in(hub, "link", "set", port(host), "down");
  }

  /** Lets the switch swallow whatever comes from a host and goes to it; nobody sees that. */
  void swallow(String host) throws IOException {
    in(hub, "link", "set", port(host), "nomaster");
  }

  /** Mends what {@link #pull} or {@link #swallow} did. */
  void mend(String host) throws IOException {
    in(hub, "link", "set", port(host), "master", "br0", "up");
  }

  private String port(String host) {
    return "port" + (hosts.indexOf(host) + 1);
  }

  private static String in(String namespace, String... arguments) throws IOException {
    List<String> all = new ArrayList<>(List.of("-n", namespace));
    all.addAll(List.of(arguments));
    return ip(all.toArray(new String[0]));
  }

  private static String ip(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("ip"));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.onExit().join().exitValue()).as("%s: %s", command, output).isZero();
    return output;
  }

  @Override
  public void close() throws IOException {
    for (String host : hosts) {
      for (long pid : processes(host)) {
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
      }
      ip("netns", "del", host);
    }
    ip("netns", "del", hub);
  }
}
