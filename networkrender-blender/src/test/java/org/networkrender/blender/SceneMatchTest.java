package org.networkrender.blender;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.networkrender.api.FrameSet;
import org.networkrender.api.PictureName;
import org.networkrender.api.PixelSize;
import org.networkrender.api.backend.Capabilities;
import org.networkrender.api.backend.RenderDevice;
import org.networkrender.api.backend.SceneDescription;

/** Who can render what, judged from descriptions alone. */
class SceneMatchTest {
  private static SceneDescription scene(String saved, Map<String, String> properties) {
    return SceneDescription.builder(
            Path.of("a.blend"),
            FrameSet.of(1),
            new PixelSize(64, 36),
            List.of(new PictureName("#.png")))
        .rendererVersion(saved)
        .engine("CYCLES")
        .properties(properties)
        .build();
  }

  private static Capabilities worker(String version, Map<String, String> features) {
    return new Capabilities("blender", version, List.of("CYCLES"), List.of("CPU"), features);
  }

  private static String judged(SceneDescription scene, Capabilities worker) {
    return new BlenderBackend().mismatch(scene, Map.of(), worker).orElse("");
  }

  @Test
  void theSameVersionFits() {
    assertThat(
            judged(
                scene("2.79", Map.of(SceneProperties.VERSION, "3.4.1")), worker("3.4.0", Map.of())))
        .isEmpty();
  }

  @Test
  void anotherVersionDoesNotFitAndBothAreNamed() {
    assertThat(
            judged(
                scene("3.4", Map.of(SceneProperties.VERSION, "3.4.1")), worker("3.6.2", Map.of())))
        .contains("rendered by Blender 3.4", "different pictures", "install Blender 3.4 there");
    assertThat(judged(scene("4.2", Map.of()), worker("3.6.2", Map.of())))
        .contains("saved by Blender 4.2");
    assertThat(judged(scene("3.4", Map.of()), worker("unknown", Map.of()))).isNotEmpty();
  }

  @Test
  void aFileOfANewerVersionOfTheSameMainVersionFits() {
    Map<String, String> chosen = Map.of(SceneProperties.VERSION, "3.4.1");
    assertThat(judged(scene("3.6", chosen), worker("3.4.1", Map.of()))).isEmpty();
  }

  private static String parts(String version, String build) {
    SceneDescription scene =
        scene("4.5", Map.of(SceneProperties.VERSION, "4.5.15", SceneProperties.BUILD, "module 12"));
    Capabilities worker = worker(version, Map.of(Capabilities.BUILD, build));
    assertThat(judged(scene, worker)).isEmpty();
    String reason = new BlenderBackend().partMismatch(scene, Map.of(), worker).orElse("");
    assertThat(new BlenderBackend().difference(scene, Map.of(), worker).isPresent())
        .isEqualTo(!reason.isEmpty());
    return reason;
  }

  @Test
  void partsComeFromOneVersionAndBuild() {
    assertThat(parts("4.5.15", "module 12")).isEmpty();
    assertThat(parts("4.5.15", "program 12")).contains("another build of Blender 4.5.15");
    assertThat(parts("4.5.14", "module 12")).contains("Blender 4.5.14 instead of 4.5.15");
  }

  @Test
  void anEngineThatIsLackingIsNamed() {
    SceneDescription scene = scene("3.4", Map.of(SceneProperties.ENGINES, "CYCLES,BLENDER_EEVEE"));
    assertThat(judged(scene, worker("3.4.1", Map.of("graphics", "false"))))
        .contains("BLENDER_EEVEE", "graphics driver");
    assertThat(judged(scene, worker("3.4.1", Map.of("graphics", "true"))))
        .contains("BLENDER_EEVEE")
        .doesNotContain("driver");
  }

  @Test
  void denoisingNeedsADenoiserOrTheUsersWord() {
    SceneDescription scene = scene("3.4", Map.of(SceneProperties.DENOISES, "true"));
    Capabilities without = worker("3.4.1", Map.of("denoiser", "false"));
    assertThat(judged(scene, without)).contains("--no-denoise", "official Blender build");
    assertThat(judged(scene, worker("3.4.1", Map.of("denoiser", "true")))).isEmpty();
    assertThat(new BlenderBackend().mismatch(scene, Map.of("denoise", "off"), without)).isEmpty();
  }

  @Test
  void shadersAndGuidingNeedTheirSupport() {
    for (String need : List.of(SceneProperties.OSL, SceneProperties.GUIDING)) {
      assertThat(judged(scene("3.4", Map.of(need, "true")), worker("3.4.1", Map.of())))
          .contains("official Blender build");
    }
  }

  private static String differs(String here, Capabilities worker) {
    return new BlenderBackend()
        .difference(scene("3.4", Map.of(SceneProperties.INSTRUCTIONS, here)), Map.of(), worker)
        .orElse("");
  }

  private static Capabilities processor(String instructions) {
    return worker("3.4.1", Map.of("instructions", instructions));
  }

  @Test
  void onlyTheDecisiveInstructionsMakeADifference() {
    assertThat(differs("sse2 sse3 avx avx2", processor("sse2 avx2"))).isEmpty();
    assertThat(differs("sse2 sse3 avx", processor("sse2"))).isEmpty();
    assertThat(differs("", processor("sse2 avx2"))).isEmpty();
    assertThat(differs("sse2 avx2", processor("sse2 avx"))).contains("lacks", "AVX2");
    assertThat(differs("sse2 avx", processor("sse2 avx2"))).contains("AVX2");
  }

  @Test
  void anotherDeviceMakesADifference() {
    Capabilities card =
        new Capabilities("blender", "3.4.1", List.of("CYCLES"), List.of("CUDA"), Map.of());
    assertThat(differs("avx2", card)).contains("CUDA");
  }

  private static Capabilities onCard(String kind, String... names) {
    List<RenderDevice> cards =
        Stream.of(names).map(name -> new RenderDevice(kind, kind + name, name, 0, false)).toList();
    return worker("3.4.1", Map.of()).on(List.of("CPU", kind), cards);
  }

  private static final Capabilities PROCESSOR = worker("3.4.1", Map.of());
  private static final Capabilities CUDA = onCard("CUDA", "A");
  private static final Capabilities OTHER_CUDA = onCard("CUDA", "B");
  private static final Capabilities HIP = onCard("HIP", "C");

  /** Decides for a farm, and tells for each of four workers whether it fits. */
  private static String decided(boolean asksCard, Capabilities... slots) {
    Map<String, String> properties = asksCard ? Map.of(SceneProperties.CARD, "true") : Map.of();
    BlenderBackend backend = new BlenderBackend();
    SceneDescription scene = backend.forFarm(scene("3.4", properties), Map.of(), List.of(slots));
    StringBuilder text = new StringBuilder(scene.properties().get(SceneProperties.DEVICE));
    for (Capabilities each : List.of(PROCESSOR, CUDA, OTHER_CUDA, HIP)) {
      boolean part = backend.partMismatch(scene, Map.of(), each).isEmpty();
      boolean same = backend.difference(scene, Map.of(), each).isEmpty();
      text.append(' ').append(part ? same ? "exact" : "part" : same ? "WRONG" : "whole");
    }
    return text.toString();
  }

  @Test
  void whatPartsComeFromIsDecidedByWhatIsThere() {
    // Where the scene asks for none, cards that follow it do not render either.
    assertThat(decided(false)).isEqualTo("CPU exact exact exact exact");
    assertThat(decided(false, PROCESSOR, CUDA, CUDA)).isEqualTo("CPU exact exact exact exact");
    assertThat(decided(true)).isEqualTo("CPU exact whole whole whole");
    assertThat(decided(true, PROCESSOR)).isEqualTo("CPU exact whole whole whole");
    assertThat(decided(true, PROCESSOR, CUDA)).isEqualTo("CUDA whole exact part whole");
    assertThat(decided(true, CUDA, OTHER_CUDA, OTHER_CUDA, HIP))
        .isEqualTo("CUDA whole part exact whole");
    assertThat(decided(true, HIP, HIP, CUDA)).isEqualTo("HIP whole whole whole exact");
    Capabilities[] many = Collections.nCopies(9, PROCESSOR).toArray(new Capabilities[0]);
    assertThat(decided(true, many)).startsWith("CPU");
    many[0] = CUDA;
    assertThat(decided(true, many))
        .as("8 processors, and a card that counts so much")
        .startsWith("CUDA");
  }

  @Test
  void aCardKeepsItsPartsApartAndItsTilesLarge() {
    BlenderBackend backend = new BlenderBackend();
    SceneDescription asking = scene("3.4", Map.of(SceneProperties.CARD, "true"));
    assertThat(backend.partSource(asking)).isEmpty();
    SceneDescription onCard = backend.forFarm(asking, Map.of(), List.of(CUDA));
    assertThat(backend.partSource(onCard)).isEqualTo("CUDA");
    assertThat(backend.partSource(backend.forFarm(asking, Map.of(), List.of(PROCESSOR)))).isEmpty();
    assertThat(backend.partMismatch(onCard, Map.of(), HIP))
        .contains(
            "parts of one frame come from one kind of device, here CUDA, and it renders on C"
                + " (HIP)");
    assertThat(backend.difference(onCard, Map.of(), PROCESSOR))
        .contains(
            "it renders on the processor and this job on A (CUDA), so the last bits of pixels"
                + " differ");
    assertThat(backend.deviceOf(onCard, Map.of(), CUDA)).contains("A (CUDA)");
    assertThat(backend.deviceOf(onCard, Map.of(), PROCESSOR)).isEmpty();
  }

  @Test
  void whoHasOnlyCardsDoesNotRenderWhatTheyLeaveOut() {
    Capabilities only = CUDA.on(List.of("CUDA"), CUDA.cards());
    Capabilities able = worker("3.4.1", Map.of("guiding", "true"));
    assertThat(judged(scene("3.4", Map.of(SceneProperties.GUIDING, "true")), only))
        .contains("path guiding, which no graphics card does", "--device cpu");
    assertThat(judged(scene("3.4", Map.of(SceneProperties.GUIDING, "true")), able)).isEmpty();
    assertThat(judged(scene("3.4", Map.of()), only)).isEmpty();
  }
}
