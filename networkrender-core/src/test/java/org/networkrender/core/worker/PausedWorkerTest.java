package org.networkrender.core.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.networkrender.core.events.WorkerEvents;
import org.networkrender.core.events.WorkerSnapshot;
import org.networkrender.core.wire.Message;

/** A worker that is paused ends nothing, begins nothing, and says so. */
class PausedWorkerTest {
  @TempDir Path directory;

  @Test
  void whatRunsEndsAndWhatComesIsGivenBackUntilItIsResumed() throws Exception {
    WorkerEvents events = new WorkerEvents("w", InstantSource.system());
    Path go = directory.resolve("go");
    String waits = "until [ -e " + go + " ]; do sleep 0.02; done; echo done > $1";
    try (Worker worker = Worker.start(OneSlot.in(directory, new ShellBackend()), events);
        RawClient client = new RawClient(worker, Files.createTempDirectory(directory, "client"))) {
      client.order(1, waits);
      await(events, state -> !state.tasks().isEmpty());
      worker.pause();
      Message.Offer offer = client.await(Message.Offer.class);
      assertThat(offer).isEqualTo(new Message.Offer(0, "its user has paused it"));
      client.order(2, waits);
      client.await(Message.Returned.class);
      assertThat(events.snapshot().tasks()).as("what runs goes on").hasSize(1);
      Files.createFile(go);
      await(events, state -> state.totals().rendered() == 1);
      worker.resume();
      assertThat(events.snapshot().pauses()).isEmpty();
      client.order(3, waits);
      await(events, state -> state.totals().rendered() == 2);
      assertThat(events.snapshot().clients()).extracting("name").isEqualTo(List.of("raw"));
    }
    assertThat(events.snapshot().phase()).isEqualTo(WorkerSnapshot.Phase.ENDED);
    assertThat(events.snapshot().totals().failed()).isZero();
  }

  private static void await(WorkerEvents events, Predicate<WorkerSnapshot> state) {
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(() -> assertThat(events.snapshot()).matches(state));
  }
}
