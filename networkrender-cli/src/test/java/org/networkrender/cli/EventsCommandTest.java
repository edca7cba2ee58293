package org.networkrender.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.util.concurrent.Uninterruptibles;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.RenderException;
import org.networkrender.core.client.KnownWorker;
import org.networkrender.core.events.EventJson;
import org.networkrender.core.events.FarmEvent;
import org.networkrender.core.events.FarmSnapshot;
import org.networkrender.core.events.JobEnding;
import org.networkrender.core.events.JobEvent;
import org.networkrender.core.events.JobEvents;
import org.networkrender.core.events.JobFault;
import org.networkrender.core.events.JobOutcome;
import org.networkrender.core.events.JobSockets;
import org.networkrender.core.events.Question;
import org.networkrender.core.order.JobOrder;
import org.networkrender.core.order.JobReport.Outcome;
import org.networkrender.core.order.Notice;

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
  void theEndOfTheInputCancelsAJobThatIsToExitWithIt() throws Exception {
    in(run, "{\"command\":\"pause\"}\n");
    CompletableFuture<Void> ended =
        run.farm.cancelled.thenRun(
            () -> {
              end(run.farm.events, JobOutcome.CANCELLED);
              run.farm.report.complete(Stories.report(Outcome.CANCELLED));
            });
    assertThat(run.run("render", scene, "--events", "json", "--exit-with-stdin"))
        .isEqualTo(ExitCode.CANCELLED);
    ended.get(60, TimeUnit.SECONDS);
    assertThat(new CommandRun().run("render", scene, "--exit-with-stdin"))
        .isEqualTo(ExitCode.USAGE);
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

  /** Who started it may have crashed: nothing that nobody reads may stay beside the job. */
  @Test
  void attachEndsWithItsInputWhereAskedAndTheJobGoesOn() throws Exception {
    JobEvents events = new JobEvents("one", InstantSource.system());
    CountDownLatch cancelled = new CountDownLatch(1);
    Closeable server = sockets().serve(events, cancelled::countDown);
    in(run, "{\"command\":\"pause\"}\n");
    assertThat(run.run("attach", "--events", "json", "--exit-with-stdin"))
        .isEqualTo(ExitCode.CANCELLED);
    assertThat(cancelled.getCount()).isEqualTo(1);
    assertThat(run.errors()).isEmpty();
    assertThat(new CommandRun().run("attach", "--exit-with-stdin")).isEqualTo(ExitCode.USAGE);
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

  /** Whatever is wrong, a program reads a snapshot and the end, and nothing else. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "nowhere.blend",
        "",
        "SCENE --bogus",
        "SCENE --frames 3-1",
        "SCENE --keep --overwrite",
        "SCENE --priority high",
        "SCENE --still --frames 1-3"
      })
  void badInputIsToldAsEventsToo(String arguments) {
    List<String> line = new ArrayList<>(List.of("render"));
    line.addAll(List.of(arguments.replace("SCENE", scene).strip().split(" +")));
    line.removeIf(String::isEmpty);
    line.addAll(List.of("--events", "json"));

    assertThat(run.run(line.toArray(String[]::new))).isEqualTo(ExitCode.USAGE);

    assertThat(run.errors()).singleElement().asString().startsWith("networkrender: ");
    List<JobEvent> told =
        run.out().lines().map(each -> EventJson.decodeJobEvent(each).orElseThrow()).toList();
    assertThat(told).hasSize(2);
    assertThat(told.get(0)).isInstanceOf(JobEvent.Snapshot.class);
    JobEnding ending = ((JobEvent.Ended) told.get(1)).ending();
    assertThat(ending.outcome()).isEqualTo(JobOutcome.FAILED);
    assertThat(ending.fault()).contains(JobFault.USER);
    assertThat(run.errors().get(0)).contains(ending.error());
  }

  @Test
  void aFarmThatCannotBeOpenedIsToldAsEventsToo() {
    run.farms =
        settings -> {
          throw new RenderException(ErrorKind.RESOURCE, "no port is free", "Choose another one");
        };
    assertThat(run.run("render", scene, "--events", "json")).isEqualTo(ExitCode.NO_WORKER);
    assertThat(run.out().lines()).hasSize(2);
    assertThat(run.out()).contains("\"ended\"", "no port is free", "\"fault\":\"resource\"");
  }

  @Test
  void attachShowsTheSameLinesAsRender() throws Exception {
    JobEvents events = new JobEvents("one", InstantSource.system());
    ToldStory told = new ToldStory(events, new AtomicLong(Long.MAX_VALUE));
    told.planned(JobOrder.animation(Path.of(scene), directory));
    told.notice(new Notice(Notice.Level.WARNING, "a font is missing"));
    told.progress(Stories.progress(1, 3));
    Closeable server = sockets().serve(events, () -> {});
    CompletableFuture<Integer> code = CompletableFuture.supplyAsync(() -> run.run("attach"));
    Awaitility.await().atMost(LONG).until(() -> run.out().contains("a font is missing"));
    told.finished(Stories.frame(2, "box2", 12.2));
    told.ended(Stories.report(Outcome.INCOMPLETE));
    assertThat(code.get(60, TimeUnit.SECONDS)).isEqualTo(ExitCode.INCOMPLETE);
    assertThat(run.out().lines())
        .startsWith(
            "warning: a font is missing", "frame 2 on box2 in 12 s: 2 of 3 (66 %), 0:41 left");
    assertThat(run.out())
        .contains(
            "worker  frames  failed  seconds  a frame",
            "2 frames missing: 4-5",
            "The same command goes on where this one ended",
            "The pictures are in " + directory);
    server.close();
  }

  @Test
  void attachFailsAsTheJobDoes() throws Exception {
    JobEvents events = new JobEvents("one", InstantSource.system());
    events.publish(stamp -> new JobEvent.Planning(stamp, scene));
    Closeable server = sockets().serve(events, () -> {});
    CompletableFuture<Integer> code = CompletableFuture.supplyAsync(() -> run.run("attach"));
    Awaitility.await().atMost(LONG).until(() -> run.out().contains("Looking into shot.blend ..."));
    events.publish(
        stamp ->
            new JobEvent.Ended(
                stamp,
                JobEnding.unbegun(JobOutcome.CANCELLED)
                    .failed(JobFault.USER, "no camera", "Add one")));
    assertThat(code.get(60, TimeUnit.SECONDS)).isEqualTo(ExitCode.USAGE);
    assertThat(run.errors()).containsExactly("networkrender: no camera. Add one");
    server.close();
  }

  /** Whoever writes no more answers nothing. */
  @Test
  void theEndOfTheInputLeavesQuestionsToNobody() throws Exception {
    Question question =
        new Question(
            "q",
            "Rain?",
            List.of(
                new Question.Choice("yes", "it does"), new Question.Choice("no", "it does not")),
            Optional.of(LONG),
            Optional.of("no"));
    CompletableFuture<Void> ended =
        run.farm.answered.thenAccept(
            answer -> {
              end(run.farm.events, JobOutcome.COMPLETE);
              run.farm.report.complete(Stories.report(Outcome.COMPLETE));
            });
    run.farm.events.publish(stamp -> new JobEvent.Asked(stamp, question));
    assertThat(run.run("render", scene, "--events", "json")).isEqualTo(ExitCode.COMPLETE);
    ended.get(60, TimeUnit.SECONDS);
    assertThat(run.farm.answered).isCompletedWithValue("q=no");
  }

  @Test
  void whoReadsNothingHoldsNothingAndIsToldInTheLog() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    run.out = new PrintWriter(new StandingWriter(never));
    end(run.farm.events, JobOutcome.COMPLETE);
    run.farm.report.complete(Stories.report(Outcome.COMPLETE));
    assertThat(run.run("render", scene, "--events", "json")).isEqualTo(ExitCode.COMPLETE);
    assertThat(run.farm.closed).isTrue();
    assertThat(run.errors()).anyMatch(line -> line.contains("the standard output is not read"));
    never.countDown();
  }

  /** A pipe that nobody reads. */
  private static final class StandingWriter extends Writer {
    private final CountDownLatch never;

    StandingWriter(CountDownLatch never) {
      this.never = never;
    }

    @Override
    public void write(char[] text, int offset, int length) {
      Uninterruptibles.awaitUninterruptibly(never);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
