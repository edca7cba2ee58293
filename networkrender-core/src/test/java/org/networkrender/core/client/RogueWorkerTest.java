package org.networkrender.core.client;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.networkrender.api.transport.Endpoint;
import org.networkrender.core.events.JobEvent;
import org.networkrender.core.order.JobListener;
import org.networkrender.core.order.RenderJob;
import org.networkrender.core.wire.Message;
import org.networkrender.core.worker.Worker;

/** A worker that lies, repeats itself, or is silent stops nobody's job. */
class RogueWorkerTest extends FarmFixture {
  private final List<RogueWorker> rogues = new ArrayList<>();
  private final MovableTicker ticker = new MovableTicker();

  private final ScheduledExecutorService talk = Executors.newSingleThreadScheduledExecutor();
  private final Queue<Future<?>> talks = new ConcurrentLinkedQueue<>();

  @AfterEach
  void closeRogues() {
    talks.forEach(each -> each.cancel(false));
    talk.shutdownNow();
    rogues.forEach(RogueWorker::close);
  }

  private RogueWorker rogue(Answer answer) throws Exception {
    RogueWorker rogue =
        new RogueWorker(
            "rogue",
            directory,
            (link, order) -> {
              try {
                answer.to(link, order);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    rogues.add(rogue);
    return rogue;
  }

  private interface Answer {
    void to(RogueWorker.Link link, Message.Assign order) throws IOException;
  }

  private Farm farm(Worker honest, RogueWorker rogue) throws Exception {
    return farm(honest.port(), rogue);
  }

  private Farm farm(int honest, RogueWorker rogue) throws Exception {
    List<Endpoint> places = Stream.of(rogue.place(), new Endpoint("127.0.0.1", honest)).toList();
    return keep(LocalFarm.open(settings(false, new FakeBackend(), places), ticker));
  }

  @Test
  void whoGreetsWithAnotherOnesNumberDisplacesNobody() throws Exception {
    Worker honest = worker("honest", new FakeBackend());
    RogueWorker rogue =
        new RogueWorker(
            honest.id(),
            directory,
            (link, order) -> link.send(new Message.Returned(order.attempt())));
    rogues.add(rogue);
    Farm farm = farm(honest, rogue);
    await().until(() -> linked(farm) == 2);
    assertThat(farm.workers()).allMatch(worker -> worker.problem().isEmpty());
    assertThat(run(farm, order("1-6")).rendered().size()).isEqualTo(6);
    assertThat(rogue.orders()).isNotEmpty();
  }

  private static long linked(Farm farm) {
    return farm.workers().stream().filter(worker -> worker.slots() > 0).count();
  }

  @Test
  void aWorkerThatIsFoundByTwoWaysIsUsedByOne() throws Exception {
    Worker worker = worker("twice", new FakeBackend());
    Farm farm =
        keep(
            LocalFarm.open(
                settings(
                    false,
                    new FakeBackend(),
                    List.of(
                        new Endpoint("127.0.0.1", worker.port()),
                        new Endpoint("localhost", worker.port()))),
                ticker));
    await()
        .until(
            () ->
                farm.workers().stream()
                    .anyMatch(
                        known ->
                            known
                                .problem()
                                .filter(text -> text.contains("the same worker as"))
                                .isPresent()));
    assertThat(run(farm, order("1-3")).workers()).filteredOn(each -> each.done() > 0).hasSize(1);
  }

  @Test
  void whatIsSaidTwiceIsFetchedOnce() throws Exception {
    RogueWorker rogue =
        rogue(
            (link, order) -> {
              for (int i = 0; i < 5; i++) {
                link.sendRendered(order);
              }
            });
    RenderJob job =
        farm(worker("honest", new FakeBackend()), rogue).submit(order("1-12"), JobListener.NONE);

    assertThat(end(job).rendered().size()).isEqualTo(12);
    assertThat(rogue.fetches()).isPositive().isLessThanOrEqualTo(rogue.orders().size());
    assertThat(pictures()).hasSize(12);
  }

  /** It gets no more than it may be late with: four results, and what it holds beside that. */
  @Test
  void whoAnnouncesPicturesAndSendsNothingOfThemGetsFewFramesAndLosesThose() throws Exception {
    RogueWorker rogue = rogue(RogueWorker.Link::sendRendered).givesNothing();
    Worker honest = worker("honest", new FakeBackend());
    HeardNotices heard = new HeardNotices();
    RenderJob job = farm(honest, rogue).submit(order("1-24"), heard);
    await()
        .until(() -> !rogue.orders().isEmpty() && pictures().size() + rogue.orders().size() == 24);
    assertThat(rogue.orders()).hasSizeLessThanOrEqualTo(5);

    // In steps, since time in which the client itself stood still does not count; and in between
    // all are heard of.
    await()
        .pollInterval(Duration.ofSeconds(1))
        .until(
            () -> {
              ticker.moveOn(Duration.ofSeconds(10));
              return heard.warnings().stream()
                  .anyMatch(line -> line.contains("has sent nothing of them for 30 s"));
            });

    assertThat(end(job).rendered().size()).isEqualTo(24);
  }

  /** It tells more often than each minute, in which one that says nothing is noticed. */
  @Test
  void whoBakesForEverAndTellsOfItAllTheTimeIsNotWaitedFor() throws Exception {
    Held held = new Held(Message.Work.BAKE);
    int port = freePort();
    RenderJob job = farm(port, rogue(held)).submit(order(SIMULATES), JobListener.NONE);
    tellOfProgress(job, held, Duration.ofSeconds(29), 22);

    FakeBackend honest = new FakeBackend();
    worker("honest", port, honest);

    assertThat(end(job).rendered().size()).isEqualTo(6);
    assertThat(honest.products().bakes()).hasSize(1);
  }

  @Test
  void whoNeverEndsAChainAndTellsOfItAllTheTimeIsNotWaitedFor() throws Exception {
    Held held = new Held(Message.Work.RENDER);
    int port = freePort();
    RenderJob job =
        farm(port, rogue(held))
            .submit(order(SIMULATES + "\nchained it is linked"), JobListener.NONE);
    tellOfProgress(job, held, Duration.ofSeconds(29), 250);

    worker("honest", port, new FakeBackend());

    assertThat(end(job).rendered().size()).isEqualTo(6);
  }

  private static final String SIMULATES = "1-6\nsimulates Cloth";

  /** It begins the first work of a kind and never ends it, and takes nothing else. */
  private final class Held implements Answer {
    private final Message.Work kind;
    private final CompletableFuture<RogueWorker.Link> link = new CompletableFuture<>();
    private final AtomicInteger words = new AtomicInteger();

    Held(Message.Work kind) {
      this.kind = kind;
    }

    @Override
    public void to(RogueWorker.Link from, Message.Assign order) {
      if (order.work() == kind && !link.isDone()) {
        link.complete(from);
        // It is heard of the task all the time, too.
        talks.add(talk.scheduleAtFixedRate(() -> tell(from, order.attempt()), 0, 20, MILLISECONDS));
      } else {
        from.send(new Message.Returned(order.attempt()));
      }
    }

    private void tell(RogueWorker.Link to, long attempt) {
      double fraction = words.incrementAndGet() / 1e6;
      to.send(new Message.Progressed(attempt, fraction, "going on"));
    }
  }

  /** Lets time pass, in steps that a worker tells of before the next one. */
  private void tellOfProgress(RenderJob job, Held held, Duration step, int steps) throws Exception {
    AtomicReference<Double> told = new AtomicReference<>(0.0);
    job.subscribe(
        event -> {
          if (event instanceof JobEvent.TaskProgress progress) {
            told.set(progress.fraction());
          }
        });
    await().until(held.link::isDone);
    for (int i = 0; i < steps; i++) {
      double next = (held.words.get() + 1) / 1e6;
      await().pollInterval(Duration.ofMillis(10)).until(() -> told.get() > next);
      ticker.moveOn(step);
    }
  }
}
