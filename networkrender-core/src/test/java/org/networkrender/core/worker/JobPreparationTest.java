package org.networkrender.core.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.networkrender.api.ErrorKind;
import org.networkrender.core.wire.Message;

class JobPreparationTest {
  @TempDir Path directory;

  /** A renderer of which a class is missing, as only shows when it is asked something. */
  private static final class Broken extends ShellBackend {
    @Override
    public boolean runsScripts(Map<String, String> options) {
      throw new NoClassDefFoundError("some/Class");
    }
  }

  @Test
  void aClientHearsOfWhateverEndsAPreparation() throws Exception {
    try (Worker worker = WorkerStart.start(OneSlot.in(directory, new Broken()), line -> {});
        RawClient client = new RawClient(worker, Files.createTempDirectory(directory, "client"))) {
      client.order(1, "echo");
      Message.JobFailed failed = client.await(Message.JobFailed.class);
      assertThat(failed.kind()).isEqualTo(ErrorKind.WORKER);
      assertThat(failed.message()).contains("some/Class");
    }
  }
}
