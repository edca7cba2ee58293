package org.networkrender.blender;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a scene names on any client's machine is found where it was put here. */
class PathMappingTest {
  @TempDir Path directory;

  @Test
  void eachNameLeadsToWhatWasSentForIt() throws Exception {
    for (String name : SessionDirectory.SCRIPTS) {
      try (InputStream in = BlenderBackend.class.getResourceAsStream(name)) {
        Files.copy(Objects.requireNonNull(in), directory.resolve(name));
      }
    }
    assertThat(Scenes.makeBy(directory, "path_mappings.py").lines()).contains("ALL ARE FOUND");
  }
}
