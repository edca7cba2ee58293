package org.networkrender.core.events;

import java.util.List;
import java.util.Objects;

/**
 * What a worker offers, and to whom.
 *
 * @param name what people call the machine
 * @param slots how many tasks it renders at the same time
 * @param slotPerDevice whether each of them has a graphics card for itself
 * @param port the port that it listens on
 * @param wanted the port that it was told to listen on; another one where that was taken
 * @param addresses at which the machine can be reached
 * @param interfaces the names of the network interfaces that it listens on; none for all
 * @param discoveries how it is announced; none for not at all
 * @param broadcast whether it is announced by broadcasts
 * @param discoveryPort the port of the announcements
 * @param networks who can use it: networks, for people; none for this machine alone
 * @param scripts whether jobs may run scripts on it
 * @param access what a person has to know of who can use it, in sentences
 * @param renderers what it renders with
 * @param directory where it keeps the files that it received
 * @param cacheBytes how much room they may take
 * @param yields whether it takes no task while the user's own renderer is at work
 * @param priority how its renderers share the processor with all else
 */
public record WorkerOffer(
    String name,
    int slots,
    boolean slotPerDevice,
    int port,
    int wanted,
    List<String> addresses,
    List<String> interfaces,
    List<String> discoveries,
    boolean broadcast,
    int discoveryPort,
    List<String> networks,
    boolean scripts,
    List<String> access,
    List<Renderer> renderers,
    String directory,
    long cacheBytes,
    boolean yields,
    Priority priority) {
  /** Copies the lists. */
  public WorkerOffer {
    Objects.requireNonNull(name, "name");
    addresses = List.copyOf(addresses);
    interfaces = List.copyOf(interfaces);
    discoveries = List.copyOf(discoveries);
    networks = List.copyOf(networks);
    access = List.copyOf(access);
    renderers = List.copyOf(renderers);
    Objects.requireNonNull(directory, "directory");
    Objects.requireNonNull(priority, "priority");
  }

  /** How renderers share the processor with other programs. */
  public enum Priority {
    /** They get what others leave. */
    LOW,
    /** As any other program. */
    NORMAL,
    /** Something that this version does not know. */
    OTHER
  }
}
