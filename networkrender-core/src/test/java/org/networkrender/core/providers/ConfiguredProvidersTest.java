package org.networkrender.core.providers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.lenient;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockito.ArgumentCaptor;
import org.mockito.Captor;
import org.mockito.InOrder;
import org.mockito.Mock;
import org.mockito.junit.jupiter.MockitoExtension;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.ProviderContext;
import org.networkrender.api.ProviderOption;
import org.networkrender.api.RenderException;
import org.networkrender.api.backend.RenderBackend;
import org.networkrender.api.discovery.Discovery;
import org.networkrender.api.discovery.DiscoveryListener;
import org.networkrender.api.discovery.DiscoverySettings;

/** When providers are configured, with what, and what becomes of one that cannot be. */
@Tag("beside-others")
@ExtendWith(MockitoExtension.class)
class ConfiguredProvidersTest {
  private static final DiscoverySettings SETTINGS = DiscoverySettings.defaults();
  private static final List<ProviderOption> OPTIONS =
      List.of(ProviderOption.of("range", "how far"), ProviderOption.ofJob("sweep", "how often"));

  @Mock private Discovery found;
  @Mock private Discovery own;
  @Mock private Discovery.Watch watch;
  @Mock private DiscoveryListener listener;
  @Captor private ArgumentCaptor<ProviderContext> contexts;

  private Providers providers;

  @BeforeEach
  void name() {
    when(found.name()).thenReturn("radar");
    providers = ChosenProviders.hearing(Providers.load(), found);
  }

  private ConfiguredProviders configured(Map<String, String> options) throws RenderException {
    return ConfiguredProviders.of(providers, options, () -> 42);
  }

  private void knowsRange() {
    when(found.options()).thenReturn(OPTIONS);
  }

  @Test
  void oneIsConfiguredBeforeItIsUsedAndNeverUsedItself() throws Exception {
    when(found.configure(any())).thenReturn(own);
    when(own.watch(SETTINGS, listener)).thenReturn(watch);
    try (ConfiguredProviders all = configured(Map.of())) {
      verify(found, never()).configure(any());
      all.discovery("radar").watch(SETTINGS, listener).close();
      all.discovery("radar").watch(SETTINGS, listener).close();
    }
    InOrder order = inOrder(found, own, watch);
    order.verify(found).configure(any());
    order.verify(own).watch(SETTINGS, listener);
    order.verify(watch).close();
    order.verify(own).watch(SETTINGS, listener);
    order.verify(watch).close();
    verify(found, times(1)).configure(any());
    verify(found, never()).watch(any(), any());
  }

  @Test
  void itGetsItsOwnOptionsAndTheClockOfWhoUsesIt() throws Exception {
    knowsRange();
    when(found.configure(contexts.capture())).thenReturn(own);
    try (ConfiguredProviders all =
        configured(Map.of("discovery.radar.range", "far", "discovery.udp.interval", "1s"))) {
      // One with options is configured at once.
      assertThat(all.listings()).isNotEmpty();
      ProviderContext context = contexts.getValue();
      assertThat(context.provider()).isEqualTo("discovery.radar");
      assertThat(context.options()).isEqualTo(Map.of("range", "far"));
      assertThat(context.option("range").name()).isEqualTo("discovery.radar.range");
      assertThat(context.option("range").text("near")).isEqualTo("far");
      assertThat(context.ticker().getAsLong()).isEqualTo(42);
    }
  }

  @Test
  void twoFarmsGetTwo() throws Exception {
    knowsRange();
    when(found.configure(contexts.capture())).thenReturn(own);
    try (ConfiguredProviders one = configured(Map.of("discovery.radar.range", "far"));
        ConfiguredProviders other = configured(Map.of("discovery.radar.range", "near"))) {
      assertThat(one.discovery("radar")).isNotSameAs(other.discovery("radar"));
    }
    assertThat(contexts.getAllValues())
        .extracting(context -> context.options().get("range"))
        .containsExactly("far", "near");
  }

  @Test
  void theWorkerOfAFarmSharesTheFarmsOwnAndClosesNothing() throws Exception {
    when(found.configure(contexts.capture())).thenReturn(own);
    try (ConfiguredProviders farm = configured(Map.of())) {
      try (ConfiguredProviders worker = ConfiguredProviders.of(farm, Map.of(), () -> 0)) {
        assertThat(worker.discovery("radar")).isSameAs(farm.discovery("radar"));
      }
      contexts.getValue().executor().execute(() -> {});
    }
    assertThat(contexts.getAllValues()).hasSize(1);
  }

  @Test
  void oneThatRefusesItsOptionsIsToldBeforeAnythingStarts() throws Exception {
    knowsRange();
    RenderException refusal = RenderException.user("discovery.radar.range=x is not far", "");
    when(found.configure(any())).thenThrow(refusal);
    assertThatExceptionOfType(RenderException.class)
        .isThrownBy(() -> configured(Map.of("discovery.radar.range", "x")))
        .isSameAs(refusal);
  }

  @Test
  void oneThatCannotBeConfiguredIsAskedOnceAndStopsNobodyElse() throws Exception {
    when(found.configure(any())).thenThrow(new IllegalStateException("no dish"));
    try (ConfiguredProviders all = configured(Map.of())) {
      for (int i = 0; i < 2; i++) {
        assertThatExceptionOfType(RenderException.class)
            .isThrownBy(() -> all.discovery("radar"))
            .withMessageStartingWith("The Discovery 'radar' (")
            .withMessageEndingWith("is at fault: java.lang.IllegalStateException: no dish")
            .returns(ErrorKind.INTERNAL, RenderException::kind);
      }
      assertThat(all.discovery("list").name()).isEqualTo("list");
    }
    verify(found, times(1)).configure(any());
  }

  @Test
  void oneThatGivesNothingBackIsAtFault() throws Exception {
    when(found.configure(any())).thenReturn(null);
    try (ConfiguredProviders all = configured(Map.of())) {
      assertThatExceptionOfType(RenderException.class)
          .isThrownBy(() -> all.discovery("radar"))
          .withMessageEndingWith("NullPointerException: configure returned nothing");
    }
  }

  @Test
  void whatAConfiguredOneThrowsIsToldAsItsFault() throws Exception {
    when(found.configure(any())).thenReturn(own);
    when(own.watch(any(), any())).thenThrow(new IllegalStateException("deaf"));
    try (ConfiguredProviders all = configured(Map.of())) {
      assertThatExceptionOfType(RenderException.class)
          .isThrownBy(() -> all.discovery("radar").watch(SETTINGS, listener))
          .withMessageStartingWith("The Discovery 'radar' (")
          .withMessageEndingWith("is at fault: java.lang.IllegalStateException: deaf");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "range | 'range' is not an option of a provider. Name its kind, its provider and its key,"
            + " for example discovery.udp.interval",
        "discover.radar.range | There is no kind of provider named 'discover'."
            + " There is backend, discovery, splitter, transport",
        "discovery.rador.range | There is no discovery named 'rador'. There is list, udp",
        "discovery.radar.rage | discovery.radar has no option 'rage'. It has range (how far)",
        "discovery.list.rage | discovery.list has no option 'rage'. It has none at all",
        "discovery.radar.sweep | The option 'sweep' of discovery.radar is chosen for each job."
            + " Give it to the job: render --set sweep=VALUE",
        "splitter.tiles.tiles | The option 'tiles' of splitter.tiles is chosen for each job."
            + " Give it to the job: render --set tiles=VALUE",
        "transport.websocket.connect-timeout | transport.websocket.connect-timeout=x is not a time"
            + " from 100ms to 1m. Write another value, or leave it out"
      })
  void whatNobodyKnowsIsRefusedInOneLine(String option, String line) throws Exception {
    lenient().when(found.options()).thenReturn(OPTIONS);
    assertThatExceptionOfType(RenderException.class)
        .isThrownBy(() -> configured(Map.of(option, "x")))
        .returns(ErrorKind.USER, RenderException::kind)
        .returns(line, RenderException::line);
    verify(found, never()).configure(any());
  }

  @Test
  void aBackendThatCannotBeConfiguredIsLeftOutWhereAllAreAskedFor(@Mock RenderBackend painter)
      throws Exception {
    when(painter.name()).thenReturn("painter");
    when(painter.configure(any())).thenThrow(RenderException.user("no brush", ""));
    Providers chosen =
        new ChosenProviders(providers, List.of(painter, new BrokenBackend()), List.of());
    try (ConfiguredProviders all = ConfiguredProviders.of(chosen, Map.of(), () -> 0)) {
      for (int i = 0; i < 2; i++) {
        assertThat(all.backends()).extracting(RenderBackend::name).containsExactly("broken");
      }
      assertThatExceptionOfType(RenderException.class)
          .isThrownBy(() -> all.backend("painter"))
          .withMessage("no brush");
    }
    verify(painter, times(1)).configure(any());
  }

  @Test
  void afterTheEndBackgroundWorkIsRefused() throws Exception {
    when(found.configure(contexts.capture())).thenReturn(own);
    ConfiguredProviders all = configured(Map.of());
    all.close();
    all.discovery("radar");
    assertThatExceptionOfType(RejectedExecutionException.class)
        .isThrownBy(() -> contexts.getValue().executor().execute(() -> {}));
    all.close();
  }
}
