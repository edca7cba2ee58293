package org.networkrender.core.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.networkrender.core.discovery.Loopback.busy;
import static org.networkrender.core.discovery.Loopback.worker;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.networkrender.api.discovery.DiscoveredWorker;
import org.networkrender.api.discovery.DiscoveryListener;
import org.networkrender.api.testkit.RecordingListener;

class WorkerTableTest {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final List<String> calls = new ArrayList<>();
  private final WorkerTable table = new WorkerTable(UdpTimes.USUAL.silence(), new Lines());

  private final class Lines implements DiscoveryListener {
    @Override
    public void found(DiscoveredWorker worker) {
      add("found", worker);
    }

    @Override
    public void changed(DiscoveredWorker worker) {
      add("changed", worker);
    }

    @Override
    public void gone(DiscoveredWorker worker) {
      add("gone", worker);
    }

    private void add(String what, DiscoveredWorker worker) {
      calls.add(
          what
              + " "
              + worker.advertisement().orElseThrow().worker()
              + " "
              + worker.endpoint()
              + " "
              + worker.advertisement().orElseThrow().state());
    }
  }

  private static InetAddress address(int last) {
    return address(0, last);
  }

  private static InetAddress address(int third, int last) {
    try {
      return InetAddress.getByAddress(new byte[] {10, 0, (byte) third, (byte) last});
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void theSameAgainIsNoNews() throws Exception {
    table.announced(address(1), worker("w", 80), 0);
    table.announced(address(1), worker("w", 80), SECOND);
    table.announced(address(1), busy(worker("w", 80)), SECOND);
    assertThat(calls).containsExactly("found w 10.0.0.1:80 FREE", "changed w 10.0.0.1:80 BUSY");
  }

  @Test
  void aWorkerOfTwoAddressesIsToldAtEachAndGoesFromEachAlone() throws Exception {
    table.announced(address(1), worker("w", 80), 0);
    table.announced(address(2), worker("w", 80), 0);
    table.announced(address(2), busy(worker("w", 80)), 10 * SECOND);
    table.expire(16 * SECOND - 1);
    table.expire(16 * SECOND);
    table.announced(address(1), worker("w", 80), 17 * SECOND);
    table.goodbye(address(2), "w");
    assertThat(calls)
        .containsExactly(
            "found w 10.0.0.1:80 FREE",
            "found w 10.0.0.2:80 FREE",
            "changed w 10.0.0.2:80 BUSY",
            "gone w 10.0.0.1:80 FREE",
            "found w 10.0.0.1:80 FREE",
            "gone w 10.0.0.2:80 BUSY");
  }

  @Test
  void whoRepeatsAnotherOnesIdFirstHidesNothingOfIt() throws Exception {
    for (int rogue = 100; rogue < 200; rogue++) {
      table.announced(address(rogue), worker("w", 99), 0);
    }
    table.announced(address(1), worker("w", 80), 0);
    assertThat(calls).endsWith("found w 10.0.0.1:80 FREE").hasSize(101);
    table.announced(address(100), worker("w", 98), 0);
    table.goodbye(address(101), "w");
    table.goodbye(address(3), "w");
    assertThat(calls).noneMatch(call -> call.startsWith("gone") && call.contains("10.0.0.1:80"));
    table.goodbye(address(1), "other");
    table.goodbye(address(1), "w");
    table.goodbye(address(1), "w");
    assertThat(calls).filteredOn(call -> call.equals("gone w 10.0.0.1:80 FREE")).hasSize(1);
  }

  @Test
  void aNewIdAtTheSamePlaceTakesTheOldOnesPlace() throws Exception {
    table.announced(address(1), worker("old", 80), 0);
    table.announced(address(1), worker("neighbour", 81), 0);
    table.announced(address(2), worker("elsewhere", 80), 0);
    table.announced(address(1), worker("new", 80), 0);
    assertThat(calls)
        .endsWith("gone old 10.0.0.1:80 FREE", "found new 10.0.0.1:80 FREE")
        .hasSize(5);
  }

  @Test
  void aWorkerAtAnotherPortIsFoundAnew() throws Exception {
    table.announced(address(1), worker("w", 80), 0);
    table.announced(address(1), worker("w", 81), 0);
    assertThat(calls)
        .containsExactly(
            "found w 10.0.0.1:80 FREE", "gone w 10.0.0.1:80 FREE", "found w 10.0.0.1:81 FREE");
  }

  @Test
  void theTableIsBounded() throws Exception {
    for (int i = 0; i < WorkerTable.MAX_WORKERS_OF_ADDRESS; i++) {
      table.announced(address(1), worker("w" + i, 1 + i), 0);
    }
    assertThatThrownBy(() -> table.announced(address(1), worker("more", 999), 0))
        .isInstanceOf(UnusableMessageException.class);
    assertThat(calls).hasSize(WorkerTable.MAX_WORKERS_OF_ADDRESS);
    table.expire(20 * SECOND);
    table.announced(address(1), worker("more", 80), 20 * SECOND);
    assertThat(calls).endsWith("found more 10.0.0.1:80 FREE");
  }

  @Test
  void whoFillsTheTableKeepsNobodyOut() throws Exception {
    int hosts = WorkerTable.MAX_WORKERS / WorkerTable.MAX_WORKERS_OF_ADDRESS;
    for (int i = 0; i < WorkerTable.MAX_WORKERS; i++) {
      table.announced(address(1, i % hosts), worker("w" + i, 80 + i), 0);
    }
    assertThat(calls).hasSize(WorkerTable.MAX_WORKERS);

    table.announced(address(0, 7), worker("honest", 80), 0);

    String newest = WorkerTable.MAX_WORKERS - hosts + " 10.0.1.0";
    assertThat(calls)
        .hasSize(WorkerTable.MAX_WORKERS + 2)
        .endsWith("found honest 10.0.0.7:80 FREE");
    assertThat(calls.get(WorkerTable.MAX_WORKERS)).startsWith("gone w" + newest);
    // Who was evicted pushes nobody out to come back.
    for (int host = 0; host < hosts; host++) {
      InetAddress from = address(1, host);
      assertThatThrownBy(() -> table.announced(from, worker("again", 9999), 0))
          .isInstanceOf(UnusableMessageException.class);
    }
    assertThat(calls).hasSize(WorkerTable.MAX_WORKERS + 2);
  }

  @Test
  void oneWorkerForEachAddressFillsTheTableAndStays() throws Exception {
    for (int i = 0; i < WorkerTable.MAX_WORKERS; i++) {
      table.announced(address(1 + i / 256, i % 256), worker("w" + i, 80), 0);
    }
    assertThatThrownBy(() -> table.announced(address(0, 2), worker("more", 80), 0))
        .isInstanceOf(UnusableMessageException.class)
        .hasMessageContaining("full");
    assertThat(calls).hasSize(WorkerTable.MAX_WORKERS);
    table.expire(20 * SECOND);
    table.announced(address(0, 2), worker("more", 80), 20 * SECOND);
    assertThat(calls).hasSize(2 * WorkerTable.MAX_WORKERS + 1);
  }

  @Test
  void whateverComesTheListenersLawHolds() throws Exception {
    for (long seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      RecordingListener listener = new RecordingListener();
      WorkerTable any = new WorkerTable(UdpTimes.USUAL.silence(), listener);
      long now = 0;
      for (int i = 0; i < 300; i++) {
        InetAddress from = address(random.nextInt(3));
        String id = "w" + random.nextInt(4);
        int what = random.nextInt(10);
        if (what < 7) {
          any.announced(from, worker(id, 80 + random.nextInt(3)), now);
        } else if (what < 8) {
          any.goodbye(from, id);
        } else {
          now += random.nextInt(10) * SECOND;
          any.expire(now);
        }
      }
      assertThat(listener.violations()).as("seed %d", seed).isEmpty();
      any.expire(now + 20 * SECOND);
      assertThat(listener.gone()).as("seed %d", seed).hasSameSizeAs(listener.found());
    }
  }
}
