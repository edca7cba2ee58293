package org.networkrender.core.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** When the user himself is at work. */
class YieldWatchTest {
  private final MovedTicker ticker = new MovedTicker();
  private final Map<String, Duration> used = new LinkedHashMap<>();
  private final List<String> asked = new ArrayList<>();
  private final YieldWatch watch = new YieldWatch(this::processes, ticker);

  private List<YieldWatch.Used> processes() {
    return used.entrySet().stream().map(each -> process(each.getKey(), each.getValue())).toList();
  }

  private YieldWatch.Used process(String name, Duration time) {
    return new YieldWatch.Used(
        name,
        name.replaceAll("\\d", ""),
        time,
        () -> {
          asked.add(name);
          return name.startsWith("blender");
        });
  }

  /** Lets time go by in which a process takes a share of a processor, and looks at the end. */
  private String after(double seconds, String process, double share) {
    long nanos = (long) (seconds * 1e9);
    ticker.advance(Duration.ofNanos(nanos));
    used.merge(process, Duration.ofNanos((long) (nanos * share)), Duration::plus);
    return watch.look().orElse("");
  }

  @Test
  void whoRendersInTwoLooksIsAtWorkUntilItWasCalmForAWhile() {
    assertThat(after(2, "blender", 0)).isEmpty();
    assertThat(after(2, "blender", 0.9)).isEmpty();
    assertThat(after(2, "blender", 0.36)).isEqualTo("its user is at work with blender");
    for (int i = 0; i < 5; i++) {
      assertThat(after(2, "blender", 0.02)).as("between two frames").isNotEmpty();
    }
    assertThat(after(2, "blender", 0.15)).as("a bit of work").isNotEmpty();
    for (int i = 0; i < 7; i++) {
      assertThat(after(2, "blender", 0.02)).isNotEmpty();
    }
    assertThat(after(2, "blender", 0.02)).isEmpty();
  }

  @Test
  void aMomentOfWorkIsNone() {
    for (int i = 0; i < 10; i++) {
      assertThat(after(2, "blender", 0.9)).isEmpty();
      assertThat(after(2, "blender", 0.2)).isEmpty();
    }
  }

  @Test
  void otherProgramsAndRenderersOfThisProgramDoNotCount() {
    for (int i = 0; i < 5; i++) {
      assertThat(after(2, "cc", 2.0)).isEmpty();
    }
    assertThat(asked).containsOnly("cc");
  }

  @Test
  void whoIsIdleIsNotAskedAfter() {
    used.put("blender1", Duration.ofHours(7));
    for (int i = 0; i < 5; i++) {
      assertThat(after(2, "blender", 0.01)).isEmpty();
    }
    assertThat(asked).isEmpty();
  }

  @Test
  void whoEndsLeavesAndAnotherOneOfItsNumberIsAnother() {
    after(2, "blender1", 0);
    after(2, "blender1", 1);
    assertThat(after(2, "blender1", 1)).isNotEmpty();
    used.clear();
    for (int i = 0; i < 7; i++) {
      after(2, "blender2", 0);
    }
    assertThat(after(2, "blender2", 0)).isEmpty();
  }

  @Test
  void afterASleepOfTheMachineNothingIsConcluded() {
    after(2, "blender", 0);
    after(2, "blender", 1);
    assertThat(after(3600, "blender", 1)).isEmpty();
    assertThat(after(2, "blender", 1)).isEmpty();
    assertThat(after(2, "blender", 1)).isNotEmpty();
  }
}
