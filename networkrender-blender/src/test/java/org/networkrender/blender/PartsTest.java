package org.networkrender.blender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.PixelRegion;
import org.networkrender.api.PixelSize;
import org.networkrender.api.RenderException;
import org.networkrender.api.SampleRange;
import org.networkrender.api.backend.FinishRequest;
import org.networkrender.api.backend.PartFormat;
import org.networkrender.api.backend.ProgressListener;
import org.networkrender.api.backend.RenderRequest;
import org.networkrender.api.backend.RenderSession;
import org.networkrender.api.backend.SceneDescription;

/** Parts are the whole frame's pixels, and finishing them gives the whole frame's pictures. */
@Tag("beside-others")
class PartsTest {
  @TempDir static Path made;
  @TempDir Path directory;

  @BeforeAll
  static void makeScenes() throws Exception {
    Scenes.make(
        made,
        Scenes.TINY
            + """
            scene.cycles.use_adaptive_sampling = False
            layer = scene.view_layers[0]
            layer.use_pass_normal = layer.use_pass_cryptomatte_object = True
            layer.use_pass_vector = layer.use_pass_position = True
            scene.view_settings.view_transform = 'Filmic'
            tree = compositor(scene)
            source = tree.nodes.new('CompositorNodeRLayers')
            bright = glow(tree, 0.2)
            tree.links.new(source.outputs['Image'], bright.inputs[0])
            tree.links.new(bright.outputs[0], composite(tree).inputs[0])
            scene.cycles.keyframe_insert('samples', frame=1)
            scene.cycles.samples = 6
            scene.cycles.keyframe_insert('samples', frame=4)
            scene.frame_set(1)
            save('open.blend')
            layer.use_pass_uv = True
            scene.view_layers.new('Second')
            save('layers.blend')
            scene.view_layers.remove(scene.view_layers['Second'])
            layer.use_pass_uv = False
            render = scene.render
            render.use_border = True
            render.border_min_x, render.border_max_x = 0.21, 0.83
            render.border_min_y, render.border_max_y = 0.1, 0.87
            save('border.blend')
            render.use_crop_to_border = True
            save('crop.blend')
            """);
  }

  private Path newDirectory(String name) throws IOException {
    return Files.createDirectories(directory.resolve(name));
  }

  private SceneDescription inspect(String name) throws Exception {
    return Scenes.inspect(made.resolve(name), Map.of());
  }

  private static Path part(RenderSession session, int frame, PixelRegion region, Path directory)
      throws Exception {
    List<Path> files =
        session.render(new RenderRequest(frame, region, null, directory), ProgressListener.NONE);
    assertThat(files).containsExactly(directory.resolve("part_000" + frame + ".exr"));
    return files.get(0);
  }

  private Path whole(RenderSession session, int frame, String name) throws Exception {
    return session
        .render(RenderRequest.wholeFrame(frame, newDirectory(name)), ProgressListener.NONE)
        .get(0);
  }

  private Path finish(RenderSession session, int frame, Path joined, String name) throws Exception {
    return session
        .finish(new FinishRequest(frame, joined, newDirectory(name)), ProgressListener.NONE)
        .get(0);
  }

  private static int[] pixels(Path picture) throws IOException {
    BufferedImage image = ImageIO.read(picture.toFile());
    return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
  }

  /** Two rows of three, none of the same size. */
  private static List<PixelRegion> tiles(PixelSize canvas) {
    List<PixelRegion> tiles = new ArrayList<>();
    int down = canvas.height() / 3;
    int[] x = {0, 7, canvas.width() / 2, canvas.width()};
    for (int i = 0; i < 3; i++) {
      tiles.add(new PixelRegion(x[i], 0, x[i + 1] - x[i], down));
      tiles.add(new PixelRegion(x[i], down, x[i + 1] - x[i], canvas.height() - down));
    }
    return tiles;
  }

  @ParameterizedTest
  @ValueSource(strings = {"open.blend", "border.blend", "crop.blend"})
  void partsAndFinishGiveTheWholeFrameInAnyOrder(String name) throws Exception {
    SceneDescription scene = inspect(name);
    PartFormat parts = scene.parts().orElseThrow();
    PixelSize canvas = parts.canvas();
    try (RenderSession session = Scenes.open(scene, directory, Map.of())) {
      Path first = part(session, 3, PixelRegion.whole(canvas), newDirectory("full"));
      Path before = whole(session, 3, "before");
      List<Exr.Part> rendered = new ArrayList<>();
      for (PixelRegion region : tiles(canvas)) {
        Path file = part(session, 3, region, newDirectory("tile" + rendered.size()));
        rendered.add(new Exr.Part(file, region));
      }
      Path joined = directory.resolve("joined.exr");
      Exr.join(rendered, canvas, joined);
      Exr.assertSame(joined, first);
      // Between the frames of a moving scene: nothing of one may be left in another.
      Path one = part(session, 1, PixelRegion.whole(canvas), newDirectory("one"));
      assertThat(pixels(finish(session, 3, joined, "finished"))).isEqualTo(pixels(before));
      Exr.assertSame(part(session, 3, PixelRegion.whole(canvas), newDirectory("after")), first);
      assertThat(pixels(finish(session, 1, one, "finished1")))
          .isEqualTo(pixels(whole(session, 1, "whole1")))
          .isNotEqualTo(pixels(before));
      assertThat(pixels(whole(session, 3, "again"))).isEqualTo(pixels(before));
    }
  }

  @Test
  void aSecondPartIsAsGoodAsTheFirstWhereLayersDiffer() throws Exception {
    SceneDescription scene = inspect("layers.blend");
    PixelRegion all = PixelRegion.whole(scene.parts().orElseThrow().canvas());
    try (RenderSession session = Scenes.open(scene, directory, Map.of())) {
      Path first = part(session, 1, all, newDirectory("first"));
      Exr.assertSame(part(session, 1, all, newDirectory("second")), first);
      assertThat(Exr.channels(first)).contains("ViewLayer.UV.U", "Second.Combined.R");
    }
  }

  @Test
  void aPartTellsAllChannelsOfAllLayers() throws Exception {
    SceneDescription scene = inspect("open.blend");
    PartFormat parts = scene.parts().orElseThrow();
    try (RenderSession session = Scenes.open(scene, directory, Map.of())) {
      Path part = part(session, 1, new PixelRegion(63, 35, 1, 1), newDirectory("pixel"));
      List<String> channels = Exr.channels(part);
      assertThat(channels)
          .contains(parts.preview() + "R", "ViewLayer.Normal.X", "ViewLayer.CryptoObject00.r")
          .hasSize(parts.bytesPerPixel() / 4);
    }
  }

  @Test
  void aSampleRangeHasItsSamplesAndLeavesTheSceneAsItWas() throws Exception {
    SceneDescription scene = inspect("open.blend");
    PixelRegion all = PixelRegion.whole(new PixelSize(64, 36));
    try (RenderSession session = Scenes.open(scene, directory, Map.of())) {
      Path before = part(session, 4, all, newDirectory("before"));
      Path range =
          session
              .render(
                  new RenderRequest(4, null, new SampleRange(2, 3), newDirectory("range")),
                  ProgressListener.NONE)
              .get(0);
      assertThat(Exr.differ(range, before)).isTrue();
      Path whole =
          session
              .render(
                  new RenderRequest(4, all, new SampleRange(0, 6), newDirectory("six")),
                  ProgressListener.NONE)
              .get(0);
      Exr.assertSame(whole, before);
      Exr.assertSame(part(session, 4, all, newDirectory("after")), before);
    }
  }

  private void isRefused(SceneDescription scene, Path joined, String text) throws Exception {
    try (RenderSession session = Scenes.open(scene, directory, Map.of())) {
      assertThatThrownBy(() -> finish(session, 1, joined, "refused"))
          .isInstanceOfSatisfying(
              RenderException.class, e -> assertThat(e.line()).contains(text).doesNotContain("\n"));
    }
  }

  @Test
  void aJoinedFileThatDoesNotFitIsAnError() throws Exception {
    SceneDescription scene = inspect("open.blend");
    try (RenderSession session = Scenes.open(scene, directory, Map.of())) {
      part(session, 1, new PixelRegion(0, 0, 63, 36), newDirectory("small"));
      part(session, 1, new PixelRegion(0, 0, 64, 36), newDirectory("full"));
    }
    isRefused(scene, directory.resolve("small/part_0001.exr"), "63x36 pixels and not 64x36");
    Path full = directory.resolve("full/part_0001.exr");
    Path poor = directory.resolve("poor.exr");
    Exr.keep(full, "ViewLayer.Combined.R,ViewLayer.Combined.G", poor);
    isRefused(scene, poor, "lacks");
    byte[] bytes = Files.readAllBytes(full);
    isRefused(scene, Files.write(directory.resolve("cut.exr"), Arrays.copyOf(bytes, 300)), "cut");
    isRefused(scene, Files.writeString(directory.resolve("text.exr"), "Dear Sir, no"), "OpenEXR");
  }

  @Test
  void cancelStopsAPartAtOnce() throws Exception {
    Map<String, String> options = Map.of("size", "1000x1000");
    SceneDescription scene = Scenes.inspect(made.resolve("open.blend"), options);
    Path output = newDirectory("cancelled");
    CountDownLatch working = new CountDownLatch(1);
    RenderRequest slow = new RenderRequest(1, null, new SampleRange(0, 10_000_000), output);
    try (RenderSession session = Scenes.open(scene, directory, options)) {
      CompletableFuture<Object> end =
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  return session.render(slow, (fraction, note) -> working.countDown());
                } catch (RenderException | InterruptedException e) {
                  return e;
                }
              });
      assertThat(working.await(10, TimeUnit.MINUTES)).isTrue();
      session.cancel();
      assertThat(end.get(10, TimeUnit.MINUTES)).isInstanceOf(RenderException.class);
      assertThat(session.isUsable()).isFalse();
    }
  }

  @Test
  void aRegionOutsideTheCanvasIsOurOwnMistake() throws Exception {
    SceneDescription scene = inspect("crop.blend");
    try (RenderSession session = Scenes.open(scene, directory, Map.of())) {
      assertThatThrownBy(
              () -> part(session, 1, new PixelRegion(30, 0, 30, 5), newDirectory("part")))
          .isInstanceOfSatisfying(
              RenderException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.INTERNAL));
      assertThat(session.isUsable()).isFalse();
    }
  }
}
