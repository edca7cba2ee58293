package org.networkrender.blender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.networkrender.api.backend.Capabilities;

/**
 * Scenes of random settings are the same in parts, bit for bit in every channel, or are refused:
 * what nobody thought of. A commit tries a few, {@code -Dparts.seeds=1-1000} more.
 */
@Tag("beside-others")
class RandomPartsTest {
  private static final String[] SEEDS = System.getProperty("parts.seeds", "1-9").split("-");

  @TempDir Path directory;

  @Test
  void anySettingsAreIdenticalOrRefused() throws Exception {
    Capabilities here = new BlenderBackend().probe(Scenes.settings(directory)).get(0);
    assumeThat(here.features()).as("a denoiser").containsEntry("denoiser", "true");

    Map<String, String> results =
        ComparedParts.by("random_parts.py", directory, SEEDS[0], SEEDS[1]);

    assertThat(results).hasSize(Integer.parseInt(SEEDS[1]) - Integer.parseInt(SEEDS[0]));
    assertThat(results.values()).allMatch(ComparedParts::isWell);
  }
}
