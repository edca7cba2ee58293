package org.networkrender.blender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.RenderException;
import org.networkrender.api.backend.Capabilities;
import org.networkrender.api.backend.RenderDevice;

/** Which devices render, by what is wanted and what is there: all without any. */
class DeviceChoiceTest {
  /** Machines, as lists of cards: a kind and a name; a minus before that of an integrated one. */
  private static final Map<String, String> MACHINES =
      Map.of(
          "none", "",
          "nvidia", "CUDA:3060 OPTIX:3060",
          "two", "CUDA:3060 CUDA:970 OPTIX:3060 OPTIX:970",
          "old", "CUDA:970",
          "amd", "HIP:6800 HIP:-780M",
          "laptop", "HIP:-780M",
          "mixed", "HIP:-780M OPTIX:4070 CUDA:4070",
          "intel", "ONEAPI:-UHD ONEAPI:A770",
          "strange", "ONEAPI:A770 HIP:-780M",
          "mac", "METAL:M1");

  private static List<RenderDevice> machine(String name) {
    List<RenderDevice> cards = new ArrayList<>();
    String text = MACHINES.get(name);
    for (String each : text.isEmpty() ? new String[0] : text.split(" ", -1)) {
      String kind = each.substring(0, each.indexOf(':'));
      String card = each.substring(each.indexOf(':') + 1);
      boolean integrated = card.startsWith("-");
      String plain = integrated ? card.substring(1) : card;
      cards.add(new RenderDevice(kind, kind + "_" + plain, plain, 0, integrated));
    }
    return cards;
  }

  private static String chosen(String wish, String machine, String... lost) throws RenderException {
    DeviceChoice choice = DeviceChoice.of(DeviceWish.parse(wish), machine(machine), Set.of(lost));
    return String.join("+", choice.kinds())
        + choice.cards().stream().map(card -> " " + card.name()).collect(Collectors.joining());
  }

  @ParameterizedTest
  @CsvSource({
    "auto, none, CPU",
    "'', none, CPU",
    "auto, nvidia, CPU+OPTIX 3060",
    "auto, two, CPU+OPTIX 3060 970",
    "auto, old, CPU+CUDA 970",
    "auto, amd, CPU+HIP 6800",
    "auto, laptop, CPU+HIP 780M",
    "auto, mixed, CPU+OPTIX 4070",
    "auto, intel, CPU+ONEAPI A770",
    "auto, strange, CPU+ONEAPI A770",
    "auto, mac, CPU+METAL M1",
    "cpu, two, CPU",
    "CPU, none, CPU",
    "gpu, two, OPTIX 3060 970",
    "gpu, amd, HIP 6800",
    "gpu, laptop, HIP 780M",
    "'gpu,cpu', nvidia, OPTIX+CPU 3060",
    "'gpu,cpu', none, CPU",
    "'optix,cpu', nvidia, OPTIX+CPU 3060",
    "cuda, two, CUDA 3060 970",
    "cuda:1, two, CUDA 970",
    "'cuda:1,0', two, CUDA 970 3060",
    "'cuda:0,0', two, CUDA 3060",
    "'CUDA:0, 1', two, CUDA 3060 970",
    "'cuda:0,1,cpu', two, CUDA+CPU 3060 970",
    "hip:1, amd, HIP 780M",
    "hip, mixed, HIP 780M",
    "oneapi:0, intel, ONEAPI UHD",
  })
  void whatIsWantedOfWhatIsThere(String wish, String machine, String expected) throws Exception {
    assertThat(chosen(wish, machine)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "gpu; none; the processor alone",
        "optix; old; cpu, cuda:0 (970)",
        "optix,cpu; old; cpu, cuda:0 (970)",
        "cuda:2; two; cpu, cuda:0 (3060), cuda:1 (970), optix:0 (3060), optix:1 (970)",
        "cuda:0,7; two; cpu, cuda:0 (3060), cuda:1 (970), optix:0 (3060), optix:1 (970)",
        "metal; laptop; cpu, hip:0 (780M, integrated)",
      })
  void whatIsNotThereIsRefusedWithWhatIs(String wish, String machine, String there) {
    assertThatThrownBy(() -> chosen(wish, machine))
        .hasMessage("There is no graphics card that was asked for: this Blender can use " + there);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ",",
        "gpu,",
        "cpu,gpu",
        "gpu:0",
        "cuda:",
        "cuda:x",
        "cuda:-1",
        "cuda:1,x",
        "cuda,1",
        "cuda,optix",
        "auto,cpu",
        "opencl",
        "cuda:1000",
        "cuda:0;1",
        "cpu:0"
      })
  void whatMakesNoSenseIsRefused(String wish) {
    assertThatThrownBy(() -> DeviceWish.parse(wish))
        .isInstanceOfSatisfying(
            RenderException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.USER))
        .hasMessageStartingWith("No device is called ");
  }

  @Test
  void cardsThatWereGivenUpAreLeftOut() throws Exception {
    assertThat(chosen("gpu", "two", "OPTIX_970")).isEqualTo("OPTIX 3060");
    assertThat(chosen("auto", "two", "OPTIX_970", "OPTIX_3060")).isEqualTo("CPU");
    assertThat(chosen("gpu,cpu", "nvidia", "OPTIX_3060")).isEqualTo("CPU");
    assertThatThrownBy(() -> chosen("gpu", "nvidia", "OPTIX_3060"))
        .isInstanceOfSatisfying(
            RenderException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.RESOURCE))
        .hasMessage("no graphics card is left: 3060 has failed again and again");
  }

  @Test
  void aSlotMayHaveOneCardForItself() throws Exception {
    String wish = DeviceWish.withOnly("auto", "OPTIX_970");
    assertThat(chosen(wish, "two")).isEqualTo("CPU+OPTIX 970");
    assertThat(chosen(DeviceWish.withOnly("gpu", "OPTIX_3060"), "two")).isEqualTo("OPTIX 3060");
    assertThat(DeviceWish.withOnly(wish, "x")).isEqualTo("auto@x");
    assertThatThrownBy(() -> chosen(wish, "nvidia")).hasMessageContaining("no graphics card");
    // A second Blender of that machine that can use no card at all is not lost to it.
    assertThat(chosen(DeviceWish.withOnly("auto", "x"), "none")).isEqualTo("CPU");
    assertThat(chosen(DeviceWish.withOnly("gpu,cpu", "x"), "none")).isEqualTo("CPU");
    for (String words : List.of("gpu", "cuda", "cuda,cpu")) {
      assertThatThrownBy(() -> chosen(DeviceWish.withOnly(words, "x"), "none"))
          .hasMessageContaining("no graphics card");
    }
    RenderDevice optix = new RenderDevice("OPTIX", "CUDA_a_0000:0a:00_OptiX", "a", 0, false);
    assertThat(DeviceChoice.place(optix)).isEqualTo("0000:0a:00");
  }

  @Test
  void cardsAreNamedForPeople() {
    RenderDevice a = new RenderDevice("CUDA", "1", "A", 12_500_000_000L, false);
    RenderDevice b = new RenderDevice("CUDA", "2", "A", 0, true);
    assertThat(DeviceChoice.words(a)).isEqualTo("A, 12 GiB");
    assertThat(DeviceChoice.names(List.of(a, b))).isEqualTo("2 x A");
    assertThat(new SceneDevice("CUDA", List.of(a)).words()).isEqualTo("A (CUDA)");
    assertThat(SceneDevice.ofProcessor().words()).isEqualTo("the processor");
  }

  private static Capabilities renderer(String wish, String machine) throws RenderException {
    DeviceChoice choice = DeviceChoice.of(DeviceWish.parse(wish), machine(machine), Set.of());
    return new Capabilities("blender", "4.5.1", List.of("CYCLES"), List.of("CPU"), Map.of())
        .on(choice.kinds(), choice.cards());
  }

  private static final Map<String, String> CARD = Map.of(SceneProperties.CARD, "true");

  @ParameterizedTest
  @CsvSource({
    "auto, nvidia, '', CPU",
    "auto, nvidia, blender.card, OPTIX",
    "auto, none, blender.card, CPU",
    "gpu, nvidia, '', OPTIX",
    "'gpu,cpu', nvidia, '', OPTIX",
    "cpu, nvidia, blender.card, CPU",
    // What a card leaves out is not left out.
    "auto, nvidia, blender.card blender.osl, OPTIX",
    "auto, old, blender.card blender.osl, CPU",
    "auto, nvidia, blender.card blender.guiding, CPU",
    "'gpu,cpu', nvidia, blender.guiding, CPU",
    "'gpu,cpu', old, blender.osl, CPU",
    "gpu, old, blender.osl, refused",
    "gpu, nvidia, blender.guiding, refused",
  })
  void theSceneHasItsSay(String wish, String machine, String asked, String expected)
      throws Exception {
    Map<String, String> scene =
        asked.isEmpty()
            ? Map.of()
            : List.of(asked.split(" ", -1)).stream()
                .collect(Collectors.toMap(key -> key, key -> "true"));
    Capabilities renderer = renderer(wish, machine);
    String kind =
        SceneDevice.mismatch(scene, renderer).isPresent()
            ? "refused"
            : SceneDevice.of(scene, renderer).kind();
    assertThat(kind).isEqualTo(expected);
  }

  @Test
  void otherEnginesDoNotCare() throws Exception {
    Map<String, String> scene = Map.of(SceneProperties.ENGINES, "BLENDER_EEVEE");
    assertThat(SceneDevice.of(scene, renderer("gpu", "nvidia")).isProcessor()).isTrue();
    assertThat(SceneDevice.of(CARD, renderer("gpu", "two")).names()).isEqualTo("3060, 970");
  }

  @Test
  void aCardIsGivenUpAfterThreeFailuresInARow() {
    CardHealth health = new CardHealth();
    List<RenderDevice> both = machine("old");
    assertThat(health.failed(both)).isEmpty();
    assertThat(health.failed(both)).isEmpty();
    health.succeeded(both);
    assertThat(health.failed(both)).isEmpty();
    assertThat(health.failed(both)).isEmpty();
    assertThat(health.failed(both)).isEqualTo(both);
    assertThat(health.failed(both)).as("once").isEmpty();
    assertThat(health.lost()).containsExactly("CUDA_970");
  }
}
