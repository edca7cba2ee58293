package org.networkrender.core.client;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.networkrender.api.RenderException;
import org.networkrender.core.order.JobListener;
import org.networkrender.core.order.JobRules;
import org.networkrender.core.order.RenderJob;

/** The rules say within which time workers are there; nothing waits for longer. */
class WaitedForWorkersTest extends FarmFixture {
  private static final JobRules HASTY = JobRules.DEFAULT.withOthersWithin(Duration.ofMillis(300));

  @Test
  void aJobWithoutWorkersEnds() throws Exception {
    Farm farm = farm(settings(false, new FakeBackend(), List.of()));
    RenderJob job = farm.submit(order("1").withRules(HASTY), JobListener.NONE);
    assertThatExceptionOfType(RenderException.class)
        .isThrownBy(job::await)
        .withMessage("No worker was found in 300 ms");
  }

  @Test
  void aSceneThatNobodyCanLookIntoIsGivenUp() throws Exception {
    Farm farm = farm(settings(false, new AbsentBackend(), List.of()));
    assertThatExceptionOfType(RenderException.class)
        .isThrownBy(() -> farm.submit(order("1").withRules(HASTY), JobListener.NONE))
        .withMessageContaining("no worker was found in 300 ms");
  }
}
