package org.networkrender.core.pool;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.RenderException;
import org.networkrender.api.transport.Endpoint;

/** Looks up the hosts that a person named, so that a slip of the pen is told at once. */
public final class KnownHosts {
  private KnownHosts() {}

  /** Throws if the name of a host is not known. */
  public static void check(List<Endpoint> endpoints) throws RenderException {
    for (Endpoint endpoint : endpoints) {
      try {
        InetAddress ignored = InetAddress.getByName(endpoint.host());
      } catch (UnknownHostException e) {
        throw new RenderException(
            ErrorKind.USER,
            "There is no host named '" + endpoint.host() + "'",
            "Check the name after --worker, or give the machine's address",
            e);
      }
    }
  }
}
