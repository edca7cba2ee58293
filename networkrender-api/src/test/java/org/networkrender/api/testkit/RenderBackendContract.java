package org.networkrender.api.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.PixelRegion;
import org.networkrender.api.PixelSize;
import org.networkrender.api.RenderException;
import org.networkrender.api.backend.BackendSettings;
import org.networkrender.api.backend.Capabilities;
import org.networkrender.api.backend.PartFormat;
import org.networkrender.api.backend.ProgressListener;
import org.networkrender.api.backend.RenderBackend;
import org.networkrender.api.backend.RenderRequest;
import org.networkrender.api.backend.RenderSession;
import org.networkrender.api.backend.SceneDescription;
import org.networkrender.api.backend.SessionRequest;

/**
 * What every {@link RenderBackend} keeps. A backend's test extends this class and says which scenes
 * to use; the renderer itself must be on the machine.
 */
public abstract class RenderBackendContract {
  /** Longer than any renderer needs for a tiny frame, so that only a hang reaches it. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** How soon a killed session has left no process: it waits for no polite end. */
  private static final Duration PROMPT = Duration.ofSeconds(10);

  @TempDir Path directory;

  private Path sceneDirectory;
  private Path temporary;
  private Set<Long> processesBefore;

  /** Returns the backend to test. */
  protected abstract RenderBackend backend();

  /**
   * Makes a scene of two frames or more that renders in about a second a frame, and whose pictures
   * {@link #size} can read.
   *
   * @param directory an empty directory for the scene and its files
   * @return the scene file
   */
  protected abstract Path scene(Path directory) throws Exception;

  /** Makes a scene one frame of which takes a minute or more. */
  protected abstract Path slowScene(Path directory) throws Exception;

  /** Makes a file that is named like a scene and that no renderer can render. */
  protected abstract Path brokenScene(Path directory) throws Exception;

  /** Returns the options of a job; none unless a backend needs one for its test scenes. */
  protected Map<String, String> options() {
    return Map.of();
  }

  /**
   * Returns a value for each option of the scope {@code PROVIDER} that the provider has, under
   * which it works here; none unless it has some.
   *
   * @param number 0 or 1: another value for each option
   */
  protected Map<String, String> choice(int number) {
    return Map.of();
  }

  /** Returns the renderer to start; none to let the backend look for it. */
  protected List<Path> executables() {
    return List.of();
  }

  /** Decodes a picture wholly and returns its size; PNG and JPEG unless overridden. */
  protected PixelSize size(Path picture) throws IOException {
    BufferedImage image = ImageIO.read(picture.toFile());
    assertThat(image).as("a picture that decodes: %s", picture).isNotNull();
    return new PixelSize(image.getWidth(), image.getHeight());
  }

  /** Makes the directories of a test. */
  @BeforeEach
  void prepareDirectories() throws IOException {
    sceneDirectory = Files.createDirectory(directory.resolve("scene"));
    temporary = Files.createDirectory(directory.resolve("temporary"));
    processesBefore = processes();
  }

  /** Whatever a test did: no process and no temporary file outlives it. */
  @AfterEach
  void nothingIsLeft() throws IOException {
    await("no process is left").atMost(PROMPT).until(() -> newProcesses().isEmpty());
    assertThat(entries(temporary)).as("files left below the temporary directory").isEmpty();
  }

  private BackendSettings settings() {
    return new BackendSettings(executables(), 1, temporary);
  }

  private SceneDescription inspected(Path scene) throws RenderException {
    return backend().inspect(scene, settings(), options());
  }

  private RenderSession session(SceneDescription scene) throws RenderException {
    return backend()
        .open(
            new SessionRequest(
                scene.scene(),
                Map.of(),
                scene.pictures(),
                scene.parts().map(PartFormat::file),
                scene.properties(),
                options(),
                settings()));
  }

  private static Set<Long> processes() {
    return ProcessHandle.current()
        .descendants()
        .map(ProcessHandle::pid)
        .collect(Collectors.toSet());
  }

  private Set<Long> newProcesses() {
    Set<Long> now = processes();
    now.removeAll(processesBefore);
    return now;
  }

  private static List<Path> entries(Path parent) throws IOException {
    try (Stream<Path> children = Files.walk(parent)) {
      return children.filter(path -> !path.equals(parent)).sorted().toList();
    }
  }

  private Path outputDirectory(String name) throws IOException {
    return Files.createDirectory(directory.resolve(name));
  }

  @Test
  void theNameAndTheOptionsKeepToTheRulesOfAllProviders() throws Exception {
    ProviderRules.check("backend", backend(), choice(0), choice(1));
  }

  @Test
  void oneThatIsConfiguredTwiceWorksSideBySide() throws Exception {
    Path scene = scene(sceneDirectory);
    RenderBackend provider = backend();
    for (int number = 0; number < 2; number++) {
      try (TestContext context = new TestContext("backend." + provider.name(), choice(number))) {
        RenderBackend configured = provider.configure(context);
        assertThat(configured.recognises(scene)).isTrue();
        assertThat(configured.probe(settings())).isEqualTo(provider.probe(settings()));
      }
    }
  }

  @Test
  void recognisesItsOwnScenesOnly() throws Exception {
    assertThat(backend().recognises(scene(sceneDirectory))).isTrue();
    assertThat(
            backend().recognises(Files.writeString(directory.resolve("letter.txt"), "Dear Sir,")))
        .isFalse();
    assertThat(backend().recognises(Files.createFile(directory.resolve("empty")))).isFalse();
    assertThat(backend().recognises(directory.resolve("absent.file"))).isFalse();
    assertThat(backend().recognises(directory)).isFalse();
  }

  @Test
  void probeTellsWhatIsHere() throws Exception {
    List<Capabilities> all = backend().probe(settings());
    assertThat(all).isNotEmpty().doesNotHaveDuplicates();
    for (Capabilities capabilities : all) {
      assertThat(capabilities.backend()).isEqualTo(backend().name());
      assertThat(capabilities.version()).isNotBlank();
      assertThat(capabilities.name()).isNotBlank();
    }
  }

  @Test
  void probeSaysWhatToDoWhenTheRendererIsNotThere() {
    BackendSettings absent =
        new BackendSettings(List.of(directory.resolve("no-such-program")), 1, temporary);
    assertThatThrownBy(() -> backend().probe(absent))
        .isInstanceOfSatisfying(
            RenderException.class,
            e -> {
              assertThat(e.kind()).isIn(ErrorKind.USER, ErrorKind.RESOURCE);
              assertThat(e.getMessage()).contains("no-such-program");
              assertThat(e.advice()).isNotBlank();
            });
  }

  @Test
  void twoFramesAreRenderedInOneSession() throws Exception {
    Path scene = scene(sceneDirectory);
    List<Path> before = entries(sceneDirectory);
    SceneDescription description = inspected(scene);
    assertThat(description.scene()).isEqualTo(scene);
    assertThat(description.frames().size()).isGreaterThanOrEqualTo(2);
    assertThat(description.missing()).isEmpty();
    assertThat(description.files()).allMatch(Path::isAbsolute).doesNotHaveDuplicates();
    assertThat(backend().probe(settings()))
        .anySatisfy(
            here -> {
              assertThat(backend().mismatch(description, options(), here)).isEmpty();
              assertThat(backend().partMismatch(description, options(), here)).isEmpty();
            });

    try (RenderSession session = session(description)) {
      for (int index = 1; index >= 0; index--) {
        int frame = description.frames().get(index);
        Path output = outputDirectory("frame" + frame);
        List<Path> files =
            session.render(RenderRequest.wholeFrame(frame, output), ProgressListener.NONE);
        assertThat(files)
            .containsExactlyElementsOf(
                description.pictures().stream()
                    .map(name -> output.resolve(name.forFrame(frame)))
                    .toList());
        assertThat(entries(output)).containsExactlyInAnyOrderElementsOf(files);
        for (Path file : files) {
          assertThat(size(file)).isEqualTo(description.size());
        }
        assertThat(session.isUsable()).isTrue();
      }
    }
    assertThat(entries(sceneDirectory)).as("nothing is written beside the scene").isEqualTo(before);
  }

  /** Holds for a scene that may be rendered in tiles; says nothing about others. */
  @Test
  void aTileIsOneFileOfTheAgreedName() throws Exception {
    SceneDescription description = inspected(scene(sceneDirectory));
    Optional<PartFormat> parts =
        description.parts().filter(format -> format.tiles().refusal().isEmpty());
    if (parts.isEmpty()) {
      return;
    }
    PartFormat format = parts.get();
    PixelRegion area = format.area();
    PixelRegion tile =
        new PixelRegion(
            area.x() + area.width() / 3,
            area.y() + area.height() / 3,
            Math.max(1, area.width() / 4),
            Math.max(1, area.height() / 5));
    int frame = description.frames().get(0);
    Path output = outputDirectory("tile");
    try (RenderSession session = session(description)) {
      List<Path> files =
          session.render(new RenderRequest(frame, tile, null, output), ProgressListener.NONE);
      assertThat(files).containsExactly(output.resolve(format.file().forFrame(frame)));
      assertThat(entries(output)).isEqualTo(files);
      if (format.file().forFrame(frame).endsWith(".png")) {
        assertThat(size(files.get(0))).isEqualTo(tile.size());
      }
    }
  }

  @Test
  void aBrokenSceneIsTheUsersToMend() throws Exception {
    Path broken = brokenScene(sceneDirectory);
    assertThatThrownBy(() -> inspected(broken))
        .isInstanceOfSatisfying(
            RenderException.class,
            e -> {
              assertThat(e.kind()).isEqualTo(ErrorKind.USER);
              assertThat(e.getMessage()).isNotBlank().doesNotContain("\n");
            });
  }

  @Test
  void anAbsentSceneIsTheUsersToMend() {
    assertThatThrownBy(() -> inspected(sceneDirectory.resolve("absent")))
        .isInstanceOfSatisfying(
            RenderException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.USER));
  }

  @Test
  void cancelStopsARunningFrameAtOnce() throws Exception {
    SceneDescription description = inspected(slowScene(sceneDirectory));
    RenderSession session = session(description);
    try {
      CompletableFuture<Throwable> rendering = renderInBackground(session, description, "slow");
      session.cancel();
      assertThat(rendering.get(PROMPT.toSeconds(), TimeUnit.SECONDS)).isNotNull();
      await().atMost(PROMPT).until(() -> newProcesses().isEmpty());
      if (!session.isUsable()) {
        assertThatThrownBy(
                () ->
                    session.render(
                        RenderRequest.wholeFrame(
                            description.frames().get(0), outputDirectory("after")),
                        ProgressListener.NONE))
            .isInstanceOf(RenderException.class);
      }
      session.cancel();
    } finally {
      session.close();
    }
    session.close();
    assertThat(session.isUsable()).isFalse();
  }

  @Test
  void closeFromAnotherThreadEndsARunningFrame() throws Exception {
    SceneDescription description = inspected(slowScene(sceneDirectory));
    RenderSession session = session(description);
    CompletableFuture<Throwable> rendering = renderInBackground(session, description, "slow");
    session.close();
    assertThat(rendering.get(PROMPT.toSeconds(), TimeUnit.SECONDS)).isNotNull();
  }

  @Test
  void anInterruptEndsARunningFrameAndTheSession() throws Exception {
    SceneDescription description = inspected(slowScene(sceneDirectory));
    try (RenderSession session = session(description)) {
      AtomicReference<Thread> renderer = new AtomicReference<>();
      CompletableFuture<Throwable> rendering =
          renderInBackground(session, description, "slow", renderer);
      renderer.get().interrupt();
      assertThat(rendering.get(PROMPT.toSeconds(), TimeUnit.SECONDS))
          .isInstanceOf(InterruptedException.class);
      assertThat(session.isUsable()).isFalse();
    }
  }

  @Test
  void aSessionThatRenderedNothingIsClosed() throws Exception {
    RenderSession session = session(inspected(scene(sceneDirectory)));
    session.cancel();
    session.close();
    session.close();
    assertThat(session.isUsable()).isFalse();
  }

  private CompletableFuture<Throwable> renderInBackground(
      RenderSession session, SceneDescription description, String output) throws Exception {
    return renderInBackground(session, description, output, new AtomicReference<>());
  }

  /** Returns when the renderer is seen at work; the future holds what the render call threw. */
  private CompletableFuture<Throwable> renderInBackground(
      RenderSession session,
      SceneDescription description,
      String output,
      AtomicReference<Thread> renderer)
      throws Exception {
    Path target = outputDirectory(output);
    CountDownLatch working = new CountDownLatch(1);
    CompletableFuture<Throwable> result = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                session.render(
                    RenderRequest.wholeFrame(description.frames().get(0), target),
                    (fraction, note) -> working.countDown());
                result.completeExceptionally(new AssertionError("the slow frame was rendered"));
              } catch (RenderException | InterruptedException e) {
                result.complete(e);
              } catch (RuntimeException | Error e) {
                result.completeExceptionally(e);
              }
            },
            "render");
    renderer.set(thread);
    thread.start();
    assertThat(working.await(PATIENCE.toSeconds(), TimeUnit.SECONDS))
        .as("the renderer shows a sign of work")
        .isTrue();
    return result;
  }
}
