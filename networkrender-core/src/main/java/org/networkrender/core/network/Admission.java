package org.networkrender.core.network;

import com.google.common.net.InetAddresses;
import java.net.InetAddress;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.networkrender.api.RenderException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who may come in to a worker. */
public final class Admission implements Function<InetAddress, Optional<String>> {
  private static final Logger log = LoggerFactory.getLogger(Admission.class);

  private final List<Cidr> allowed;
  private final Subnets subnets;

  /** Tells which networks are the machine's own at the moment. */
  @FunctionalInterface
  interface Subnets {
    List<Cidr> now() throws SocketException;
  }

  Admission(List<Cidr> allowed, Subnets subnets) {
    this.allowed = List.copyOf(allowed);
    this.subnets = subnets;
  }

  /**
   * Returns the rule of a worker: this machine itself, its own subnets, and the allowed networks.
   * The subnets are read anew each time, so an interface that comes up later counts too.
   *
   * @param allow further networks in CIDR form
   * @param interfaces names of the network interfaces whose subnets count; empty for all
   * @throws RenderException of kind {@code USER} if a network is not in CIDR form
   */
  public static Admission of(List<String> allow, List<String> interfaces) throws RenderException {
    List<Cidr> allowed = new ArrayList<>();
    for (String text : allow) {
      try {
        allowed.add(Cidr.parse(text));
      } catch (IllegalArgumentException e) {
        throw RenderException.user(
            String.valueOf(e.getMessage()), "Give --allow a network, for example 10.1.0.0/16");
      }
    }
    List<String> names = List.copyOf(interfaces);
    return new Admission(allowed, () -> LocalSubnets.of(names));
  }

  /**
   * Says why an address may not come in, and what to do about it, in one plain line; empty when it
   * may. May be called from any thread.
   */
  @Override
  public Optional<String> apply(InetAddress address) {
    if (address.isLoopbackAddress() || isIn(allowed, address) || isIn(own(), address)) {
      return Optional.empty();
    }
    return Optional.of(
        InetAddresses.toAddrString(Cidr.ofHost(address).network())
            + " is not in a subnet of this worker; start the worker with --allow "
            + Cidr.ofHost(address));
  }

  private List<Cidr> own() {
    try {
      return subnets.now();
    } catch (SocketException e) {
      // Not to know our own networks must let nobody in, and not end the worker.
      log.warn("the network interfaces cannot be read: {}", e.getMessage());
      return List.of();
    }
  }

  private static boolean isIn(List<Cidr> networks, InetAddress address) {
    return networks.stream().anyMatch(network -> network.contains(address));
  }
}
