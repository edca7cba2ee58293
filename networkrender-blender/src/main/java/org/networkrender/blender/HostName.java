package org.networkrender.blender;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a machine calls itself, as Blender tells it in stamps. */
final class HostName {
  private static final Path LINUX = Path.of("/proc/sys/kernel/hostname");

  private HostName() {}

  /** Returns the name; {@code localhost} where the system does not tell it. */
  static String ofThisMachine() {
    try {
      // Java would ask the network for it.
      return Files.isReadable(LINUX)
          ? Files.readString(LINUX).strip()
          : InetAddress.getLocalHost().getHostName();
    } catch (IOException e) {
      return "localhost";
    }
  }
}
