package org.networkrender.core.network;

import com.google.common.net.InetAddresses;
import java.math.BigInteger;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A network of addresses (RFC 4632), IPv4 or IPv6. An IPv4-mapped IPv6 address counts as IPv4.
 *
 * @param network its first address
 * @param prefix how many leading bits all its addresses share: 0 to 32, or to 128
 */
public record Cidr(InetAddress network, int prefix) {
  private static final Pattern TEXT = Pattern.compile("([0-9A-Fa-f:.]{2,45})(?:/([0-9]{1,3}))?");
  private static final int MAPPED_BITS = 96;

  /** Checks the prefix and sets the bits behind it to zero. */
  public Cidr {
    int bits = network.getAddress().length * Byte.SIZE;
    if (prefix < 0 || prefix > bits) {
      throw new IllegalArgumentException("prefix " + prefix + " is not 0 to " + bits);
    }
    network = masked(network, prefix);
  }

  /**
   * Reads for example {@code 10.1.0.0/16}, {@code fd00::/8} or a single address.
   *
   * @throws IllegalArgumentException if the text is not of that form; the message says so in words
   */
  public static Cidr parse(String text) {
    Matcher matcher = TEXT.matcher(text.strip());
    if (!matcher.matches() || !InetAddresses.isInetAddress(matcher.group(1))) {
      throw wrong(text);
    }
    InetAddress address = InetAddresses.forString(matcher.group(1));
    int bits = address.getAddress().length * Byte.SIZE;
    if (matcher.group(2) == null) {
      return new Cidr(address, bits);
    }
    int prefix = Integer.parseInt(matcher.group(2));
    if (address instanceof Inet4Address && matcher.group(1).contains(":")) {
      prefix -= MAPPED_BITS;
    }
    if (prefix < 0 || prefix > bits) {
      throw wrong(text);
    }
    return new Cidr(address, prefix);
  }

  private static IllegalArgumentException wrong(String text) {
    return new IllegalArgumentException(
        "'" + text + "' is not a network such as 10.1.0.0/16 or fd00::/8");
  }

  /** Returns the network that holds this address alone. */
  public static Cidr ofHost(InetAddress address) {
    return new Cidr(address, address.getAddress().length * Byte.SIZE);
  }

  /** Tells whether the address is in this network. */
  public boolean contains(InetAddress address) {
    return address.getAddress().length == network.getAddress().length
        && masked(address, prefix).equals(network);
  }

  private static InetAddress masked(InetAddress address, int prefix) {
    byte[] bytes = address.getAddress();
    int left = prefix;
    for (int i = 0; i < bytes.length; i++) {
      int keep = Math.max(0, Math.min(Byte.SIZE, left));
      bytes[i] &= (byte) (0xff << (Byte.SIZE - keep));
      left -= Byte.SIZE;
    }
    // Through a number, because this keeps an IPv6 address what it is and drops its scope.
    BigInteger number = new BigInteger(1, bytes);
    return bytes.length == 4
        ? InetAddresses.fromIPv4BigInteger(number)
        : InetAddresses.fromIPv6BigInteger(number);
  }

  @Override
  public String toString() {
    return InetAddresses.toAddrString(network) + "/" + prefix;
  }
}
