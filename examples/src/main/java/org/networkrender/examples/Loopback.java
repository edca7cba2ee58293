package org.networkrender.examples;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;

/** The network interface that stays inside this machine. */
final class Loopback {
  private Loopback() {}

  /** Returns its name, for example {@code lo}. */
  static String name() throws IOException {
    NetworkInterface found = NetworkInterface.getByInetAddress(InetAddress.getLoopbackAddress());
    if (found == null) {
      throw new IOException("this machine has no loopback interface");
    }
    return found.getName();
  }
}
