package org.networkrender.core.worker;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.networkrender.api.FrameSet;
import org.networkrender.api.Sha256;
import org.networkrender.core.wire.Message;

/** A client promises a file that a task needs, such as what was baked, and does not send it. */
@DisabledOnOs(OS.WINDOWS)
class MadeFileWaitTest {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final String PICTURE = "echo picture > $1";
  private static final Message.MadeFile BAKED =
      new Message.MadeFile(Sha256.of("baked".getBytes(StandardCharsets.UTF_8)), 5);

  @TempDir Path directory;
  private Worker worker;

  @BeforeEach
  void start() throws Exception {
    // Time stands still: a client that says nothing lives.
    MovedTicker ticker = new MovedTicker();
    worker = WorkerStart.start(OneSlot.in(directory, new ShellBackend()), line -> {}, ticker);
  }

  @AfterEach
  void close() {
    worker.close();
  }

  private RawClient client() throws Exception {
    return new RawClient(worker, Files.createTempDirectory(directory, "client"));
  }

  /** Its only slot waits for what was baked. */
  private void letItWait(RawClient client) throws Exception {
    client.order(1, PICTURE);
    client.await(Message.Rendered.class);
    client.givesNothing();
    client.send(Message.Assign.render(1, 2, FrameSet.of(2), null, null).withBaked(BAKED));
    client.await(Message.Started.class, started -> started.attempt() == 2);
    client.awaitAsked(BAKED.content());
  }

  private void rendersForTheNext() throws Exception {
    try (RawClient next = client()) {
      next.order(1, PICTURE);
      next.await(Message.Rendered.class);
    }
  }

  private List<Path> jobFiles() throws Exception {
    try (Stream<Path> files = Files.list(directory.resolve("workers/worker-1/jobs"))) {
      return files.toList();
    }
  }

  @Test
  void aTaskThatWaitsForAFileCanBeCancelled() throws Exception {
    try (RawClient client = client()) {
      letItWait(client);
      client.send(new Message.Cancel(2));
      rendersForTheNext();
    }
  }

  @Test
  void aJobWhoseTaskWaitsForAFileCanBeClosed() throws Exception {
    try (RawClient client = client()) {
      letItWait(client);
      client.send(new Message.CloseJob(1));
      rendersForTheNext();
      Awaitility.await().atMost(LONG).until(() -> jobFiles().isEmpty());
    }
  }
}
