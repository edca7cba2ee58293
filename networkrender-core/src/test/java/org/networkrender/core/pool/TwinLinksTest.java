package org.networkrender.core.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.networkrender.core.wire.Message;

/** A worker's number proves nothing, and nobody keeps out anybody but itself. */
class TwinLinksTest {
  private static final String CABLE = "192.168.1.7:8080";
  private static final String WIRELESS = "10.0.0.7:8080";
  private static final String ROGUE = "192.168.1.66:9000";

  private final List<Way> ways = new ArrayList<>();
  private final List<String> told = new ArrayList<>();
  private long now;
  private final TwinLinks<Way> twins = new TwinLinks<>(() -> now, () -> ways, new Told());

  private final class Told implements TwinLinks.Owner<Way> {
    @Override
    public void same(Way later, Way earlier) {
      told.add(later.name + " is " + earlier.name);
      later.connected = false;
    }

    @Override
    public void other(Way link) {
      told.add(link.name);
    }
  }

  /** A connection on which nothing but the greeting was sent yet. */
  private static final class Way implements TwinLinks.Way {
    private final String name;
    private final String place;
    private boolean connected = true;
    private Message.@Nullable Welcome welcome;

    Way(String name, String place) {
      this.name = name;
      this.place = place;
    }

    @Override
    public boolean hasAnswered() {
      return connected && welcome != null;
    }

    @Override
    public boolean isGreeting() {
      return connected && welcome == null;
    }

    @Override
    public Optional<String> address() {
      return connected ? Optional.of(place) : Optional.empty();
    }

    @Override
    public Message.Welcome welcome() {
      return Objects.requireNonNull(welcome);
    }
  }

  private Way greeting(String name, String place) {
    Way way = new Way(name, place);
    ways.add(way);
    return way;
  }

  private Way greeting(String place) {
    return greeting(place, place);
  }

  private void welcomed(Way way, String worker, String... alsoAt) {
    way.welcome =
        new Message.Welcome(Message.PROTOCOL, worker, "name", 1, List.of(), List.of(alsoAt));
    twins.linked(way);
  }

  private void welcomed(String place, String worker, String... alsoAt) {
    welcomed(greeting(place), worker, alsoAt);
  }

  @Test
  void twoWaysToOneWorkerAreOne() {
    welcomed(CABLE, "w");
    welcomed(WIRELESS, "w", CABLE);
    assertThat(told).containsExactly(CABLE, WIRELESS + " is " + CABLE);
  }

  /** Which greeting the worker reads first, and whose answer comes first, are two things. */
  @Test
  void whoseAnswerIsEarlyWaitsForTheOneThatItIs() {
    Way first = greeting(CABLE);
    welcomed(WIRELESS, "w", CABLE);
    welcomed("172.17.0.1:8080", "w", CABLE, WIRELESS);
    assertThat(told).isEmpty();

    welcomed(first, "w");

    assertThat(told)
        .containsExactly(CABLE, WIRELESS + " is " + CABLE, "172.17.0.1:8080 is " + CABLE);
  }

  @Test
  void whoseOtherWayEndsIsUsedAtOnce() {
    Way first = greeting(CABLE);
    welcomed(WIRELESS, "w", CABLE);

    first.connected = false;
    twins.unlinked(first);

    assertThat(told).containsExactly(WIRELESS);
  }

  @Test
  void whoseOtherWayNeverAnswersIsUsedSoon() {
    greeting(CABLE);
    welcomed(WIRELESS, "w", CABLE);
    now += TwinLinks.PATIENCE.toNanos() - 1;
    twins.tick();
    assertThat(told).isEmpty();

    now++;
    twins.tick();

    assertThat(told).containsExactly(WIRELESS);
  }

  @Test
  void whoHasAnotherOnesNumberDelaysItByNothing() {
    for (int port = 1; port <= 64; port++) {
      welcomed("192.168.1.66:" + port, "w");
    }
    for (int port = 100; port <= 164; port++) {
      greeting("192.168.1.66:" + port);
    }
    told.clear();

    welcomed(CABLE, "w");

    assertThat(told).containsExactly(CABLE);
  }

  /** A rogue has greeted the worker as this client does: it names the address of that. */
  @Test
  void whoeverGreetsAWorkerInTheClientsNameDoesNotHideIt() {
    welcomed(ROGUE, "w");
    welcomed(CABLE, "w", CABLE, WIRELESS);
    assertThat(told).containsExactly(ROGUE, CABLE);
  }

  @Test
  void whoSaysToBeAnotherKeepsOutItselfAlone() {
    welcomed(ROGUE, "w", CABLE);
    welcomed(CABLE, "w");
    welcomed("192.168.1.66:9001", "w", CABLE);
    welcomed("192.168.1.66:9002", "of another number", CABLE);
    assertThat(told)
        .containsExactly(ROGUE, CABLE, "192.168.1.66:9001 is " + CABLE, "192.168.1.66:9002");
  }

  @Test
  void whoSaysToBeEachOtherHoldsNobodyElse() {
    Way one = greeting(ROGUE);
    Way other = greeting("192.168.1.66:9001");
    welcomed(one, "w", "192.168.1.66:9001");
    welcomed(other, "w", ROGUE);

    welcomed(CABLE, "w");

    assertThat(told).containsExactly(CABLE);
  }

  @Test
  void aMachineNamesItsNetworksAsItLikes() {
    welcomed("[fe80::1%wlan0]:8080", "w");
    welcomed(CABLE, "w", "[fe80::1%eth3]:8080");
    assertThat(told).endsWith(CABLE + " is [fe80::1%wlan0]:8080");
  }

  /** Behind a door of a container a worker does not know the address by which it is reached. */
  @Test
  void twoNamesOfOnePlaceAreOne() {
    welcomed(CABLE, "w");
    welcomed(greeting("render-box:8080", CABLE), "w", "172.17.0.2:8080");
    assertThat(told).containsExactly(CABLE, "render-box:8080 is " + CABLE);
  }
}
