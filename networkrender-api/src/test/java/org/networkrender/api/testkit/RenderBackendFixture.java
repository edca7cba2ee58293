package org.networkrender.api.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.networkrender.api.PixelSize;
import org.networkrender.api.RenderException;
import org.networkrender.api.backend.BackendSettings;
import org.networkrender.api.backend.PartFormat;
import org.networkrender.api.backend.RenderBackend;
import org.networkrender.api.backend.RenderSession;
import org.networkrender.api.backend.SceneDescription;
import org.networkrender.api.backend.SessionRequest;

/** What tests of a {@link RenderBackend} need: its scenes, and that nothing is left after each. */
abstract class RenderBackendFixture {
  /** Longer than any renderer needs for a tiny frame, so that only a hang reaches it. */
  static final Duration PATIENCE = Duration.ofMinutes(2);

  /** How soon a killed session has left no process: it waits for no polite end. */
  static final Duration PROMPT = Duration.ofSeconds(10);

  @TempDir Path directory;

  Path sceneDirectory;
  Path temporary;
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

  BackendSettings settings() {
    return new BackendSettings(executables(), 1, temporary);
  }

  SceneDescription inspected(Path scene) throws RenderException {
    return backend().inspect(scene, settings(), options());
  }

  RenderSession session(SceneDescription scene) throws RenderException {
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

  Set<Long> newProcesses() {
    Set<Long> now = processes();
    now.removeAll(processesBefore);
    return now;
  }

  static List<Path> entries(Path parent) throws IOException {
    try (Stream<Path> children = Files.walk(parent)) {
      return children.filter(path -> !path.equals(parent)).sorted().toList();
    }
  }

  Path outputDirectory(String name) throws IOException {
    return Files.createDirectory(directory.resolve(name));
  }
}
