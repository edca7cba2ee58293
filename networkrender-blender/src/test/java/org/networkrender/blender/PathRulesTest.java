package org.networkrender.blender;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every property of this Blender that holds a path has a rule, or a reason for none. */
class PathRulesTest {
  @TempDir Path directory;

  @Test
  void eachPathPropertyOfThisBlenderHasARule() throws Exception {
    for (String name : SessionDirectory.SCRIPTS) {
      try (InputStream in = BlenderBackend.class.getResourceAsStream(name)) {
        Files.copy(Objects.requireNonNull(in), directory.resolve(name));
      }
    }
    assertThat(Scenes.makeBy(directory, "path_properties.py").lines())
        .contains("PROPERTIES ARE LISTED")
        .noneMatch(line -> line.startsWith("NO RULE"))
        .noneMatch(line -> line.startsWith("NO KIND"))
        .noneMatch(line -> line.startsWith("NOT REACHED"));
  }
}
