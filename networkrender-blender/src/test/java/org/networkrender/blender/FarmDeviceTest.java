package org.networkrender.blender;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.networkrender.api.FrameSet;
import org.networkrender.api.PictureName;
import org.networkrender.api.PixelRegion;
import org.networkrender.api.PixelSize;
import org.networkrender.api.backend.Capabilities;
import org.networkrender.api.backend.PartFormat;
import org.networkrender.api.backend.PartFormat.SampleRules;
import org.networkrender.api.backend.PartFormat.TileRules;
import org.networkrender.api.backend.RenderDevice;
import org.networkrender.api.backend.SceneDescription;

/** What a farm of processors and cards makes of a scene, decided from descriptions alone. */
class FarmDeviceTest {
  private static final PixelSize SIZE = new PixelSize(640, 360);
  private static final Capabilities PROCESSOR =
      new Capabilities("blender", "4.5.1", List.of("CYCLES"), List.of("CPU"), Map.of());
  private static final Capabilities OPTIX =
      PROCESSOR.on(List.of("CPU", "OPTIX"), List.of(new RenderDevice("OPTIX", "a", "A", 0, false)));

  private final BlenderBackend backend = new BlenderBackend();

  /** A still that may be cut, with properties that are true. */
  private static SceneDescription scene(String... properties) {
    return SceneDescription.builder(
            Path.of("a.blend"), FrameSet.of(1), SIZE, List.of(new PictureName("#.png")))
        .engine("CYCLES")
        .properties(Stream.of(properties).collect(Collectors.toMap(each -> each, each -> "true")))
        .parts(
            Optional.of(
                new PartFormat(
                    SIZE,
                    PixelRegion.whole(SIZE),
                    new PictureName("part_####.exr"),
                    true,
                    16,
                    "",
                    new TileRules(4, ""),
                    new SampleRules(64, "", "", List.of()))))
        .build();
  }

  private PartFormat parts(SceneDescription scene, Capabilities... slots) {
    return backend.forFarm(scene, Map.of(), List.of(slots)).parts().orElseThrow();
  }

  @Test
  void cardsRenderPartsThatAreNotDenoised() {
    SceneDescription plain = scene(SceneProperties.CARD);
    assertThat(parts(plain, OPTIX).tiles()).isEqualTo(new TileRules(4, false, "", 256));
    // Nodes of the compositor that denoise have the joined picture.
    SceneDescription nodes = scene(SceneProperties.CARD, SceneProperties.DENOISES);
    assertThat(parts(nodes, OPTIX).tiles().refusal()).isEmpty();
  }

  /** It is about as fast as the processor that it shares its memory with. */
  @Test
  void anIntegratedCardCountsAsAProcessor() {
    Capabilities laptop =
        PROCESSOR.on(List.of("CPU", "HIP"), List.of(new RenderDevice("HIP", "b", "B", 0, true)));
    SceneDescription asking = scene(SceneProperties.CARD);
    assertThat(decided(asking, laptop, PROCESSOR, PROCESSOR)).isEqualTo("CPU");
    assertThat(decided(asking, laptop, laptop, PROCESSOR)).isEqualTo("HIP");
    assertThat(decided(asking, laptop, laptop, OPTIX)).isEqualTo("OPTIX");
    assertThat(decided(asking, laptop)).isEqualTo("HIP");
  }

  @Test
  void onlyWhoAsksForACardIsDecidedByTheFarm() {
    assertThat(backend.dependsOnFarm(scene(SceneProperties.CARD), Map.of())).isTrue();
    assertThat(backend.dependsOnFarm(scene(), Map.of())).isFalse();
    SceneDescription eevee =
        scene(SceneProperties.CARD).toBuilder().engine("BLENDER_EEVEE").build();
    assertThat(backend.dependsOnFarm(eevee, Map.of())).isFalse();
  }

  private String decided(SceneDescription scene, Capabilities... slots) {
    return backend
        .forFarm(scene, Map.of(), List.of(slots))
        .properties()
        .get(SceneProperties.DEVICE);
  }

  /** What a card makes of them was not compared: sessions refuse it. */
  @Test
  void aDenoisedFrameIsNotCutWhereCardsRender() {
    SceneDescription denoised = scene(SceneProperties.CARD, SceneProperties.DENOISED_PARTS);
    PartFormat onCards = parts(denoised, OPTIX, OPTIX);
    assertThat(onCards.tiles().refusal())
        .contains("denoises", "graphics cards", "--no-denoise", "--device cpu");
    assertThat(onCards.samples().refusal()).isEqualTo(onCards.tiles().refusal());
    assertThat(parts(denoised, PROCESSOR).tiles().refusal()).isEmpty();
    assertThat(parts(scene(SceneProperties.DENOISED_PARTS), OPTIX).tiles().refusal())
        .as("a scene that does not ask for a card")
        .isEmpty();
  }

  /** What a scene itself says against parts counts first. */
  @Test
  void theReasonOfTheSceneStays() {
    SceneDescription denoised = scene(SceneProperties.CARD, SceneProperties.DENOISED_PARTS);
    SceneDescription refused =
        denoised.toBuilder()
            .parts(denoised.parts().map(each -> each.withTiles(TileRules.refused("strips"))))
            .build();
    assertThat(parts(refused, OPTIX).tiles().refusal()).isEqualTo("strips");
  }
}
