package org.networkrender.core.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.networkrender.api.transport.Endpoint;
import org.networkrender.core.wire.Message;

class JobRosterTest {
  private static final Message.Offer NONE = new Message.Offer(0, "its disk is nearly full");

  private final List<String> warnings = new ArrayList<>();
  private final JobRoster roster = new JobRoster(1, null, 0, warnings::add);
  private final WorkerLink link =
      new WorkerLink(new Endpoint("127.0.0.1", 1), "place", null, null, null, null, null, null);
  private JobWorker worker;

  /** It has taken the job's files, and offers nothing yet. */
  @BeforeEach
  void connect() {
    roster.unreachable(link, "it is not there yet");
    worker = roster.at("place");
    worker.linked(link);
    roster.ready(worker);
    roster.offered(worker, NONE);
  }

  private static long after(long seconds) {
    return Duration.ofSeconds(seconds).toNanos();
  }

  @Test
  void whoNeverTookATaskIsNotWaitedFor() {
    assertThat(roster.watch(after(29))).isEmpty();
    assertThat(roster.watch(after(31)))
        .hasValueSatisfying(reason -> assertThat(reason).hasMessageContaining("nearly full"));
  }

  @Test
  void whoOnceTookTasksIsWaitedFor() {
    roster.offered(worker, new Message.Offer(1, ""));
    roster.offered(worker, NONE);
    assertThat(roster.watch(after(3600))).isEmpty();
    assertThat(warnings).contains("no worker is there just now; waiting for one");
  }
}
