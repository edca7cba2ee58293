package org.networkrender.core.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.Mockito.when;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mockito.Mock;
import org.mockito.junit.jupiter.MockitoExtension;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.ProviderOption;
import org.networkrender.api.RenderException;
import org.networkrender.api.backend.RenderBackend;
import org.networkrender.core.split.RangeSplitter;

@Tag("beside-others")
@ExtendWith(MockitoExtension.class)
class JobOptionsTest {
  private final RangeSplitter splitter = new RangeSplitter();
  @Mock private RenderBackend backend;

  @Test
  void whatNeitherBackendNorSplitterKnowsIsRefused() {
    when(backend.name()).thenReturn("painter");
    when(backend.options())
        .thenReturn(
            List.of(
                ProviderOption.ofJob("colour", "of what"), ProviderOption.of("brush", "which")));
    assertThatCode(() -> JobOptions.check(Map.of("colour", "red", "range", "4"), backend, splitter))
        .doesNotThrowAnyException();
    assertThatExceptionOfType(RenderException.class)
        .isThrownBy(() -> JobOptions.check(Map.of("color", "red", "brush", "x"), backend, splitter))
        .returns(ErrorKind.USER, RenderException::kind)
        .returns(
            "A job of backend.painter and splitter.ranges has no option 'brush', 'color'. It has"
                + " colour (of what), range (how many frames a task: 1 to 100000, chosen unless"
                + " given)",
            RenderException::line);
  }

  @Test
  void aBackendThatDeclaresNoneMayKnowAny() {
    when(backend.options()).thenReturn(List.of(ProviderOption.of("brush", "which")));
    assertThatCode(() -> JobOptions.check(Map.of("color", "red"), backend, splitter))
        .doesNotThrowAnyException();
  }

  @Test
  void howToCutIsNoBusinessOfTheBackend() {
    Map<String, String> options = Map.of("range", "4", "colour", "red");
    assertThat(JobOptions.ofSplitter(splitter, options)).containsOnlyKeys("range");
    assertThat(JobOptions.ofBackend(splitter, options)).containsOnlyKeys("colour");
  }
}
