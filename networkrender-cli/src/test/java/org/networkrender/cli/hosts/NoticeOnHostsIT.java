package org.networkrender.cli.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * How soon a client notices that a worker is killed, freezes, or has lost its cable. Measured from
 * before the deed to the moment at which the client's line about it comes; what this machine itself
 * stood still meanwhile does not count. {@code -Dnotice.times=20} measures more often.
 */
@Tag("system-only")
class NoticeOnHostsIT extends HostsFixture {
  private static final int TIMES = Integer.getInteger("notice.times", 2);
  private static final int NEVER_DONE = 1_000_000;
  private static final double CLOSED_LINK = 1;
  private static final double SILENCE = 5;
  private static final double LOAD = 1;

  private final Set<Long> known = new HashSet<>();

  @Test
  void aDeadWorkerIsNoticedWithinOneSecondAndASilentOneWithinFive() throws Exception {
    Path scene = Scene.make(temporary, 100, NEVER_DONE);
    String hostOfKilled = lan.addHost();
    Program killed = worker(hostOfKilled, "killed");
    Program frozen = worker(lan.addHost(), "frozen");
    String hostOfCut = lan.addHost();
    Program cut = worker(hostOfCut, "cut");
    Program client =
        start(
            home,
            cache("client"),
            List.of("render", scene.toString(), "--no-local", "-o", output().toString()));

    Noticed closed = new Noticed("a killed worker");
    Noticed silent = new Noticed("a frozen worker");
    Noticed unplugged = new Noticed("a cut cable");
    try (Standstill standstill = new Standstill()) {
      for (int i = 1; i <= TIMES; i++) {
        awaitWork(killed, frozen, cut);
        Deed freeze = new Deed(client, "frozen", standstill);
        Program.signal("STOP", frozen.pid());
        Deed pull = new Deed(client, "cut", standstill);
        lan.swallow(hostOfCut);
        Deed kill = new Deed(client, "killed", standstill);
        killed.kill();
        closed.add(kill.awaitNotice());
        killed = worker(hostOfKilled, "killed");
        silent.add(freeze.awaitNotice());
        Program.signal("CONT", frozen.pid());
        unplugged.add(pull.awaitNotice());
        lan.mend(hostOfCut);
      }
    }

    List.of(closed, silent, unplugged).forEach(System.out::println);
    // Who was kept waiting itself begins to count anew, so on a busy machine once is enough.
    assertThat(closed.shortest()).as("%s", closed).isLessThan(CLOSED_LINK);
    for (Noticed each : List.of(silent, unplugged)) {
      assertThat(each.shortest()).as("%s", each).isLessThan(SILENCE + LOAD);
      assertThat(each.longest()).as("%s", each).isLessThan(3 * SILENCE);
    }
  }

  /** Waits until each worker has a renderer that it had not the last time: it has got a task. */
  private void awaitWork(Program... workers) {
    for (Program worker : workers) {
      // Before that it has another renderer, which tells what it can do.
      worker.awaitLine("is ready");
      awaitPatiently("a worker has got a task")
          .until(() -> worker.renderer().filter(pid -> !known.contains(pid)).isPresent());
    }
    for (Program worker : workers) {
      known.add(worker.awaitRenderer());
    }
  }

  /** Something that is done to a worker now. */
  private static final class Deed {
    private final Program client;
    private final String text;
    private final Standstill standstill;
    private final long since;

    Deed(Program client, String worker, Standstill standstill) {
      this.client = client;
      this.text = worker + " left: ";
      this.standstill = standstill;
      this.since = System.nanoTime();
    }

    /** Waits until the client says that the worker is gone; returns how long that took. */
    long awaitNotice() {
      awaitPatiently("the client says: " + text)
          .untilAsserted(() -> assertThat(notice()).as("%s", client.lines()).isPositive());
      long notice = notice();
      return notice - since - standstill.between(since, notice);
    }

    private long notice() {
      return client.timedLines().stream()
          .filter(line -> line.nanos() >= since && line.text().contains(text))
          .mapToLong(Program.Line::nanos)
          .findFirst()
          .orElse(0);
    }
  }

  private static ConditionFactory awaitPatiently(String what) {
    return Awaitility.await(what).atMost(Duration.ofMinutes(3));
  }
}
