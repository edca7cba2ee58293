package org.networkrender.core.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.networkrender.api.FrameSet;
import org.networkrender.api.RenderException;
import org.networkrender.api.backend.ProgressListener;
import org.networkrender.api.backend.RenderRequest;
import org.networkrender.api.backend.RenderSession;
import org.networkrender.api.backend.SessionRequest;
import org.networkrender.core.wire.Message;

/** Whatever a session of foreign code does: its slot goes on with the next task. */
@DisabledOnOs(OS.WINDOWS)
class FaultySessionTest {
  private static final String PICTURE = "echo picture > $1";
  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir Path directory;
  private final AtomicInteger opened = new AtomicInteger();
  private Worker worker;

  /** The first session has the fault. */
  private final class FaultyBackend extends ShellBackend {
    private final UnaryOperator<RenderSession> fault;

    FaultyBackend(UnaryOperator<RenderSession> fault) {
      this.fault = fault;
    }

    @Override
    public RenderSession open(SessionRequest request) throws RenderException {
      RenderSession good = super.open(request);
      return opened.incrementAndGet() == 1 ? fault.apply(good) : good;
    }
  }

  @FunctionalInterface
  private interface Renders {
    List<Path> render() throws RenderException, InterruptedException;
  }

  private static Arguments rendering(String what, Renders renders) {
    return Arguments.of(
        what,
        (UnaryOperator<RenderSession>)
            good ->
                new PassingSession(good) {
                  @Override
                  public List<Path> render(RenderRequest request, ProgressListener listener)
                      throws RenderException, InterruptedException {
                    return renders.render();
                  }
                });
  }

  static Stream<Arguments> renders() {
    return Stream.of(
        rendering(
            "a defect",
            () -> {
              throw new IllegalStateException("broken");
            }),
        rendering(
            "an error",
            () -> {
              throw new Error("broken");
            }),
        rendering(
            "a service file",
            () -> {
              throw new ServiceConfigurationError("broken");
            }),
        rendering(
            "its disk",
            () -> {
              throw new IOError(new IOException("broken"));
            }),
        rendering(
            "what is not declared",
            () -> {
              throw PassingSession.<RuntimeException>sneak(new IOException("broken"));
            }),
        rendering(
            "words that are none",
            () -> {
              throw new IllegalStateException() {
                private static final long serialVersionUID = 1L;

                @Override
                public String getMessage() {
                  throw new IllegalStateException("broken");
                }
              };
            }),
        rendering(
            "an end that nobody asked for",
            () -> {
              throw new InterruptedException("broken");
            }),
        rendering("no list", () -> null),
        rendering("no picture", () -> Arrays.asList((Path) null)),
        rendering("a picture without a name", () -> List.of(Path.of("/"))));
  }

  static Stream<Arguments> asides() {
    return Stream.of(
        Arguments.of(
            "process",
            (UnaryOperator<RenderSession>)
                good ->
                    new PassingSession(good) {
                      @Override
                      public Optional<ProcessHandle> process() {
                        throw new IllegalStateException("broken");
                      }
                    }),
        Arguments.of(
            "no process",
            (UnaryOperator<RenderSession>)
                good ->
                    new PassingSession(good) {
                      @Override
                      public Optional<ProcessHandle> process() {
                        return null;
                      }
                    }),
        Arguments.of(
            "givenUp",
            (UnaryOperator<RenderSession>)
                good ->
                    new PassingSession(good) {
                      @Override
                      public Optional<String> givenUp() {
                        throw new Error("broken");
                      }
                    }),
        Arguments.of(
            "isUsable",
            (UnaryOperator<RenderSession>)
                good ->
                    new PassingSession(good) {
                      @Override
                      public boolean isUsable() {
                        throw new Error("broken");
                      }
                    }),
        Arguments.of(
            "an interrupt",
            (UnaryOperator<RenderSession>)
                good ->
                    new PassingSession(good) {
                      @Override
                      public List<Path> render(RenderRequest request, ProgressListener listener)
                          throws RenderException, InterruptedException {
                        List<Path> pictures = super.render(request, listener);
                        Thread.currentThread().interrupt();
                        return pictures;
                      }
                    }),
        Arguments.of(
            "close",
            (UnaryOperator<RenderSession>)
                good ->
                    new PassingSession(good) {
                      @Override
                      public void close() {
                        good.close();
                        throw new Error("broken");
                      }
                    }));
  }

  private void start(UnaryOperator<RenderSession> fault) throws Exception {
    // Time stands still: a client that says nothing lives.
    MovedTicker ticker = new MovedTicker();
    worker = WorkerStart.start(OneSlot.in(directory, new FaultyBackend(fault)), line -> {}, ticker);
  }

  @AfterEach
  void end() {
    worker.close();
  }

  private RawClient client() throws Exception {
    return new RawClient(worker, Files.createTempDirectory(directory, "client"));
  }

  private List<Path> jobFiles() throws Exception {
    try (Stream<Path> files = Files.list(directory.resolve("workers/worker-1/jobs"))) {
      return files.toList();
    }
  }

  private void rendersForTheNext() throws Exception {
    try (RawClient next = client()) {
      next.order(1, PICTURE);
      next.await(Message.Rendered.class);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("renders")
  void whatItThrowsIsToldAsItsFaultAndTheNextTaskIsRendered(
      String what, UnaryOperator<RenderSession> fault) throws Exception {
    start(fault);
    try (RawClient client = client()) {
      client.order(1, PICTURE);
      assertThat(client.await(Message.Failed.class).message()).as(what).isNotEmpty();
    }
    rendersForTheNext();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("asides")
  void whatItSaysOfItselfIsNotNeeded(String what, UnaryOperator<RenderSession> fault)
      throws Exception {
    start(fault);
    try (RawClient client = client()) {
      client.order(1, PICTURE);
      assertThat(client.await(Message.Rendered.class).files()).as(what).hasSize(1);
      client.send(Message.Assign.render(1, 2, FrameSet.of(2), null, null));
      client.await(Message.Rendered.class, rendered -> rendered.attempt() == 2);
    }
    rendersForTheNext();
    Awaitility.await().atMost(LONG).until(() -> jobFiles().isEmpty());
  }
}
