package org.networkrender.cli.stills;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.networkrender.api.PixelRegion;
import org.networkrender.api.PixelSize;
import org.networkrender.api.SampleRange;
import org.networkrender.api.backend.FinishRequest;
import org.networkrender.api.backend.PartFormat;
import org.networkrender.api.backend.ProgressListener;
import org.networkrender.api.backend.RenderRequest;
import org.networkrender.api.backend.RenderSession;
import org.networkrender.api.backend.SceneDescription;
import org.networkrender.core.image.JoinRequest;
import org.networkrender.core.image.TileCompositor;

/**
 * Every format, every kind of scene, every grid: a still in tiles is, value for value, the one that
 * Blender makes alone; and one in sample ranges is as near to it as the order of sums allows.
 */
@Execution(ExecutionMode.CONCURRENT)
class StillMatrixIT {
  /** One grid has every kind of border; others can be asked for. */
  private static final List<String> GRIDS =
      List.of(System.getProperty("still.grids", "3x5").split(",", -1));

  /** What these change is how a picture is rendered, and not how it is written. */
  private static final Set<String> WRITTEN_AS_OTHERS = Set.of("adaptive", "motion");

  private static final Set<String> SOME_FORMATS = Set.of("layers", "exrhalf", "png8");

  @TempDir static Path root;

  @BeforeAll
  static void toolsAreThere() throws Exception {
    Tool.run(60, "idiff", "--version");
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain", "film", "compositor", "adaptive", "motion", "multiview"})
  void tilesAreTheWholePicture(String name) throws Exception {
    Set<String> formats =
        WRITTEN_AS_OTHERS.contains(name) ? SOME_FORMATS : MatrixScene.FORMATS.keySet();
    MatrixScene scene =
        MatrixScene.make(Files.createDirectory(root.resolve(name)), name, GRIDS, formats);
    for (String grid : GRIDS) {
      cellsOf(scene, grid, formats, Files.createDirectory(root.resolve(name + grid)));
    }
  }

  /** What is denoised once, by Cycles behind its last sample or by the compositor. */
  @ParameterizedTest
  @ValueSource(strings = {"denoised", "denoisednode", "denoisedsums"})
  void denoisedTilesAreTheWholePicture(String name) throws Exception {
    Path directory = Files.createDirectory(root.resolve(name));
    assumeThat(MatrixScene.hasDenoiser(directory)).as("this Blender has a denoiser").isTrue();
    Set<String> formats = Set.of("layers", "png8");
    MatrixScene scene = MatrixScene.make(directory, name, GRIDS, formats);
    for (String grid : GRIDS) {
      cellsOf(scene, grid, formats, Files.createDirectory(root.resolve(name + grid)));
    }
  }

  /** All formats of one scene and grid: the parts are rendered once. */
  private static void cellsOf(MatrixScene scene, String grid, Set<String> formats, Path directory)
      throws Exception {
    SceneDescription description = scene.inspect(grid, "layers");
    PartFormat parts = description.parts().orElseThrow();
    if (parts.tiles().refusal().contains("several views")) {
      // Blender 5 cannot take up what was joined, so a still of several views is rendered whole.
      assertThat(description.properties().get("blender.version")).startsWith("5.");
      return;
    }
    assertThat(parts.tiles().refusal()).isEmpty();
    Path joined = directory.resolve("joined.exr");
    try (RenderSession session = scene.open(description, grid, "layers")) {
      join(parts, tiles(session, parts, grid, directory), List.of(), joined);
      compare(scene, session, joined, Files.createDirectory(directory.resolve("layers")));
    }
    for (String format : formats) {
      if (!format.equals("layers")) {
        try (RenderSession session = scene.open(description, grid, format)) {
          compare(scene, session, joined, Files.createDirectory(directory.resolve(format)));
        }
      }
    }
  }

  private static List<JoinRequest.Part> tiles(
      RenderSession session, PartFormat parts, String grid, Path directory) throws Exception {
    int across = Integer.parseInt(grid.substring(0, 1));
    int down = Integer.parseInt(grid.substring(2));
    List<JoinRequest.Part> tiles = new ArrayList<>();
    for (int row = 0; row < down; row++) {
      for (int column = 0; column < across; column++) {
        PixelSize canvas = parts.canvas();
        int x = canvas.width() * column / across;
        int y = canvas.height() * row / down;
        int width = canvas.width() * (column + 1) / across - x;
        int height = canvas.height() * (row + 1) / down - y;
        PixelRegion kept = new PixelRegion(x, y, width, height);
        PixelRegion rendered = wider(kept, parts.tiles().overscan(), canvas);
        Path output = Files.createDirectory(directory.resolve("tile" + tiles.size()));
        Path file = part(session, rendered, null, output);
        tiles.add(new JoinRequest.Part(file, kept, rendered, 0, 1));
      }
    }
    return tiles;
  }

  private static PixelRegion wider(PixelRegion kept, int by, PixelSize canvas) {
    int left = Math.max(0, kept.x() - by);
    int top = Math.max(0, kept.y() - by);
    int right = Math.min(canvas.width(), kept.x() + kept.width() + by);
    int bottom = Math.min(canvas.height(), kept.y() + kept.height() + by);
    return new PixelRegion(left, top, right - left, bottom - top);
  }

  private static Path part(
      RenderSession session, PixelRegion region, SampleRange samples, Path output)
      throws Exception {
    RenderRequest request = new RenderRequest(MatrixScene.FRAME, region, samples, output);
    return session.render(request, ProgressListener.NONE).get(0);
  }

  private static void join(
      PartFormat format, List<JoinRequest.Part> parts, List<String> firstOnly, Path target)
      throws Exception {
    new TileCompositor(1).join(new JoinRequest(format.canvas(), parts, firstOnly, target));
  }

  private static List<Path> finish(RenderSession session, Path joined, Path output)
      throws Exception {
    return session.finish(
        new FinishRequest(MatrixScene.FRAME, joined, output), ProgressListener.NONE);
  }

  private static void compare(MatrixScene scene, RenderSession session, Path joined, Path output)
      throws Exception {
    for (Path picture : finish(session, joined, output)) {
      Pictures.assertSame(picture, scene.reference(picture));
    }
  }

  /** Features that look at neighbours, or at the number of samples: one size, all passes. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "volume",
        "biased",
        "foggyworld",
        "sobol",
        "burley",
        "bluenoise",
        "subset",
        "scrambling",
        "wide",
        "catcher",
        "lights",
        "clamped",
        "manypasses",
        "meanpasses",
        "diced",
        "paths",
        "cloud"
      })
  void eachFeatureIsTheWholePictureOrRefused(String name) throws Exception {
    MatrixScene scene =
        MatrixScene.make(
            Files.createDirectory(root.resolve(name)), name, List.of("2x2"), List.of("layers"));
    Path directory = Files.createDirectory(root.resolve(name + "parts"));
    SceneDescription description = scene.inspect("2x2", "layers");
    PartFormat format = description.parts().orElseThrow();
    assertThat(format.tiles().refusal()).isEmpty();
    Path joined = directory.resolve("joined.exr");
    try (RenderSession session = scene.open(description, "2x2", "layers")) {
      join(format, tiles(session, format, "2x2", directory), List.of(), joined);
      compare(scene, session, joined, Files.createDirectory(directory.resolve("finished")));
      if (format.samples().refusal().isEmpty() && format.samples().changes().isEmpty()) {
        PixelRegion all = PixelRegion.whole(format.canvas());
        Path mean = directory.resolve("mean.exr");
        join(format, ranges(session, format, directory), format.samples().firstOnly(), mean);
        Path whole = part(session, all, null, Files.createDirectory(directory.resolve("whole")));
        Pictures.assertNear(mean, whole, "1e-5");
      }
    }
  }

  /** All samples in four ranges, none as long as another. */
  private static List<JoinRequest.Part> ranges(
      RenderSession session, PartFormat format, Path directory) throws Exception {
    PixelRegion all = PixelRegion.whole(format.canvas());
    int count = format.samples().count();
    int[] cuts = {0, count / 4, count / 4 + 1, count / 2 + 1, count};
    List<JoinRequest.Part> ranges = new ArrayList<>();
    for (int i = 1; i < cuts.length; i++) {
      int first = cuts[i - 1];
      int samples = cuts[i] - first;
      Path output = Files.createDirectory(directory.resolve("range" + first));
      Path file = part(session, null, new SampleRange(first, samples), output);
      ranges.add(new JoinRequest.Part(file, all, all, first, samples));
    }
    return ranges;
  }

  @Test
  void sampleRangesAreTheWholePictureButForTheLastBits() throws Exception {
    MatrixScene scene =
        MatrixScene.make(
            Files.createDirectory(root.resolve("samples")),
            "samples",
            List.of("3x5"),
            List.of("exrfloat", "layers", "png16"));
    Path directory = Files.createDirectory(root.resolve("ranges"));
    SceneDescription description = scene.inspect("3x5", "exrfloat");
    PartFormat format = description.parts().orElseThrow();
    PixelRegion all = PixelRegion.whole(format.canvas());
    assertThat(format.samples().refusal()).isEmpty();
    assertThat(format.samples().count()).isEqualTo(16);
    Path joined = directory.resolve("joined.exr");
    try (RenderSession session = scene.open(description, "3x5", "layers")) {
      join(format, ranges(session, format, directory), format.samples().firstOnly(), joined);
      Path whole = part(session, all, null, Files.createDirectory(directory.resolve("whole")));
      Pictures.assertNear(joined, whole, "1e-5");
    }
    try (RenderSession session = scene.open(description, "3x5", "png16")) {
      Path picture =
          finish(session, joined, Files.createDirectory(directory.resolve("png"))).get(0);
      assertThat(Pictures.largestDifference(picture, scene.reference(picture)))
          .isLessThanOrEqualTo(1);
    }
  }
}
