package org.networkrender.core.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.util.concurrent.Uninterruptibles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.networkrender.api.FrameSet;
import org.networkrender.api.RenderException;
import org.networkrender.api.backend.ProgressListener;
import org.networkrender.api.backend.RenderRequest;
import org.networkrender.api.backend.RenderSession;
import org.networkrender.api.backend.SessionRequest;
import org.networkrender.core.wire.Message;

/** A renderer in this process takes no notice of anything. */
@DisabledOnOs(OS.WINDOWS)
class HangingSessionTest {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final String PICTURE = "echo picture > $1";

  @TempDir Path directory;
  private final CountDownLatch rendering = new CountDownLatch(1);
  private final CountDownLatch end = new CountDownLatch(1);
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final MovedTicker ticker = new MovedTicker();
  private Worker worker;

  private final class Deaf extends ShellBackend {
    @Override
    public RenderSession open(SessionRequest request) throws RenderException {
      return new PassingSession(super.open(request)) {
        @Override
        public List<Path> render(RenderRequest frame, ProgressListener listener)
            throws RenderException, InterruptedException {
          rendering.countDown();
          Uninterruptibles.awaitUninterruptibly(end);
          return super.render(frame, listener);
        }

        /** Each look at it takes as long as one may that is not taken for a standstill. */
        @Override
        public void cancel() {
          ticker.advance(Duration.ofSeconds(4));
        }

        @Override
        public void close() {
          Uninterruptibles.awaitUninterruptibly(end);
          super.close();
        }
      };
    }
  }

  @BeforeEach
  void start() throws Exception {
    worker = WorkerStart.start(OneSlot.in(directory, new Deaf()), lines::add, ticker);
  }

  @AfterEach
  void close() {
    end.countDown();
    worker.close();
  }

  private RawClient client() throws Exception {
    return new RawClient(worker, Files.createTempDirectory(directory, "client"));
  }

  @Test
  void aWorkerEndsThoughItsRendererDoesNot() throws Exception {
    try (RawClient client = client()) {
      client.order(1, PICTURE);
      rendering.await();
      Thread closing = new Thread(worker::close);
      closing.setDaemon(true);
      closing.start();
      closing.join(LONG.toMillis());
      assertThat(closing.isAlive()).isFalse();
    }
  }

  @Test
  void aSlotWhoseRendererDoesNotEndIsNotOfferedUntilItDoes() throws Exception {
    try (RawClient client = client()) {
      client.order(1, PICTURE);
      rendering.await();
      client.send(new Message.Cancel(1));
      Awaitility.await().atMost(LONG).until(() -> worker.slotCount() == 0);
      assertThat(client.await(Message.Offer.class, offer -> offer.slots() == 0).reason())
          .isEqualTo("none of its slots works");
      assertThat(lines).anyMatch(line -> line.contains("goes on although its task was ended"));
      end.countDown();
      client.await(Message.Offer.class, offer -> offer.slots() == 1);
      client.send(Message.Assign.render(1, 2, FrameSet.of(2), null, null));
      client.await(Message.Rendered.class, rendered -> rendered.attempt() == 2);
    }
  }
}
