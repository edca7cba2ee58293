package org.networkrender.api.transport;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a worker's transport listens.
 *
 * @param host a host name or an address; an IPv6 address without brackets
 * @param port 1 to 65535
 */
public record Endpoint(String host, int port) {
  /** The port that workers listen on, unless it is taken. */
  public static final int DEFAULT_PORT = 8080;

  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._:%-]{1,253}");
  private static final Pattern TEXT =
      Pattern.compile(
          "(?:\\[(?<six>[0-9A-Fa-f]*:[A-Za-z0-9._:%-]+)]|(?<host>[^:\\[\\]]+))(?::(?<port>\\d{1,5}))?");

  /** Checks both parts. */
  public Endpoint {
    if (!HOST.matcher(host).matches()) {
      throw new IllegalArgumentException("'" + host + "' is not a host name or address");
    }
    if (port < 1 || port > 0xffff) {
      throw new IllegalArgumentException("port " + port + " is not 1 to 65535");
    }
  }

  /**
   * Reads {@code host}, {@code host:port}, {@code [v6]} or {@code [v6]:port}; without a port it is
   * {@value #DEFAULT_PORT}.
   *
   * @throws IllegalArgumentException if the text is not of that form; the message says so in words
   */
  public static Endpoint parse(String text) {
    Matcher matcher = TEXT.matcher(text.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException("'" + text + "' is not host or host:port");
    }
    String six = matcher.group("six");
    String port = matcher.group("port");
    return new Endpoint(
        six != null ? six : matcher.group("host"),
        port == null ? DEFAULT_PORT : Integer.parseInt(port));
  }

  @Override
  public String toString() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
