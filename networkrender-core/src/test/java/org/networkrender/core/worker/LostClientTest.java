package org.networkrender.core.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.networkrender.api.Sha256;
import org.networkrender.api.transport.ConnectionHandler;
import org.networkrender.api.transport.Endpoint;
import org.networkrender.core.providers.Providers;
import org.networkrender.core.wire.Message;

/** Clients that vanish, or stay and do not do their part. With real processes. */
@DisabledOnOs(OS.WINDOWS)
class LostClientTest {
  private static final String PICTURE = "echo picture > $1";

  /** A shell with children and grandchildren. */
  private static final String TREE =
      """
      sleep 1000 &
      sh -c 'sleep 1000 & sleep 1000' &
      wait
      """;

  @TempDir Path directory;
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final MovedTicker ticker = new MovedTicker();
  private Worker worker;

  @BeforeEach
  void start() throws Exception {
    worker = WorkerStart.start(OneSlot.in(directory, new ShellBackend()), lines::add, ticker);
  }

  @AfterEach
  void end() {
    worker.close();
  }

  private static ConditionFactory await() {
    return Awaitility.await().atMost(Duration.ofSeconds(60));
  }

  private RawClient client() throws Exception {
    return new RawClient(worker, Files.createTempDirectory(directory, "client"));
  }

  /** A client that knows the rules would not have asked. */
  @Test
  void whatBringsScriptsIsRefusedWhoeverSendsIt() throws Exception {
    try (RawClient client = client()) {
      client.order(1, PICTURE, Map.of("scripts", "on"));
      assertThat(client.await(Message.JobFailed.class).message())
          .isEqualTo("the worker does not run scripts");
    }
  }

  @Test
  void oneMachineCannotTakeAllConnections() throws Exception {
    List<RawClient> clients = new ArrayList<>();
    for (int i = 0; i < 32; i++) {
      clients.add(client());
    }
    CompletableFuture<String> answer = new CompletableFuture<>();
    CompletableFuture<String> end = new CompletableFuture<>();
    Providers.load()
        .transport("inprocess")
        .connect(
            new Endpoint("local", worker.port()),
            new ConnectionHandler() {
              @Override
              public void message(String message) {
                answer.complete(message);
              }

              @Override
              public SeekableByteChannel blob(Sha256 blob) throws IOException {
                throw new IOException("there is none");
              }

              @Override
              public void closed(String reason) {
                end.complete(reason);
              }
            });
    assertThat(answer.get(60, TimeUnit.SECONDS)).contains("too many connections");
    assertThat(end.get(60, TimeUnit.SECONDS)).contains("too many connections");
    clients.forEach(RawClient::close);
    await().until(() -> lines.stream().filter(line -> line.contains("left")).count() == 32);
    try (RawClient again = client()) {
      again.awaitBeats();
    }
  }

  private static List<ProcessHandle> sleepers() {
    return ProcessHandle.current()
        .descendants()
        .filter(process -> process.info().arguments().orElse(new String[0]).length > 0)
        .filter(process -> process.info().arguments().orElseThrow()[0].equals("1000"))
        .toList();
  }

  private List<Path> jobFiles() throws Exception {
    try (Stream<Path> files = Files.list(directory.resolve("workers/worker-1/jobs"))) {
      return files.toList();
    }
  }

  @Test
  void whatAVanishedClientOrderedIsEndedToTheLastProcessAndFile() throws Exception {
    List<ProcessHandle> sleepers;
    try (RawClient client = client()) {
      client.order(1, TREE);
      await().until(() -> sleepers().size() == 3);
      sleepers = sleepers();
      assertThat(jobFiles()).isNotEmpty();
    }
    await().until(() -> sleepers.stream().noneMatch(ProcessHandle::isAlive));
    await().until(() -> jobFiles().isEmpty());
    await().until(() -> lines.stream().anyMatch(line -> line.startsWith("raw: left")));
  }

  @Test
  void aClosingWorkerLeavesNoProcess() throws Exception {
    try (RawClient client = client()) {
      client.order(1, TREE);
      await().until(() -> sleepers().size() == 3);
      List<ProcessHandle> sleepers = sleepers();
      worker.close();
      await().until(() -> sleepers.stream().noneMatch(ProcessHandle::isAlive));
    }
  }

  @Test
  void whoFetchesNothingIsDroppedAndTold() throws Exception {
    try (RawClient client = client()) {
      client.order(1, PICTURE);
      client.await(Message.Rendered.class);
      ticker.advance(PickUp.PATIENCE);
      ticker.advance(Duration.ofSeconds(1));
      assertThat(client.await(Message.Refused.class).reason())
          .isEqualTo("no picture was fetched for 10 min");
      await().until(() -> lines.stream().anyMatch(line -> line.contains("left: no picture")));
      await().until(() -> jobFiles().isEmpty());
    }
  }

  @Test
  void whoDoesNotSendItsSceneIsDroppedAndTold() throws Exception {
    try (RawClient client = client()) {
      client.givesNothing();
      client.order(1, PICTURE);
      await().until(() -> !jobFiles().isEmpty() || !lines.isEmpty());
      await()
          .until(
              () -> {
                ticker.advance(PickUp.PATIENCE);
                return lines.stream().anyMatch(line -> line.contains("left: a file"));
              });
      assertThat(client.await(Message.Refused.class).reason()).contains("has not come for 10 min");
    }
  }

  @Test
  void whoClosesItsJobOwesNothing() throws Exception {
    try (RawClient client = client()) {
      client.order(1, PICTURE);
      client.await(Message.Rendered.class);
      client.send(new Message.CloseJob(1));
      await().until(() -> jobFiles().isEmpty());
      ticker.advance(PickUp.PATIENCE.multipliedBy(2));
      client.awaitBeats();
      client.order(2, "exit 3");
      assertThat(client.await(Message.Failed.class).message()).contains("ended with 3");
      assertThat(lines).noneMatch(line -> line.contains("left"));
    }
  }
}
