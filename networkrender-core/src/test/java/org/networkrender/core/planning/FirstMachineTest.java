package org.networkrender.core.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.networkrender.api.FrameSet;
import org.networkrender.api.PictureName;
import org.networkrender.api.PixelSize;
import org.networkrender.api.RenderException;
import org.networkrender.api.backend.Capabilities;
import org.networkrender.api.backend.RenderBackend;
import org.networkrender.api.backend.SceneDescription;

/** How long a plan waits for somebody of whom it decides what parts come from. */
class FirstMachineTest {
  private static final SceneDescription SCENE =
      SceneDescription.builder(
              Path.of("a.blend"),
              FrameSet.of(1),
              new PixelSize(64, 36),
              List.of(new PictureName("#.png")))
          .build();
  private static final KnownFarm NOBODY = new KnownFarm(1, List.of(), List.of(), List.of());
  private static final KnownFarm SOMEBODY =
      new KnownFarm(1, List.of(), List.of(), List.of(new KnownFarm.Machine(1, List.of())));

  private final List<String> told = new ArrayList<>();
  private KnownFarm known = NOBODY;
  private long now;
  private int pauses;
  private int comes = Integer.MAX_VALUE;

  private KnownFarm of(boolean depends, Duration othersWithin) throws RenderException {
    RenderBackend backend = mock(RenderBackend.class);
    when(backend.dependsOnFarm(SCENE, Map.of())).thenReturn(depends);
    return new FirstMachine(() -> known, () -> now, this::pause)
        .of(backend, SCENE, Map.of(), othersWithin, notice -> told.add(notice.text()));
  }

  private void pause() throws RenderException {
    now += Duration.ofMillis(100).toNanos();
    if (++pauses == comes) {
      known = SOMEBODY;
    }
    if (pauses > 1000) {
      throw RenderException.user("Interrupted", "");
    }
  }

  @Test
  void theFirstOneIsWaitedForWhereThatDecides() throws Exception {
    comes = 12;
    assertThat(of(true, Duration.ofSeconds(30))).isEqualTo(SOMEBODY);
    assertThat(pauses).isEqualTo(12);
    assertThat(told).hasSize(1);
  }

  @Test
  void nobodyIsWaitedForWhereItDecidesNothingOrSomebodyIsThere() throws Exception {
    assertThat(of(false, Duration.ofSeconds(30))).isEqualTo(NOBODY);
    known = SOMEBODY;
    assertThat(of(true, Duration.ofSeconds(30))).isEqualTo(SOMEBODY);
    known =
        new KnownFarm(
            1,
            List.of(),
            List.of(new Capabilities("fake", "1", List.of(), List.of(), Map.of())),
            List.of());
    assertThat(of(true, Duration.ofSeconds(30))).isEqualTo(known);
    assertThat(pauses).isZero();
    assertThat(told).isEmpty();
  }

  @Test
  void nobodyIsWaitedForWithoutEnd() throws Exception {
    assertThat(of(true, Duration.ofSeconds(30))).isEqualTo(NOBODY);
    assertThat(pauses).isEqualTo(60);
    assertThat(of(true, Duration.ofSeconds(2))).isEqualTo(NOBODY);
    assertThat(pauses).isEqualTo(80);
  }

  @Test
  void whoIsInterruptedWaitsNoLonger() {
    pauses = 1000;
    assertThatThrownBy(() -> of(true, Duration.ofSeconds(30))).hasMessage("Interrupted");
  }
}
