package org.networkrender.core.providers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.FrameSet;
import org.networkrender.api.PictureName;
import org.networkrender.api.PixelSize;
import org.networkrender.api.RenderException;
import org.networkrender.api.backend.BackendSettings;
import org.networkrender.api.backend.Capabilities;
import org.networkrender.api.backend.RenderBackend;
import org.networkrender.api.backend.SceneDescription;
import org.networkrender.api.backend.SessionRequest;
import org.networkrender.api.discovery.Advertisement;
import org.networkrender.api.discovery.Discovery;
import org.networkrender.api.discovery.DiscoveryListener;
import org.networkrender.api.discovery.DiscoverySettings;

@Tag("beside-others")
class ProviderGuardTest {
  private static final String AT_FAULT =
      "The RenderBackend 'broken' (org.networkrender.core.providers.BrokenBackend) is at fault: ";

  private static final Path SCENE = Path.of("scene");
  private static final BackendSettings SETTINGS = new BackendSettings(List.of(), 0, SCENE);
  private static final Capabilities CAPABILITIES =
      new Capabilities("broken", "1", List.of(), List.of(), Map.of());
  private static final SceneDescription DESCRIPTION =
      SceneDescription.builder(
              SCENE, FrameSet.of(1), new PixelSize(1, 1), List.of(new PictureName("####.png")))
          .build();

  private final RenderBackend backend =
      ProviderGuard.guard(RenderBackend.class, new BrokenBackend());

  @Test
  void whatAProviderThrowsIsToldWithItsName() {
    assertRenderException(() -> backend.probe(SETTINGS), "java.lang.IllegalStateException: probe");
  }

  @Test
  void aProviderThatReturnsNothingIsAtFault() {
    assertRenderException(
        () -> backend.inspect(SCENE, SETTINGS, Map.of()),
        "java.lang.NullPointerException: inspect returned nothing");
  }

  @Test
  void whereTheInterfaceKnowsNoErrorItIsToldToo() {
    assertFault(() -> backend.recognises(SCENE), "java.lang.IllegalStateException: recognises");
    assertFault(
        () -> backend.mismatch(DESCRIPTION, Map.of(), CAPABILITIES),
        "java.lang.NoSuchMethodError: mismatch");
  }

  @Test
  void theFaultIsFoundBehindWhatOthersMakeOfIt() {
    RuntimeException fault = new ProviderFaultException("it is at fault", new Error());
    assertThat(ProviderFaultException.in(new CompletionException(fault)))
        .containsSame((ProviderFaultException) fault);
    assertThat(ProviderFaultException.in(new IllegalStateException())).isEmpty();
  }

  @Test
  void whatIsAllowedIsPassedOn() throws Exception {
    assertThat(backend.name()).isEqualTo("broken");
    assertThat(backend.description()).isEmpty();
    assertThat(backend.isWaiting()).isFalse();
    // A default method, which the backend does not override.
    assertThatExceptionOfType(RenderException.class)
        .isThrownBy(() -> backend.describe(SCENE, "", List.of(), Map.of()))
        .returns(ErrorKind.REFUSED, RenderException::kind);
    assertThat(Set.of(backend)).contains(backend).doesNotContain(new BrokenBackend());
  }

  @Test
  void theEndOfMemoryIsNobodysFault() {
    SessionRequest request =
        new SessionRequest(
            SCENE, Map.of(), List.of(), Optional.empty(), Map.of(), Map.of(), SETTINGS);
    assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(() -> backend.open(request));
  }

  @Test
  void whatAProviderMakesIsGuardedToo() throws Exception {
    Discovery discovery = ProviderGuard.guard(Discovery.class, new BrokenDiscovery());
    Discovery.Watch watch = discovery.watch(DiscoverySettings.defaults(), null);
    assertThatExceptionOfType(ProviderFaultException.class)
        .isThrownBy(watch::close)
        .withMessageContaining("The Discovery 'deaf'")
        .withMessageContaining("BrokenDiscovery) is at fault: java.lang.IllegalStateException");
  }

  private static void assertRenderException(ThrowingCallable call, String words) {
    assertThatExceptionOfType(RenderException.class)
        .isThrownBy(call)
        .withMessage(AT_FAULT + words)
        .returns(ErrorKind.INTERNAL, RenderException::kind);
  }

  private static void assertFault(ThrowingCallable call, String words) {
    assertThatExceptionOfType(ProviderFaultException.class)
        .isThrownBy(call)
        .withMessage(AT_FAULT + words)
        .extracting(ProviderFaultException::toRenderException, type(RenderException.class))
        .returns(ErrorKind.INTERNAL, RenderException::kind)
        .returns(AT_FAULT + words, RenderException::getMessage);
  }

  private static final class BrokenDiscovery implements Discovery {
    @Override
    public String name() {
      return "deaf";
    }

    @Override
    public Announcement announce(DiscoverySettings settings, Advertisement advertisement) {
      throw new IllegalStateException("announce");
    }

    @Override
    public Watch watch(DiscoverySettings settings, DiscoveryListener listener) {
      return new Watch() {
        @Override
        public void query() {}

        @Override
        public void close() {
          throw new IllegalStateException("close");
        }
      };
    }
  }
}
