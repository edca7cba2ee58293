package org.networkrender.core.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.networkrender.api.RenderException;
import org.networkrender.core.client.FakeBackend.Fault;
import org.networkrender.core.order.JobOrder;
import org.networkrender.core.order.JobRules;
import org.networkrender.core.order.RenderJob;

/** Whoever waits is told for what, and for how long. */
class SilenceTest extends FarmFixture {
  private final HeardNotices notices = new HeardNotices();

  @Test
  void aFrameThatFailsEverywhereSaysWhenItIsTriedAgain() throws Exception {
    FakeBackend backend = new FakeBackend().faults(frame -> Fault.RESOURCE);
    RenderJob job = farm(worker("worker", backend)).submit(order("1"), notices);

    await().until(() -> waits().size() == 1);

    job.cancel();
    end(job);
    assertThat(waits())
        .singleElement()
        .asString()
        .matches("frame 1 is tried again in (20|1\\d) s; nothing else can be done until then");
  }

  private List<String> waits() {
    return notices.texts().stream().filter(text -> text.contains("is tried again in")).toList();
  }

  @Test
  void whoIsAwaitedToLookIntoTheSceneIsSaid() throws Exception {
    Farm farm = farm(true, new AbsentBackend());
    JobOrder order = order("1").withRules(JobRules.DEFAULT);
    CompletableFuture<RenderJob> submitted = new CompletableFuture<>();
    Thread submitter =
        new Thread(
            () -> {
              try {
                submitted.complete(farm.submit(order, notices));
              } catch (RenderException e) {
                submitted.completeExceptionally(e);
              }
            });
    submitter.setDaemon(true);
    submitter.start();

    await()
        .until(
            () ->
                notices.texts().stream()
                    .anyMatch(text -> text.startsWith("no worker is there yet; waiting for one,")));
    farm.close();

    assertThatThrownBy(() -> submitted.get(60, TimeUnit.SECONDS))
        .hasRootCauseInstanceOf(RejectedExecutionException.class)
        .cause()
        .hasMessage("The farm is closed");
  }
}
