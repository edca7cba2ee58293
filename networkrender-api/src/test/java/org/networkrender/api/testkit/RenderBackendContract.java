package org.networkrender.api.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.PixelRegion;
import org.networkrender.api.RenderException;
import org.networkrender.api.backend.BackendSettings;
import org.networkrender.api.backend.Capabilities;
import org.networkrender.api.backend.PartFormat;
import org.networkrender.api.backend.ProgressListener;
import org.networkrender.api.backend.RenderBackend;
import org.networkrender.api.backend.RenderRequest;
import org.networkrender.api.backend.RenderSession;
import org.networkrender.api.backend.SceneDescription;

/**
 * What every {@link RenderBackend} keeps. A backend's test extends this class and says which scenes
 * to use; the renderer itself must be on the machine.
 */
public abstract class RenderBackendContract extends RenderBackendEndings {
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
}
