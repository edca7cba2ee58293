package org.networkrender.examples.povray;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.networkrender.api.PixelRegion;
import org.networkrender.api.PixelSize;
import org.networkrender.api.backend.BackendSettings;
import org.networkrender.api.backend.PartFormat;
import org.networkrender.api.backend.ProgressListener;
import org.networkrender.api.backend.RenderRequest;
import org.networkrender.api.backend.RenderSession;
import org.networkrender.api.backend.SceneDescription;
import org.networkrender.api.backend.SessionRequest;
import org.networkrender.core.image.JoinRequest;
import org.networkrender.core.image.TileCompositor;

/** Frames of POV-Ray in tiles: joined, they are the frame that one process renders. */
class PovRayTilesTest {
  private static final PixelSize SIZE = new PixelSize(61, 47);
  private static final String MIRROR =
      """
      #version 3.7;
      global_settings { assumed_gamma 1.0 }
      camera { location <0, 1.4, -4> look_at 0 right x * image_width / image_height }
      light_source { <5, 8, -4> 1 area_light <2, 0, 0>, <0, 0, 2>, 3, 3 adaptive 1 }
      sphere { 0, 1 pigment { rgb <1, .3, .2> } finish { specular .5 reflection .4 } }
      plane { y, -1 pigment { checker rgb 1 rgb .2 } }
      """;

  private final PovRayBackend backend = new PovRayBackend();

  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource({
    "2, 2, 16, Antialias=Off",
    "3, 5, 16, 'Antialias=On,Sampling_Method=2,Antialias_Depth=2'",
    "7, 1, 16, 'Antialias=On,Sampling_Method=2,Jitter=Off'",
    "3, 5, 8, 'Antialias=On,Sampling_Method=2'",
    "2, 2, 8, Antialias=Off"
  })
  void joinedTilesAreTheFrame(int columns, int rows, int depth, String ini) throws Exception {
    SceneDescription scene = inspected(MIRROR, ini, depth);
    PartFormat format = scene.parts().orElseThrow();
    assertThat(format.tiles().refusal()).isEmpty();
    assertThat(format.bytesPerPixel()).isEqualTo(3 * depth / 8);
    List<JoinRequest.Part> parts = new ArrayList<>();
    Path joined = directory.resolve("joined.png");
    Path whole;
    try (RenderSession session = open(scene, depth)) {
      for (PixelRegion tile : tiles(columns, rows)) {
        Path file = render(session, new RenderRequest(1, tile, null, output()));
        assertThat(file.getFileName()).hasToString("part_0001.png");
        parts.add(new JoinRequest.Part(file, tile, tile, 0, 1));
      }
      whole = render(session, RenderRequest.wholeFrame(1, output()));
    }
    new TileCompositor(1).join(new JoinRequest(SIZE, parts, List.of(), joined));
    assertThat(samples(joined)).isEqualTo(samples(whole));
    assertThat(ImageIO.read(joined.toFile()).getSampleModel().getSampleSize(0)).isEqualTo(depth);
    assertThat(colourChunks(joined)).isEqualTo(colourChunks(whole));
  }

  @Test
  void aTileOfOnePixelIsThatPixel() throws Exception {
    SceneDescription scene = inspected(MIRROR, "Antialias=Off", 16);
    try (RenderSession session = open(scene, 16)) {
      Raster whole =
          ImageIO.read(render(session, RenderRequest.wholeFrame(1, output())).toFile()).getRaster();
      for (PixelRegion tile :
          List.of(
              new PixelRegion(0, 0, 1, 1),
              new PixelRegion(60, 46, 1, 1),
              new PixelRegion(30, 0, 1, 47))) {
        Path file = render(session, new RenderRequest(1, tile, null, output()));
        BufferedImage part = ImageIO.read(file.toFile());
        assertThat(new PixelSize(part.getWidth(), part.getHeight())).isEqualTo(tile.size());
        assertThat(samples(file))
            .isEqualTo(
                whole.getPixels(tile.x(), tile.y(), tile.width(), tile.height(), (int[]) null));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "global_settings { radiosity { count 20 } }",
        "global_settings { photons { count 100 } }",
        "media { scattering { 1, 0.1 } }"
      })
  void whatDependsOnOtherPixelsIsRefused(String text) throws Exception {
    PartFormat format = inspected(MIRROR + text, "Antialias=Off", 8).parts().orElseThrow();
    assertThat(format.tiles().refusal()).contains("may differ from tile to tile");
  }

  @Test
  void theFirstWayOfAntialiasingIsRefused() throws Exception {
    PartFormat format = inspected(MIRROR, "Antialias=On", 8).parts().orElseThrow();
    assertThat(format.tiles().refusal()).contains("Sampling_Method=2");
    assertThat(format.samples().refusal()).isNotEmpty();
  }

  private SceneDescription inspected(String scene, String ini, int depth) throws Exception {
    Path file = Files.writeString(directory.resolve("mirror.pov"), scene);
    String size = "Width=" + SIZE.width() + "\nHeight=" + SIZE.height() + "\n";
    Files.writeString(directory.resolve("mirror.ini"), size + ini.replace(',', '\n'));
    return backend.inspect(file, settings(), options(depth));
  }

  private RenderSession open(SceneDescription scene, int depth) throws Exception {
    return backend.open(
        new SessionRequest(
            scene.scene(),
            Map.of(),
            scene.pictures(),
            scene.parts().map(PartFormat::file),
            scene.properties(),
            options(depth),
            settings()));
  }

  private static Map<String, String> options(int depth) {
    return Map.of("depth", Integer.toString(depth));
  }

  private BackendSettings settings() throws IOException {
    return new BackendSettings(
        List.of(), 1, Files.createDirectories(directory.resolve("temporary")));
  }

  private Path output() throws IOException {
    return Files.createTempDirectory(directory, "output");
  }

  private static Path render(RenderSession session, RenderRequest request) throws Exception {
    return session.render(request, ProgressListener.NONE).get(0);
  }

  private static List<PixelRegion> tiles(int columns, int rows) {
    List<PixelRegion> tiles = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        int left = SIZE.width() * column / columns;
        int top = SIZE.height() * row / rows;
        tiles.add(
            new PixelRegion(
                left,
                top,
                SIZE.width() * (column + 1) / columns - left,
                SIZE.height() * (row + 1) / rows - top));
      }
    }
    return tiles;
  }

  private static int[] samples(Path file) throws IOException {
    Raster raster = ImageIO.read(file.toFile()).getRaster();
    return raster.getPixels(0, 0, raster.getWidth(), raster.getHeight(), (int[]) null);
  }

  /** Returns the chunk that tells the gamma, or nothing when there is none. */
  private static String colourChunks(Path file) throws IOException {
    String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
    int place = bytes.indexOf("gAMA");
    return place < 0 ? "" : bytes.substring(place, place + 12);
  }
}
