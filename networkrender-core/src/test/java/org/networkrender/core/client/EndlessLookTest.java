package org.networkrender.core.client;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.networkrender.api.backend.SessionRequest;
import org.networkrender.api.transport.Endpoint;
import org.networkrender.core.order.JobReport;
import org.networkrender.core.wire.Message;
import org.networkrender.core.worker.Worker;

/** A worker that never tells what is in a scene, and tells all the time that it receives it. */
class EndlessLookTest extends FarmFixture {
  private final MovableTicker ticker = new MovableTicker();
  private final HeardNotices heard = new HeardNotices();
  private final AtomicLong words = new AtomicLong();
  private final CompletableFuture<Void> asked = new CompletableFuture<>();
  private final ScheduledExecutorService talk = Executors.newScheduledThreadPool(2);
  private RogueWorker rogue;

  @BeforeEach
  void startRogue() throws Exception {
    rogue =
        new RogueWorker("rogue", directory, (link, order) -> {})
            .looks(
                (link, order) -> {
                  asked.complete(null);
                  var unused =
                      talk.scheduleAtFixedRate(() -> tell(link, order), 0, 10, MILLISECONDS);
                });
  }

  private void tell(RogueWorker.Link to, Message.Inspect order) {
    to.send(new Message.Receiving(order.job(), words.incrementAndGet() << 20, Long.MAX_VALUE));
  }

  @AfterEach
  void endRogue() {
    talk.shutdownNow();
    rogue.close();
  }

  private Farm farmWith(Worker... honest) throws Exception {
    List<Endpoint> places = new ArrayList<>();
    places.add(rogue.place());
    for (Worker each : honest) {
      places.add(new Endpoint("127.0.0.1", each.port()));
    }
    return keep(LocalFarm.open(settings(false, new AbsentBackend(), places), ticker));
  }

  /** Time passes from when it was asked on, and it says something in each of these steps. */
  private void passTime(Duration step, int steps) {
    for (int i = 0; i < steps; i++) {
      long before = words.get();
      await().pollInterval(Duration.ofMillis(5)).until(() -> words.get() >= before + 2);
      ticker.moveOn(step);
    }
  }

  @Test
  void anotherWorkerIsAskedBesideItAndItsAnswerCounts() throws Exception {
    Farm farm = farmWith(worker("zeta", new FakeBackend()));
    CompletableFuture<Void> passed =
        asked.thenRunAsync(() -> passTime(Duration.ofSeconds(31), 2), talk);

    JobReport report = end(farm.submit(order("1-3"), heard));

    assertThat(report.outcome()).isEqualTo(JobReport.Outcome.COMPLETE);
    assertThat(passed).succeedsWithin(Duration.ofMinutes(1));
    assertThat(heard.texts())
        .anyMatch(line -> line.contains("rogue takes its time; zeta is asked, too"))
        .anyMatch(line -> line.contains("zeta looked into the scene"));
  }

  /** It would have to say so too, where it is quick. */
  @Test
  void whatAnotherOneSaysAgainstTheSceneIsBelievedWithoutIt() throws Exception {
    FakeBackend blind =
        new FakeBackend() {
          @Override
          public String look(SessionRequest request) {
            return "blind";
          }
        };
    Farm farm = farmWith(worker("alpha", blind));
    CompletableFuture<Void> passed =
        asked.thenRunAsync(() -> passTime(Duration.ofSeconds(31), 2), talk);

    assertThatThrownBy(() -> farm.submit(order("1"), heard)).hasMessage("the scene has no camera");
    assertThat(passed).succeedsWithin(Duration.ofMinutes(1));
  }

  @Test
  void whereNobodyElseIsItIsNotWaitedForForEver() throws Exception {
    Farm farm = farmWith();
    CompletableFuture<Void> passed =
        asked.thenRunAsync(() -> passTime(Duration.ofMinutes(8), 2), talk);

    assertThatThrownBy(() -> farm.submit(order("1"), heard))
        .hasMessageContaining("rogue: nothing new came from it for 15 minutes");
    assertThat(passed).succeedsWithin(Duration.ofMinutes(1));
  }
}
