package org.networkrender.core.pool;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.networkrender.core.wire.Message;

/**
 * Finds out whether two links lead to the same worker, as with a cable and a wireless network at
 * once. That both call themselves by the same number proves nothing, since a worker's number is
 * announced to everybody. But a worker tells who greets it by which of its own addresses the same
 * client is there already: the link to such an address leads to it, too.
 *
 * <p>So a worker speaks of nobody but itself. One that lies keeps itself out, and no other: an
 * honest one names none but its own addresses, whoever greets it in the client's name. Nobody is
 * asked, so nobody can delay an answer. Belongs to the farm's thread.
 */
public final class TwinLinks<W extends TwinLinks.Way> {
  /** How long a link waits for the one that it says to be, while that has not greeted yet. */
  static final Duration PATIENCE = Duration.ofSeconds(5);

  private final LongSupplier clock;
  private final Supplier<List<W>> links;
  private final Owner<W> owner;

  /** Of which nothing was found out yet, and until when that is waited for. */
  private final Map<W, Long> waiting = new LinkedHashMap<>();

  /** A link, as far as this has to know it. */
  public interface Way {
    /** Returns whether the worker has answered the greeting, and is there. */
    boolean hasAnswered();

    /** Returns whether the worker was greeted and has not answered yet. */
    boolean isGreeting();

    /** Returns where the worker is, as the transport knows it; empty without a connection. */
    Optional<String> address();

    /** Returns the answer of a worker that has answered. */
    Message.Welcome welcome();
  }

  /** Is told what was found out. */
  public interface Owner<W> {
    /** The later link leads to the worker that the earlier one leads to. */
    void same(W later, W earlier);

    /** The link leads to a worker of its own. */
    void other(W link);
  }

  /**
   * Begins.
   *
   * @param clock counts nanoseconds
   * @param links all that there are
   */
  public TwinLinks(LongSupplier clock, Supplier<List<W>> links, Owner<W> owner) {
    this.clock = clock;
    this.links = links;
    this.owner = owner;
  }

  /** A worker has answered the greeting. */
  public void linked(W link) {
    waiting.put(link, clock.getAsLong() + PATIENCE.toNanos());
    settle();
  }

  /** A link has ended, or could not be made. */
  public void unlinked(W link) {
    waiting.remove(link);
    settle();
  }

  /** Time passes. */
  public void tick() {
    settle();
  }

  /** What is found out of one link may be what another one waits for. */
  private void settle() {
    boolean more = !waiting.isEmpty();
    while (more) {
      more = false;
      for (W link : List.copyOf(waiting.keySet())) {
        more |= isSettled(link);
      }
    }
  }

  private boolean isSettled(W link) {
    Long until = waiting.get(link);
    if (until == null) {
      return false;
    }
    Optional<W> earlier =
        links.get().stream()
            .filter(other -> other.hasAnswered() && !waiting.containsKey(other))
            .filter(other -> isOneWorker(link, other))
            .findFirst();
    if (earlier.isPresent()) {
      waiting.remove(link);
      owner.same(link, earlier.get());
      return true;
    }
    boolean open =
        links.get().stream()
            .filter(other -> other != link)
            .filter(other -> other.isGreeting() || waiting.containsKey(other))
            .anyMatch(other -> saysToBe(link, other));
    if (open && clock.getAsLong() - until < 0) {
      return false;
    }
    waiting.remove(link);
    owner.other(link);
    return true;
  }

  private static boolean isOneWorker(Way link, Way other) {
    return link.welcome().worker().equals(other.welcome().worker())
        && (saysToBe(link, other) || isAtOnePlace(link, other));
  }

  private static boolean saysToBe(Way link, Way other) {
    Optional<String> place = other.address().map(TwinLinks::withoutZone);
    return place.isPresent()
        && link.welcome().alsoAt().stream()
            .map(TwinLinks::withoutZone)
            .anyMatch(place.get()::equals);
  }

  /** Two names of one address. */
  private static boolean isAtOnePlace(Way link, Way other) {
    return link.address().isPresent() && link.address().equals(other.address());
  }

  /** Each machine has names of its own for its networks: {@code [fe80::1%eth0]:8080}. */
  private static String withoutZone(String place) {
    return place.replaceFirst("%[^\\]]*\\]", "]");
  }
}
