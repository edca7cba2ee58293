package org.networkrender.blender;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.networkrender.api.PixelRegion;
import org.networkrender.api.SampleRange;
import org.networkrender.api.backend.PartFormat;
import org.networkrender.api.backend.ProgressListener;
import org.networkrender.api.backend.RenderRequest;
import org.networkrender.api.backend.RenderSession;
import org.networkrender.api.backend.SceneDescription;

/**
 * Ranges of samples give the whole frame but for the last bits, or they are refused: with every
 * pattern of every Blender, where the scene itself asks for a part of its samples too.
 */
@Tag("beside-others")
class SampleRangesTest {
  @TempDir static Path made;
  @TempDir Path directory;

  @BeforeAll
  static void makeScenes() throws Exception {
    Scenes.make(
        made,
        Scenes.TINY
            + """
            cycles = scene.cycles
            cycles.use_adaptive_sampling = False
            patterns = ('AUTOMATIC', 'SOBOL', 'PROGRESSIVE_MULTI_JITTER', 'SOBOL_BURLEY',
                        'TABULATED_SOBOL', 'BLUE_NOISE', 'BLUE_NOISE_FIRST', 'BLUE_NOISE_ROUND')
            for samples in (7, 300):
                cycles.samples = samples
                save('default%d.blend' % samples)
                before = cycles.sampling_pattern
                for pattern in patterns:
                    try:
                        cycles.sampling_pattern = pattern
                    except TypeError:
                        continue
                    save('%s%d.blend' % (pattern, samples))
                cycles.sampling_pattern = before
            cycles.samples = 8
            cycles.sample_offset = 2
            if hasattr(cycles, 'use_sample_subset'):
                cycles.use_sample_subset = True
                cycles.sample_subset_length = 5
            save('subset.blend')
            cycles.sample_offset = 8
            save('nothing.blend')
            """);
  }

  private SceneDescription inspect(Path scene) throws Exception {
    return Scenes.inspect(scene, Map.of());
  }

  private Path part(RenderSession session, SampleRange samples, String name) throws Exception {
    Path output = Files.createDirectories(directory.resolve(name));
    PixelRegion all = new PixelRegion(0, 0, 64, 36);
    return session.render(new RenderRequest(1, all, samples, output), ProgressListener.NONE).get(0);
  }

  private void isTheWhole(SceneDescription scene) throws Exception {
    int count = scene.parts().orElseThrow().samples().count();
    try (RenderSession session = Scenes.open(scene, directory, Map.of())) {
      Path whole = part(session, null, "whole");
      List<Exr.Range> ranges = new ArrayList<>();
      int[] cuts = {0, 2, 3, count};
      for (int i = 1; i < cuts.length; i++) {
        SampleRange range = new SampleRange(cuts[i - 1], cuts[i] - cuts[i - 1]);
        ranges.add(new Exr.Range(part(session, range, "range" + i), range.count()));
      }
      Exr.assertNear(Exr.mean(ranges, directory.resolve("mean.exr")), whole);
    }
  }

  private static List<Path> scenes(int samples) throws Exception {
    try (var files = Files.list(made)) {
      return files.filter(file -> file.toString().endsWith(samples + ".blend")).sorted().toList();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {7, 300})
  void rangesAreTheWholeOrRefused(int samples) throws Exception {
    List<Path> scenes = scenes(samples);
    assertThat(scenes).hasSizeGreaterThan(2);
    for (Path scene : scenes) {
      SceneDescription description = inspect(scene);
      PartFormat parts = description.parts().orElseThrow();
      assertThat(parts.tiles().refusal()).isEmpty();
      if (parts.samples().refusal().isEmpty()) {
        isTheWhole(description);
      } else {
        assertThat(parts.samples().refusal()).contains("depends on the number of samples");
      }
    }
  }

  @Test
  void aPartOfTheSamplesThatTheSceneAsksForIsKept() throws Exception {
    SceneDescription scene = inspect(made.resolve("subset.blend"));
    PartFormat.SampleRules rules = scene.parts().orElseThrow().samples();
    if (rules.refusal().isEmpty()) {
      assertThat(rules.count()).isEqualTo(Scenes.has("use_sample_subset") ? 5 : 8);
      isTheWhole(scene);
    }
    SceneDescription nothing = inspect(made.resolve("nothing.blend"));
    if (Scenes.has("use_sample_subset")) {
      assertThat(nothing.parts().orElseThrow().tiles().refusal()).contains("none of its samples");
    }
  }
}
