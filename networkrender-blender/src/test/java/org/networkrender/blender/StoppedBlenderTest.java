package org.networkrender.blender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.networkrender.api.RenderException;
import org.networkrender.api.backend.ProgressListener;
import org.networkrender.api.backend.RenderRequest;
import org.networkrender.api.backend.RenderSession;
import org.networkrender.api.backend.SceneDescription;
import org.networkrender.api.backend.SessionRequest;

/**
 * A Blender that is stopped shows no sign of work, and is ended all the same, with its children.
 */
@DisabledOnOs(OS.WINDOWS)
@Tag("processes")
class StoppedBlenderTest {
  private static final Duration LONG = Duration.ofMinutes(10);

  @TempDir static Path made;
  @TempDir Path directory;

  @BeforeAll
  static void makeScenes() throws Exception {
    Scenes.make(
        made, Scenes.TINY + "save('quick.blend')\n" + Scenes.ENDLESS + "save('slow.blend')\n");
  }

  /** Begins to render a frame that never ends, and waits until Blender is at it. */
  private static CompletableFuture<List<Path>> render(
      RenderSession session, Path output, AtomicLong signs) throws Exception {
    CountDownLatch sampling = new CountDownLatch(1);
    ProgressListener listener =
        (fraction, note) -> {
          signs.incrementAndGet();
          if (note.startsWith("Sample")) {
            sampling.countDown();
          }
        };
    CompletableFuture<List<Path>> frame = start(session, output, listener);
    assertThat(sampling.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
    return frame;
  }

  private static CompletableFuture<List<Path>> start(
      RenderSession session, Path output, ProgressListener listener) {
    CompletableFuture<List<Path>> frame = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                frame.complete(session.render(RenderRequest.wholeFrame(1, output), listener));
              } catch (RenderException | InterruptedException e) {
                frame.completeExceptionally(e);
              }
            });
    thread.setDaemon(true);
    thread.start();
    return frame;
  }

  private static void stop(ProcessHandle process) throws Exception {
    signal("STOP", process);
  }

  private static void signal(String name, ProcessHandle process) throws Exception {
    String pid = Long.toString(process.pid());
    assertThat(new ProcessBuilder("kill", "-" + name, pid).start().waitFor()).isZero();
  }

  private static Duration processorTime(ProcessHandle process) {
    return process.info().totalCpuDuration().orElseThrow();
  }

  @Test
  void itUsesNoTimeIsKilledAndTheNextSessionRenders() throws Exception {
    SceneDescription scene = Scenes.inspect(made.resolve("slow.blend"), Map.of());
    Path output = Files.createDirectory(directory.resolve("output"));
    AtomicLong signs = new AtomicLong();
    try (RenderSession session = Scenes.open(scene, directory, Map.of())) {
      CompletableFuture<List<Path>> frame = render(session, output, signs);
      ProcessHandle blender = session.process().orElseThrow();
      Duration early = processorTime(blender);
      await().atMost(LONG).until(() -> processorTime(blender).compareTo(early) > 0);
      stop(blender);
      // Lines that were in the pipe may still come.
      AtomicLong before = new AtomicLong(-1);
      await()
          .atMost(LONG)
          .pollInterval(SessionAnswers.LOOK_EVERY.plusMillis(500))
          .until(() -> before.getAndSet(signs.get()) == signs.get());
      Duration stopped = processorTime(blender);

      session.cancel();

      assertThatThrownBy(() -> frame.get(LONG.toSeconds(), TimeUnit.SECONDS))
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(RenderException.class);
      await().atMost(LONG).until(() -> !blender.isAlive());
      assertThat(stopped).isGreaterThanOrEqualTo(early);
      assertThat(session.isUsable()).isFalse();
    }
    SceneDescription quick = Scenes.inspect(made.resolve("quick.blend"), Map.of());
    try (RenderSession session = Scenes.open(quick, directory, Map.of())) {
      assertThat(session.render(RenderRequest.wholeFrame(1, output), ProgressListener.NONE))
          .hasSize(1);
    }
    assertThat(directory.resolve("temporary")).isEmptyDirectory();
  }

  /**
   * As one that loads from a disk that does not answer: nothing of it waits where nobody watches.
   */
  @Test
  void oneThatTakesNoOrdersIsEndedToo() throws Exception {
    Path deaf = Files.writeString(directory.resolve("deaf"), "#!/bin/sh\nexec sleep 1000\n");
    Files.setPosixFilePermissions(deaf, PosixFilePermissions.fromString("rwxr-xr-x"));
    Map<String, Path> files = new HashMap<>();
    for (int i = 0; i < 5_000; i++) {
      files.put("/textures/picture-of-something-%05d.png".formatted(i), directory.resolve("" + i));
    }
    SceneDescription scene = Scenes.inspect(made.resolve("quick.blend"), Map.of());
    SessionRequest small = Scenes.request(scene, directory, Map.of());
    SessionRequest large =
        new SessionRequest(
            small.scene(),
            files,
            small.pictures(),
            small.part(),
            small.properties(),
            small.options(),
            small.settings());
    Path output = Files.createDirectory(directory.resolve("output"));
    RenderSession session =
        CompletableFuture.supplyAsync(() -> open(large, deaf))
            .get(LONG.toSeconds(), TimeUnit.SECONDS);
    ProcessHandle process = session.process().orElseThrow();
    CompletableFuture<List<Path>> frame = start(session, output, ProgressListener.NONE);

    await()
        .atMost(LONG)
        .until(
            () -> {
              session.cancel();
              return frame.isDone();
            });

    assertThat(frame).isCompletedExceptionally();
    session.close();
    await().atMost(LONG).until(() -> !process.isAlive());
    assertThat(directory.resolve("temporary")).isEmptyDirectory();
  }

  private static RenderSession open(SessionRequest request, Path program) {
    try {
      return BlenderSession.open(
          request,
          new Installation(program),
          Optional.empty(),
          SceneDevice.ofProcessor(),
          new CardHealth(),
          new SpareBlender(SpareBlender.PATIENCE));
    } catch (RenderException e) {
      throw new IllegalStateException(e);
    }
  }

  /** In a terminal it comes to all that a worker started; the worker finishes what it renders. */
  @Test
  void anInterruptFromTheTerminalDoesNotStopIt() throws Exception {
    SceneDescription scene = Scenes.inspect(made.resolve("slow.blend"), Map.of());
    Path output = Files.createDirectory(directory.resolve("output"));
    try (RenderSession session = Scenes.open(scene, directory, Map.of())) {
      CompletableFuture<List<Path>> frame = render(session, output, new AtomicLong());
      ProcessHandle blender = session.process().orElseThrow();
      Duration before = processorTime(blender);
      for (int times = 0; times < 2; times++) {
        signal("INT", blender);
      }
      await()
          .atMost(LONG)
          .until(() -> processorTime(blender).compareTo(before.plusMillis(500)) > 0);
      assertThat(blender.isAlive()).isTrue();
      assertThat(frame).isNotDone();
    }
  }

  /** As where Blender is started by a script, or starts something itself. */
  @Test
  void allOfTheTreeGoesAtOnceStoppedOrNot() throws Exception {
    SceneDescription scene = Scenes.inspect(made.resolve("slow.blend"), Map.of());
    Path output = Files.createDirectory(directory.resolve("output"));
    Path script =
        Files.writeString(
            directory.resolve("blender"),
            "#!/bin/sh\nsleep 1000 &\nsh -c 'sleep 1000 & wait' &\n"
                + Scenes.program()
                + " \"$@\"\n");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    List<ProcessHandle> tree;
    CompletableFuture<List<Path>> frame;
    try (RenderSession session =
        BlenderSession.open(
            Scenes.request(scene, directory, Map.of()),
            new Installation(script),
            Optional.empty(),
            SceneDevice.ofProcessor(),
            new CardHealth(),
            new SpareBlender(SpareBlender.PATIENCE))) {
      frame = render(session, output, new AtomicLong());
      tree = new ArrayList<>(session.process().orElseThrow().descendants().toList());
      tree.add(session.process().orElseThrow());
      assertThat(tree).hasSize(5);
      for (ProcessHandle process : tree) {
        stop(process);
      }
    }
    assertThatThrownBy(() -> frame.get(LONG.toSeconds(), TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class);
    await().atMost(LONG).until(() -> tree.stream().noneMatch(ProcessHandle::isAlive));
    assertThat(directory.resolve("temporary")).isEmptyDirectory();
  }
}
