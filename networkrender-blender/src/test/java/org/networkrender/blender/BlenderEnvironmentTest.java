package org.networkrender.blender;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing of the user reaches Blender but where drivers keep their shaders. */
class BlenderEnvironmentTest {
  private static final String MESA = "MESA_SHADER_CACHE_DIR";

  @TempDir Path temporary;
  private SessionDirectory directory;

  @BeforeEach
  void makeDirectory() throws Exception {
    directory = SessionDirectory.create(temporary);
  }

  @AfterEach
  void removeDirectory() {
    directory.remove();
  }

  private Map<String, String> of(BlenderFinder.Platform platform, Map<String, String> inherited) {
    return BlenderEnvironment.of(
        directory, new Launch(new Installation(Path.of("blender")), 1), platform, inherited);
  }

  @Test
  void shadersAreKeptFromOneBlenderToTheNext() {
    Path cache = temporary.resolve("cache");
    Path shaders = cache.resolve("networkrender").resolve("shaders");

    Map<String, String> variables =
        of(BlenderFinder.Platform.LINUX, Map.of("XDG_CACHE_HOME", cache.toString()));

    assertThat(variables)
        .containsEntry(MESA, shaders.toString())
        .containsEntry("__GL_SHADER_DISK_CACHE_PATH", shaders.toString())
        .containsEntry("CUDA_CACHE_PATH", shaders.resolve("cuda").toString())
        .containsEntry("OPTIX_CACHE_PATH", shaders.resolve("optix").toString())
        .containsEntry("HOME", directory.file("home").toString())
        .doesNotContainKey("XDG_CACHE_HOME");
    assertThat(shaders).isDirectory();
  }

  @Test
  void theUserMayNameThePlace() {
    Path place = temporary.resolve("fast");

    assertThat(of(BlenderFinder.Platform.LINUX, Map.of(MESA, place.toString())))
        .containsEntry(MESA, place.toString());
  }

  @Test
  void whereTheyCannotBeKeptBlenderMakesThemAnew() throws Exception {
    Path file = Files.writeString(temporary.resolve("file"), "");

    assertThat(of(BlenderFinder.Platform.LINUX, Map.of("XDG_CACHE_HOME", file.toString())))
        .doesNotContainKey(MESA);
  }

  @Test
  void whichCardsItMayUseIsPassedOn() {
    Map<String, String> inherited = Map.of("CUDA_VISIBLE_DEVICES", "1", "ZE_AFFINITY_MASK", "0");
    for (BlenderFinder.Platform platform : BlenderFinder.Platform.values()) {
      assertThat(of(platform, inherited)).containsAllEntriesOf(inherited);
    }
  }

  @Test
  void whatChangesPicturesIsNotInherited() {
    Map<String, String> inherited =
        Map.of("OCIO", "/other.ocio", "PYTHONPATH", "/evil", "LD_PRELOAD", "/evil.so");

    assertThat(of(BlenderFinder.Platform.MACOS, inherited))
        .doesNotContainKeys("OCIO", "PYTHONPATH", "LD_PRELOAD", MESA);
  }
}
