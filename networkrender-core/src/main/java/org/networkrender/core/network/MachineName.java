package org.networkrender.core.network;

import com.google.common.base.Strings;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;

/** What people call this machine. */
public final class MachineName {
  private static final int MAX_LENGTH = 64;

  private MachineName() {}

  /** Returns this machine's name: 1 to 64 printable characters. */
  public static String get() {
    return clean(raw(System.getenv()));
  }

  private static String raw(Map<String, String> environment) {
    String given = environment.getOrDefault("COMPUTERNAME", environment.get("HOSTNAME"));
    if (!Strings.isNullOrEmpty(given)) {
      return given;
    }
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      // The message is "name: reason" where the system knows its name but cannot resolve it.
      return Strings.nullToEmpty(e.getMessage()).split(":", 2)[0];
    }
  }

  static String clean(String name) {
    String printable = printable(name);
    // Cutting may leave half a character of two units, which is not printable any more.
    String cut = printable(printable.substring(0, Math.min(MAX_LENGTH, printable.length())));
    return cut.isEmpty() ? "unnamed" : cut;
  }

  private static String printable(String name) {
    return name.replaceAll("[\\p{C}\\p{Zl}\\p{Zp}]", "").strip();
  }
}
