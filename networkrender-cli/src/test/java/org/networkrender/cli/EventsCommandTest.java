package org.networkrender.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.networkrender.core.client.KnownWorker;
import org.networkrender.core.events.EventJson;
import org.networkrender.core.events.FarmEvent;
import org.networkrender.core.events.FarmSnapshot;
import org.networkrender.core.events.JobEnding;
import org.networkrender.core.events.JobEvent;
import org.networkrender.core.events.JobEvents;
import org.networkrender.core.events.JobOutcome;
import org.networkrender.core.events.JobSockets;
import org.networkrender.core.events.Question;
import org.networkrender.core.order.JobReport.Outcome;

/** What commands print for programs. */
class EventsCommandTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  private final CommandRun run = new CommandRun();
  private String scene = "";
  @TempDir private Path directory;

  @BeforeEach
  void makeScene() throws IOException {
    scene = Files.createFile(directory.resolve("shot.blend")).toString();
  }

  private static void end(JobEvents events, JobOutcome outcome) {
    events.publish(stamp -> new JobEvent.Ended(stamp, JobEnding.unbegun(outcome)));
  }

  private static void in(CommandRun run, String lines) {
    run.in = new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8));
  }

  private JobSockets sockets() {
    return JobSockets.ofUser(run.environment, directory.resolve("cache"));
  }

  @Test
  void renderPrintsEventsAloneAndTheEndIsTheLast() {
    run.farm.events.publish(stamp -> new JobEvent.Note(stamp, "before: J\u00f6rg"));
    end(run.farm.events, JobOutcome.INCOMPLETE);
    run.farm.report.complete(Stories.report(Outcome.INCOMPLETE));

    assertThat(run.run("render", scene, "--events", "json")).isEqualTo(ExitCode.INCOMPLETE);

    List<String> lines = run.out().lines().toList();
    assertThat(lines).hasSize(2);
    JobEvent first = EventJson.decodeJobEvent(lines.get(0)).orElseThrow();
    assertThat(first).isInstanceOf(JobEvent.Snapshot.class);
    assertThat(EventJson.decodeJobEvent(lines.get(1)).orElseThrow())
        .isInstanceOf(JobEvent.Ended.class);
  }

  @Test
  void whatIsPrintedIsAscii() {
    run.farm.events.publish(
        stamp ->
            new JobEvent.Asked(stamp, new Question("q", "J\u00f6rg \ud83d\ude00?", List.of())));
    end(run.farm.events, JobOutcome.CANCELLED);
    run.farm.report.complete(Stories.report(Outcome.CANCELLED));
    assertThat(run.run("render", scene, "--events", "json")).isEqualTo(ExitCode.CANCELLED);
    assertThat(run.out().chars()).allMatch(unit -> unit < 0x7f);
    JobEvent.Snapshot first =
        (JobEvent.Snapshot)
            EventJson.decodeJobEvent(run.out().lines().findFirst().orElseThrow()).orElseThrow();
    assertThat(first.state().questions().get(0).text()).isEqualTo("J\u00f6rg \ud83d\ude00?");
  }

  @Test
  void commandsFromTheStandardInputReachTheJob() throws Exception {
    in(run, "{\"command\":\"pause\"}\n\nnonsense\n{\"command\":\"cancel\"}\n");
    CompletableFuture<Void> ended =
        run.farm.cancelled.thenRun(
            () -> {
              end(run.farm.events, JobOutcome.CANCELLED);
              run.farm.report.complete(Stories.report(Outcome.CANCELLED));
            });
    assertThat(run.run("render", scene, "--events", "json")).isEqualTo(ExitCode.CANCELLED);
    ended.get(60, TimeUnit.SECONDS);
    assertThat(run.out().lines().filter(line -> line.contains("commandRefused"))).hasSize(2);
  }

  @Test
  void workersArePrintedAsOneLine() {
    run.farm.known =
        List.of(
            new KnownWorker(
                "old", "10.0.0.9:8080", 0, List.of(), false, Optional.of("too old"), true));
    assertThat(run.run("workers", "--json", "--seconds", "0.1")).isEqualTo(ExitCode.NO_WORKER);
    assertThat(run.out().lines()).hasSize(1);
    FarmEvent.Snapshot told =
        (FarmEvent.Snapshot) EventJson.decodeFarmEvent(run.out().strip()).orElseThrow();
    assertThat(told.state().workers().get(0).status()).isEqualTo(FarmSnapshot.Status.UNREACHABLE);
    assertThat(told.state().workers().get(0).text()).isEqualTo("too old");
  }

  @Test
  void noWorkerIsALineToo() {
    assertThat(run.run("workers", "--json", "--seconds", "0.1")).isEqualTo(ExitCode.NO_WORKER);
    assertThat(EventJson.decodeFarmEvent(run.out().strip())).isPresent();
  }

  @Test
  void attachFollowsTheOnlyJobToItsEnd() throws Exception {
    JobEvents events = new JobEvents("one", InstantSource.system());
    CountDownLatch cancelled = new CountDownLatch(1);
    Closeable server = sockets().serve(events, cancelled::countDown);
    in(run, "{\"command\":\"cancel\"}\nnonsense\n");
    CompletableFuture<Integer> code =
        CompletableFuture.supplyAsync(() -> run.run("attach", "--events", "json"));
    assertThat(cancelled.await(60, TimeUnit.SECONDS)).isTrue();
    Awaitility.await()
        .atMost(LONG)
        .until(() -> run.out().contains("commandAccepted") && run.out().contains("no command"));
    end(events, JobOutcome.CANCELLED);
    assertThat(code.get(60, TimeUnit.SECONDS)).isEqualTo(ExitCode.CANCELLED);
    assertThat(run.out()).contains("\"snapshot\"", "\"ended\"");
    server.close();
  }

  @Test
  void attachSaysWhatThereIs() throws Exception {
    assertThat(run.run("attach")).isEqualTo(ExitCode.USAGE);
    Closeable one = sockets().serve(new JobEvents("one", InstantSource.system()), () -> {});
    Closeable two = sockets().serve(new JobEvents("two", InstantSource.system()), () -> {});
    assertThat(run.run("attach")).isEqualTo(ExitCode.USAGE);
    assertThat(run.run("attach", "three")).isEqualTo(ExitCode.USAGE);
    assertThat(run.run("attach", "../x")).isEqualTo(ExitCode.USAGE);
    assertThat(run.errors().get(0)).contains("No job of yours runs");
    assertThat(run.errors().get(1)).contains("one, two");
    assertThat(run.errors().get(2)).contains("no job with the id three", "one, two");
    assertThat(run.errors().get(3)).contains("is no id");
    one.close();
    two.close();
  }

  @Test
  void aJobThatIsRenderedCanBeAttachedTo() throws Exception {
    CompletableFuture<Integer> code = CompletableFuture.supplyAsync(() -> run.run("render", scene));
    Awaitility.await().atMost(LONG).until(() -> sockets().running().contains("fake"));
    end(run.farm.events, JobOutcome.COMPLETE);
    run.farm.report.complete(Stories.report(Outcome.COMPLETE));
    assertThat(code.get(60, TimeUnit.SECONDS)).isEqualTo(ExitCode.COMPLETE);
    assertThat(sockets().running()).isEmpty();
  }
}
