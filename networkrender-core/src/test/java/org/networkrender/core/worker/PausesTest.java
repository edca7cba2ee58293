package org.networkrender.core.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.networkrender.core.events.WorkerPause;

class PausesTest {
  private final List<String> changes = new ArrayList<>();
  private final Pauses pauses = new Pauses(this::changed);

  private void changed() {
    changes.add(pauses.text());
  }

  @Test
  void theLastReasonThatGoesEndsThem() {
    pauses.set(WorkerPause.Reason.DISK, Optional.of("full"));
    pauses.set(WorkerPause.Reason.ASKED, Optional.of("paused"));
    pauses.set(WorkerPause.Reason.ASKED, Optional.of("paused again"));
    pauses.set(WorkerPause.Reason.RENDERS_HERE, Optional.empty());
    assertThat(pauses.all())
        .containsExactly(
            new WorkerPause(WorkerPause.Reason.ASKED, "paused"),
            new WorkerPause(WorkerPause.Reason.DISK, "full"));
    pauses.set(WorkerPause.Reason.DISK, Optional.empty());
    pauses.set(WorkerPause.Reason.ASKED, Optional.empty());
    assertThat(pauses.all()).isEmpty();
    assertThat(changes).containsExactly("full", "paused; full", "paused", "");
  }
}
