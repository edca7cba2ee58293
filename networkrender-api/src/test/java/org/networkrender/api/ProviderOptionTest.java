package org.networkrender.api;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("beside-others")
class ProviderOptionTest {
  private static final List<ProviderOption> KNOWN =
      List.of(
          ProviderOption.of("interval", "how often"), ProviderOption.ofJob("depth", "how deep"));

  @Test
  void unknownOnesAreRefusedWithTheKnownOnes() {
    assertThatExceptionOfType(RenderException.class)
        .isThrownBy(
            () ->
                ProviderOption.refuseUnknown(
                    "discovery.udp", KNOWN, Set.of("intervall", "depth", "brush")))
        .returns(ErrorKind.USER, RenderException::kind)
        .returns(
            "discovery.udp has no option 'brush', 'intervall'."
                + " It has depth (how deep), interval (how often)",
            RenderException::line);
  }

  @Test
  void oneThatHasNoneSaysSo() {
    assertThatExceptionOfType(RenderException.class)
        .isThrownBy(() -> ProviderOption.refuseUnknown("a.b", List.of(), Set.of("c")))
        .returns("a.b has no option 'c'. It has none at all", RenderException::line);
  }

  @Test
  void knownOnesPass() {
    assertThatCode(
            () -> {
              ProviderOption.refuseUnknown("a.b", KNOWN, Set.of("depth", "interval"));
              ProviderOption.refuseUnknown("a.b", List.of(), Set.of());
            })
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Depth", "a.b", "a=b", "a b"})
  void aKeyIsPlain(String key) {
    assertThatIllegalArgumentException().isThrownBy(() -> ProviderOption.of(key, "words"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "two\nlines", " blank before"})
  void aDescriptionIsOneLine(String description) {
    assertThatIllegalArgumentException().isThrownBy(() -> ProviderOption.of("key", description));
  }
}
