package org.networkrender.api.transport;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.networkrender.api.PlainText;

/**
 * Who is on the other side of a connection, as far as the transport knows it by itself: nothing in
 * it is what the other side says of itself.
 *
 * @param address where the other side is, in one plain line: over a network its IP address and
 *     port, such as {@code 192.168.1.7:8080} or {@code [fe80::1]:8080}
 * @param identity what the other side has proven to be, for example by the fingerprint of its
 *     certificate; empty where it has proven nothing
 */
public record Peer(String address, Optional<String> identity) {
  private static final Pattern WITH_PORT =
      Pattern.compile("(?:\\[(?<six>[^\\]]+)]|(?<host>[^:]+)):\\d{1,5}");

  /** Checks the address. */
  public Peer {
    if (address.isEmpty() || !PlainText.line(address).equals(address)) {
      throw new IllegalArgumentException("an address is one plain line");
    }
  }

  /** Returns a peer that has proven nothing, at a place that may be any text. */
  public static Peer at(String place) {
    String plain = PlainText.line(place);
    return new Peer(plain.isEmpty() ? "unknown" : plain, Optional.empty());
  }

  /** Returns the machine that the other side is on: the address without its port. */
  public String host() {
    Matcher matcher = WITH_PORT.matcher(address);
    if (!matcher.matches()) {
      return address;
    }
    String six = matcher.group("six");
    return six != null ? six : matcher.group("host");
  }
}
