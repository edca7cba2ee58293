package org.networkrender.core.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.networkrender.api.discovery.Advertisement;
import org.networkrender.api.discovery.DiscoveredWorker;
import org.networkrender.api.transport.Endpoint;
import org.networkrender.core.order.JobListener;
import org.networkrender.core.order.RenderJob;
import org.networkrender.core.wire.Message;
import org.networkrender.core.worker.Worker;

/** A worker of two addresses is one, and whoever has its number is another one. */
class TwinWorkersTest extends FarmFixture {
  private final ToldDiscovery told = new ToldDiscovery();
  private final MovableTicker ticker = new MovableTicker();
  private final List<RogueWorker> rogues = new ArrayList<>();

  @AfterEach
  void closeRogues() {
    rogues.forEach(RogueWorker::close);
  }

  private Farm farm() throws Exception {
    return keep(
        LocalFarm.open(told.heardBy(settings(false, new FakeBackend(), List.of())), ticker));
  }

  private void hear(String host, int port, String id) {
    told.listener()
        .found(
            new DiscoveredWorker(
                new Endpoint(host, port),
                Optional.of(
                    new Advertisement(
                        id, "name", Message.PROTOCOL, port, "", Advertisement.State.FREE))));
  }

  private static long linked(Farm farm) {
    return farm.workers().stream().filter(worker -> worker.slots() > 0).count();
  }

  @Test
  void aWorkerTellsEachClientOfItsOwnWaysAlone() throws Exception {
    Endpoint place = new Endpoint("127.0.0.1", worker("twice", new FakeBackend()).port());
    try (Greeter stranger = new Greeter(place, "stranger")) {
      try (Greeter first = new Greeter(place, "client")) {
        assertThat(stranger.alsoAt()).isEmpty();
        assertThat(first.alsoAt()).isEmpty();
        try (Greeter second = new Greeter(place, "client")) {
          assertThat(second.alsoAt()).containsExactly(place.toString());
        }
      }
      await()
          .until(
              () -> {
                try (Greeter later = new Greeter(place, "client")) {
                  return later.alsoAt().isEmpty();
                }
              });
    }
  }

  /** It has greeted the honest one as this client does, and passes on what is asked. */
  @Test
  void whoRelaysWhatAnotherWorkerSaysDisplacesNobody() throws Exception {
    Worker honest = worker("honest", new FakeBackend());
    RogueWorker rogue =
        new RogueWorker(
                honest.id(),
                directory,
                (link, order) -> link.send(new Message.Returned(order.attempt())))
            .relaysTo(new Endpoint("127.0.0.1", honest.port()));
    rogues.add(rogue);
    Farm farm = farm();
    hear("127.0.0.1", rogue.place().port(), honest.id());
    await().until(() -> linked(farm) == 1);
    hear("127.0.0.1", honest.port(), honest.id());

    assertThat(run(farm, order("1-6")).rendered().size()).isEqualTo(6);
    assertThat(linked(farm)).isEqualTo(2);
  }

  @Test
  void whoSaysToBeAnotherWorkerKeepsOutNobodyButItself() throws Exception {
    Worker honest = worker("honest", new FakeBackend());
    RogueWorker rogue =
        new RogueWorker(honest.id(), directory, (link, order) -> {})
            .saysToBe(new Endpoint("127.0.0.1", honest.port()));
    rogues.add(rogue);
    Farm farm = farm();
    hear("127.0.0.1", honest.port(), honest.id());
    await().until(() -> linked(farm) == 1);
    hear("127.0.0.1", rogue.place().port(), honest.id());

    assertThat(run(farm, order("1-6")).rendered().size()).isEqualTo(6);

    await().until(() -> farm.workers().size() == 1);
    assertThat(rogue.orders()).isEmpty();
  }

  /** While it is not known which worker a link leads to, no job is told of it. */
  @Test
  void whoIsStillComparedIsOfferedAJobOnceAndLater() throws Exception {
    RogueWorker mute = new RogueWorker("id", directory, (link, order) -> {}).greetsNobody();
    rogues.add(mute);
    CompletableFuture<Void> compared = new CompletableFuture<>();
    RogueWorker held =
        new RogueWorker(
                "id",
                directory,
                (link, order) -> {
                  var unused = compared.thenRun(() -> rendered(link, order));
                })
            .saysToBe(mute.place());
    rogues.add(held);
    Farm farm = farm();
    hear("127.0.0.1", mute.place().port(), "id");
    await().until(() -> mute.greetings() == 1);
    hear("127.0.0.1", held.place().port(), "id");
    await().until(() -> held.greetings() == 1);
    RenderJob job = farm.submit(order("1-3"), JobListener.NONE);

    await()
        .until(
            () ->
                farm.workers().stream()
                    .flatMap(worker -> worker.problem().stream())
                    .anyMatch(problem -> problem.contains("no sign of life")));
    compared.complete(null);

    assertThat(end(job).rendered().size()).isEqualTo(3);
    assertThat(held.openings()).isEqualTo(1);
  }

  private static void rendered(RogueWorker.Link link, Message.Assign order) {
    try {
      link.sendRendered(order);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void twoAddressesOfOneWorkerAreUsedAsOneAndToldAsOne() throws Exception {
    Worker worker = worker("twice", new FakeBackend());
    Farm farm = farm();
    hear("127.0.0.1", worker.port(), worker.id());
    hear("localhost", worker.port(), worker.id());
    HeardNotices heard = new HeardNotices();

    assertThat(end(farm.submit(order("1-6"), heard)).workers()).hasSize(1);

    await().until(() -> farm.workers().size() == 1 && linked(farm) == 1);
    assertThat(heard.warnings()).isEmpty();
  }
}
