package org.networkrender.blender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.networkrender.api.backend.Capabilities;

/**
 * A denoised picture that was joined from parts is the one that Cycles makes alone, or it is said
 * why it has no parts: the table of ARCHITECTURE.md ("Denoised stills in parts"), row by row, with
 * the scripts of sessions in one Blender.
 */
@Tag("beside-others")
class DenoisedPartsTest {
  /** What is refused, and a part of the reason; all else is identical. */
  private static final Map<String, String> REFUSED =
      Map.ofEntries(
          Map.entry("tiles of Cycles, layers", "it denoises none then"),
          Map.entry("sums of 141", "sum of 141 samples, which no part can tell"),
          Map.entry("sums of 9, few lights", "with the Light Threshold of this scene no part"),
          Map.entry("sums of seven, quotient", "only without the pass Diff"),
          Map.entry("sums, layers of own samples", "view layers of different numbers of samples"),
          Map.entry("means, exposure", "only where that is a power of two"),
          Map.entry("volume, colour and albedo", "another albedo where there are normals"),
          Map.entry("catcher", "shadow catchers"),
          Map.entry("pass of a catcher", "shadow catchers"),
          Map.entry("animated", "film_exposure is animated"));

  /** The same for what Blender 5 alone makes another picture of. */
  private static final Map<String, String> REFUSED_SINCE_5 =
      Map.of(
          "views",
          "several views",
          "volume",
          "means",
          "volume, colour",
          "means",
          "volume, means",
          "how many samples");

  @TempDir Path directory;

  @Test
  void eachSettingIsIdenticalOrRefused() throws Exception {
    Capabilities here = new BlenderBackend().probe(Scenes.settings(directory)).get(0);
    assumeThat(here.features()).as("a denoiser").containsEntry("denoiser", "true");
    Map<String, String> results = ComparedParts.by("denoised_cases.py", directory);
    assertThat(results)
        .hasSizeGreaterThan(30)
        .containsKeys(REFUSED.keySet().toArray(String[]::new));
    Map<String, String> refused = new HashMap<>(REFUSED);
    if (!here.version().startsWith("4.")) {
      refused.putAll(REFUSED_SINCE_5);
    }
    results.forEach(
        (name, result) -> {
          String reason = refused.get(name);
          if (reason == null) {
            assertThat(result).as(name).isEqualTo("identical");
          } else {
            assertThat(result).as(name).startsWith("refused: ").contains(reason);
          }
        });
  }
}
