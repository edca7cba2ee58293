package org.networkrender.blender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.PixelSize;
import org.networkrender.api.RenderException;
import org.networkrender.api.backend.FrameCost;
import org.networkrender.api.backend.ProgressListener;
import org.networkrender.api.backend.RenderRequest;
import org.networkrender.api.backend.RenderSession;
import org.networkrender.api.backend.SceneDescription;

/** The bigger picture is the one that Blender makes at that resolution; what it costs is known. */
@Tag("beside-others")
class ScaleTest {
  @TempDir static Path made;
  @TempDir Path directory;

  @BeforeAll
  static void makeScenes() throws Exception {
    Scenes.make(
        made,
        Scenes.TINY
            + """
            tree = compositor(scene)
            source = tree.nodes.new('CompositorNodeRLayers')
            soft = blur(tree, 3)
            tree.links.new(source.outputs['Image'], soft.inputs[0])
            tree.links.new(soft.outputs[0], composite(tree).inputs[0])
            scene.render.resolution_x = 33
            save('small.blend')
            scene.render.resolution_percentage = 200
            save('big.blend')
            """);
  }

  private SceneDescription inspect(String name, Map<String, String> options) throws Exception {
    return Scenes.inspect(made.resolve(name), options);
  }

  private int[] pixels(String scene, Map<String, String> options) throws Exception {
    SceneDescription description = inspect(scene, options);
    Path output = Files.createTempDirectory(directory, "output");
    try (RenderSession session = Scenes.open(description, directory, options)) {
      Path file = session.render(RenderRequest.wholeFrame(2, output), ProgressListener.NONE).get(0);
      return pixels(file, description.size());
    }
  }

  private static int[] pixels(Path file, PixelSize size) throws IOException {
    BufferedImage image = ImageIO.read(file.toFile());
    assertThat(new PixelSize(image.getWidth(), image.getHeight())).isEqualTo(size);
    return image.getRGB(0, 0, size.width(), size.height(), null, 0, size.width());
  }

  @Test
  void twiceTheSizeIsThatOfTwiceTheResolution() throws Exception {
    int[] expected = pixels("big.blend", Map.of());
    assertThat(pixels("small.blend", Map.of("scale", "200%"))).isEqualTo(expected);
    assertThat(pixels("small.blend", Map.of("size", "66x72"))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "scale,100%,33x36",
    "scale,12.5%,4x4",
    "scale,3%,0x1",
    "scale,333.33%,109x119",
    "scale,10000%,3300x3600",
    "size,16384x9216,16384x9216",
    "size,1x1,1x1",
    "size,65536x4,65536x4",
    "size,17x31,17x31",
  })
  void anySizeIsReached(String option, String value, String expected) throws Exception {
    if (expected.startsWith("0")) {
      refused(Map.of(option, value), expected);
      return;
    }
    SceneDescription scene = inspect("small.blend", Map.of(option, value));
    assertThat(scene.size()).hasToString(expected);
    assertThat(scene.parts().orElseThrow().canvas()).isEqualTo(scene.size());
    assertThat(SceneProperties.size(scene.properties(), SceneProperties.SIZE))
        .isEqualTo(Optional.of(scene.size()));
    assertThat(scene.warnings().stream().filter(line -> line.contains("another shape")))
        .hasSize(option.equals("size") && scene.size().width() > 1 ? 1 : 0);
  }

  private void refused(Map<String, String> options, String text) {
    assertThatThrownBy(() -> inspect("small.blend", options))
        .isInstanceOfSatisfying(
            RenderException.class,
            e -> {
              assertThat(e.kind()).isEqualTo(ErrorKind.USER);
              assertThat(e.line()).contains(text);
              assertThat(e.advice()).isNotBlank();
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0%", "0.5%", "10001%", "200", "-5%", "2x", "%", "1e9%", "200 %", "1.5.5%", "９%"})
  void aBadScaleIsRefusedWithAnExample(String value) {
    refused(Map.of("scale", value), "--scale 200%");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0x5", "65537x5", "5", "5x", "ax5", "-5x5", "5x5x5", "99999x99999", " 5x5"})
  void aBadSizeIsRefusedWithAnExample(String value) {
    refused(Map.of("size", value), "--size 16384x9216");
  }

  @Test
  void whatBlenderCannotMakeIsRefused() {
    refused(Map.of("size", "65536x3"), "65536x3");
  }

  @Test
  void bothAtOnceAreRefused() {
    refused(Map.of("size", "5x5", "scale", "100%"), "cannot both");
  }

  @Test
  void biggerPicturesCostMore() throws Exception {
    FrameCost small = estimate("100%");
    FrameCost big = estimate("3000%");
    assertThat(small.first()).isPositive();
    assertThat(small.again()).isPositive().isLessThan(small.first());
    assertThat(small.pixels()).isPositive();
    assertThat(big.pixels()).isGreaterThan(small.pixels());
  }

  private FrameCost estimate(String scale) throws Exception {
    Map<String, String> options = Map.of("scale", scale);
    return new BlenderBackend()
        .estimate(inspect("small.blend", options), 1, Scenes.settings(directory), options)
        .orElseThrow();
  }
}
