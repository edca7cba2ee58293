package org.networkrender.core.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.networkrender.api.backend.BackendSettings;
import org.networkrender.api.backend.BakeRequest;
import org.networkrender.api.transport.Endpoint;
import org.networkrender.core.order.JobReport.Outcome;
import org.networkrender.core.order.RenderJob;
import org.networkrender.core.providers.ChosenProviders;
import org.networkrender.core.wire.Message;

/** A worker that lies about what it delivers, or does not deliver it, costs a try and no job. */
class RogueDeliveryTest extends FarmFixture {
  private final MovableTicker ticker = new MovableTicker();
  private RogueWorker rogue;

  @AfterEach
  void closeRogue() {
    rogue.close();
  }

  @Test
  void aSizeThatFitsNowhereEndsNoJob() throws Exception {
    rogue = new RogueWorker("rogue", directory, RogueDeliveryTest::announceMuch);
    int port = freePort();
    HeardNotices heard = new HeardNotices();
    RenderJob job = farm(port).submit(order("1-6\nsimulates Cloth"), heard);
    await().until(() -> !rogue.orders().isEmpty());
    FakeBackend honest = new FakeBackend();
    worker("honest", port, honest);

    assertThat(end(job).outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(honest.products().bakes()).hasSize(1);
    assertThat(rogue.fetches()).isZero();
    assertThat(heard.warnings())
        .anyMatch(line -> line.contains(BakeRequest.FILE) && line.contains("is said to have"));
  }

  private static void announceMuch(RogueWorker.Link link, Message.Assign order) {
    if (order.work() == Message.Work.BAKE) {
      link.sendRendered(order, BakeRequest.FILE, 1_000_000_000_000_000L);
    } else {
      link.send(new Message.Returned(order.attempt()));
    }
  }

  /** Something of it comes all the time, but it would take years. */
  @Test
  void whoSendsAByteNowAndThenLosesTheFrame() throws Exception {
    rogue =
        new RogueWorker(
            "rogue",
            directory,
            (link, order) -> {
              try {
                link.sendRendered(order);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    int port = freePort();
    HeardNotices heard = new HeardNotices();
    try (TricklingTransport transport = new TricklingTransport(rogue.place().port())) {
      RenderJob job = farm(port, transport).submit(order("1-6"), heard);
      await().until(() -> rogue.fetches() > 0);
      worker("honest", port, new FakeBackend());
      AtomicInteger steps = new AtomicInteger();
      await()
          .pollInterval(Duration.ofSeconds(1))
          .until(
              () -> {
                ticker.moveOn(Duration.ofSeconds(10));
                if (steps.incrementAndGet() % 2 == 1) {
                  transport.letOneCome();
                }
                return heard.warnings().stream().anyMatch(RogueDeliveryTest::isOfATrickle);
              });
      rogue.close();

      assertThat(end(job).rendered().size()).isEqualTo(6);
    }
  }

  private static boolean isOfATrickle(String line) {
    return line.contains("it has announced its pictures and has sent only");
  }

  private Farm farm(int honest) throws Exception {
    return keep(LocalFarm.open(settings(false, new FakeBackend(), places(honest)), ticker));
  }

  private Farm farm(int honest, TricklingTransport transport) throws Exception {
    FarmSettings as = settings(false, new FakeBackend(), places(honest));
    return keep(
        LocalFarm.open(
            new FarmSettings(
                "client",
                false,
                List.of("list"),
                as.discovery(),
                "websocket",
                new BackendSettings(List.of(), 0, directory),
                directory.resolve("own"),
                transport.among(ChosenProviders.rendering(new FakeBackend()))),
            ticker));
  }

  private List<Endpoint> places(int honest) {
    return List.of(rogue.place(), new Endpoint("127.0.0.1", honest));
  }
}
