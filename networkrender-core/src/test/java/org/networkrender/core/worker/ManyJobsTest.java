package org.networkrender.core.worker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.FrameSet;
import org.networkrender.api.Sha256;
import org.networkrender.core.wire.JobManifest;
import org.networkrender.core.wire.Message;

/** A client that opens and closes jobs costs a worker what its open ones cost, and no more. */
@DisabledOnOs(OS.WINDOWS)
class ManyJobsTest {
  @TempDir Path directory;
  private final CopyOnWriteArrayList<String> lines = new CopyOnWriteArrayList<>();
  private Worker worker;

  @BeforeEach
  void start() throws Exception {
    worker =
        WorkerStart.start(OneSlot.in(directory, new ShellBackend()), lines::add, new MovedTicker());
  }

  @AfterEach
  void end() {
    worker.close();
  }

  private static ConditionFactory await() {
    return Awaitility.await().atMost(Duration.ofSeconds(30));
  }

  private RawClient client() throws Exception {
    return new RawClient(worker, Files.createTempDirectory(directory, "client"));
  }

  private static void open(RawClient client, int number) {
    Sha256 manifest = Sha256.of(("a manifest " + number).getBytes(UTF_8));
    client.send(new Message.OpenJob(number, "shell", manifest, 100));
  }

  /** Returns how many threads bring the files of a job. */
  private static long preparing() {
    return Thread.getAllStackTraces().values().stream()
        .filter(
            stack ->
                Arrays.stream(stack)
                    .anyMatch(frame -> frame.getClassName().equals(JobPreparation.class.getName())))
        .count();
  }

  private boolean hasNoJobFiles() throws Exception {
    try (Stream<Path> files = Files.list(directory.resolve("workers/worker-1/jobs"))) {
      return files.findAny().isEmpty();
    }
  }

  @Test
  void aJobThatIsClosedBeforeItsManifestHasComeLeavesNoThread() throws Exception {
    try (RawClient client = client()) {
      client.givesNothing();
      for (int round = 0; round < 4; round++) {
        int first = 10 * round;
        for (int i = 1; i <= 10; i++) {
          open(client, first + i);
        }
        await().until(() -> preparing() == 10);
        for (int i = 1; i <= 10; i++) {
          client.send(new Message.CloseJob(first + i));
        }
        await().until(() -> preparing() == 0);
        await().until(this::hasNoJobFiles);
      }
      client.awaitBeats();
      assertThat(client.received(Message.JobFailed.class)).as("nobody asked any more").isEmpty();
    }
  }

  private static long threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("worker-"))
        .count();
  }

  @Test
  void asManyJobsAsMayBeOpenNeedFewThreads() throws Exception {
    try (RawClient client = client()) {
      client.givesNothing();
      long before = threads();
      for (int i = 1; i <= 64; i++) {
        open(client, i);
      }
      await().until(() -> preparing() == ClientErrands.MOST_PREPARED);
      // By then all of these have been handed to threads.
      client.awaitBeats();
      assertThat(threads() - before).isLessThanOrEqualTo(ClientErrands.MOST_PREPARED);
      open(client, 65);
      assertThat(client.await(Message.Refused.class).reason()).contains("too many jobs");
      await().until(() -> preparing() == 0);
    }
  }

  @Test
  void theListsOfFilesOfAllJobsTogetherAreBounded() throws Exception {
    try (RawClient client = client()) {
      client.givesNothing();
      Sha256 manifest = Sha256.of("a long manifest".getBytes(UTF_8));
      for (int i = 1; i <= 3; i++) {
        client.send(new Message.OpenJob(i, "shell", manifest, JobManifest.MAX_BYTES));
      }
      assertThat(client.await(Message.JobFailed.class))
          .isEqualTo(
              new Message.JobFailed(
                  3, ErrorKind.RESOURCE, "jobs with too many files are open on the worker", ""));
      client.send(new Message.CloseJob(1));
      await()
          .until(
              () -> {
                // A job is closed on a thread of its own, and one that is open cannot be opened.
                client.send(new Message.OpenJob(4, "shell", manifest, JobManifest.MAX_BYTES));
                return !client.received(Message.Refused.class).isEmpty();
              });
    }
  }

  @Test
  void ordersThatNeedMuchMemoryAreBoundedByThat() throws Exception {
    Random random = new Random(1);
    FrameSet frames =
        FrameSet.of(random.ints(32_000, 0, FrameSet.MAX_FRAME).boxed().distinct().toList());
    int enough = (int) (HostAccount.MOST_ORDERED / frames.toString().length()) + 1;
    assertThat(enough).isLessThan(30);
    try (RawClient client = client()) {
      client.givesNothing();
      open(client, 1);
      for (int i = 1; i <= enough; i++) {
        client.send(Message.Assign.render(1, i, frames, null, null));
      }
      assertThat(client.await(Message.Refused.class).reason()).contains("too many tasks");
    }
  }
}
