package org.networkrender.core.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.util.concurrent.Uninterruptibles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.RenderException;
import org.networkrender.api.backend.RenderSession;
import org.networkrender.api.backend.SessionRequest;

/** After a worker's end the program ends, and nobody cleans up any more. */
class ClosingWorkerTest {
  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir Path directory;
  private final CountDownLatch opening = new CountDownLatch(1);
  private final CountDownLatch mayCleanUp = new CountDownLatch(1);
  private final AtomicBoolean isClean = new AtomicBoolean();

  /** Has files when it is told to end, and needs a moment to remove them. */
  private final class SlowToEnd extends ShellBackend {
    @Override
    public RenderSession open(SessionRequest request) throws RenderException {
      opening.countDown();
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException e) {
        Uninterruptibles.awaitUninterruptibly(mayCleanUp);
        isClean.set(true);
      }
      throw new RenderException(ErrorKind.WORKER, "interrupted", "");
    }
  }

  @Test
  void whatASessionHasThatIsJustBeingOpenedIsRemovedBeforeItsEnd() throws Exception {
    Worker worker = WorkerStart.start(OneSlot.in(directory, new SlowToEnd()), line -> {});
    try (RawClient client = new RawClient(worker, Files.createTempDirectory(directory, "client"))) {
      client.order(1, "echo");
      opening.await();
      Thread closing = new Thread(worker::close);
      closing.start();
      Awaitility.await().atMost(LONG).until(() -> hasEnded(closing) || isWaiting(closing));
      assertThat(hasEnded(closing)).as("the worker waits until the backend has ended").isFalse();
      mayCleanUp.countDown();
      closing.join(LONG.toMillis());
      assertThat(isClean).isTrue();
    }
  }

  private static boolean hasEnded(Thread thread) {
    return thread.getState() == Thread.State.TERMINATED;
  }

  private static boolean isWaiting(Thread thread) {
    return Arrays.stream(thread.getStackTrace())
        .anyMatch(frame -> frame.getClassName().equals(StartedThreads.class.getName()));
  }
}
