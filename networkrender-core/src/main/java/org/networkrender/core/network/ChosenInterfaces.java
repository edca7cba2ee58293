package org.networkrender.core.network;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.RenderException;

/**
 * The network interfaces that a user chose to keep to. Immutable; all methods may be called from
 * any thread.
 */
public final class ChosenInterfaces {
  private final ImmutableSet<String> names;

  private ChosenInterfaces(ImmutableSet<String> names) {
    this.names = names;
  }

  /**
   * Returns the interfaces of the given names; no name stands for all interfaces.
   *
   * @throws RenderException of kind {@code USER} if an interface of that name is not there now; the
   *     advice names those that are
   */
  public static ChosenInterfaces of(List<String> names) throws RenderException {
    Set<String> present = new TreeSet<>();
    try {
      NetworkInterface.networkInterfaces().forEach(each -> present.add(each.getName()));
    } catch (SocketException e) {
      throw new RenderException(
          ErrorKind.RESOURCE, "Cannot read the network interfaces of this machine", "", e);
    }
    for (String name : names) {
      if (!present.contains(name)) {
        throw RenderException.user(
            "There is no network interface '" + name + "' here",
            "There is " + String.join(", ", present));
      }
    }
    return new ChosenInterfaces(ImmutableSet.copyOf(names));
  }

  /**
   * Reads the chosen interfaces that are up at this moment: one that comes up later counts then.
   *
   * @throws SocketException if the system does not tell
   */
  public List<NetworkInterface> current() throws SocketException {
    ImmutableList.Builder<NetworkInterface> chosen = ImmutableList.builder();
    for (NetworkInterface each : NetworkInterface.networkInterfaces().toList()) {
      if ((names.isEmpty() || names.contains(each.getName())) && isUp(each)) {
        chosen.add(each);
      }
    }
    return chosen.build();
  }

  private static boolean isUp(NetworkInterface each) {
    try {
      return each.isUp();
    } catch (SocketException e) {
      // An interface that was unplugged since it was listed: the same as one that is down.
      return false;
    }
  }
}
