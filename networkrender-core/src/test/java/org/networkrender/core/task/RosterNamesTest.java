package org.networkrender.core.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.networkrender.core.pool.LocalWorker;

@Tag("beside-others")
class RosterNamesTest {
  private final JobWorker box = new JobWorker("box", "10.0.0.2:808", false);
  private final JobWorker other = new JobWorker("box", "10.0.0.2:8080", false);
  private final JobWorker desk = new JobWorker("desk", "10.0.0.3:8080", false);
  private final JobWorker own = new JobWorker("home", LocalWorker.PLACE, true);

  @Test
  void whoIsCalledTheSameShowsItsPlace() {
    RosterNames.tellApart(List.of(box, other, desk));
    assertThat(box.name()).isEqualTo("box (10.0.0.2:808)");
    assertThat(other.name()).isEqualTo("box (10.0.0.2:8080)");
    assertThat(desk.name()).isEqualTo("desk");
    RosterNames.tellApart(List.of(box, desk));
    assertThat(box.name()).isEqualTo("box");
  }

  @Test
  void theOwnMachineIsToldFromAWorkerOnIt() {
    JobWorker same = new JobWorker("home", "127.0.0.1:8080", false);
    RosterNames.tellApart(List.of(own, same));
    assertThat(own.name()).isEqualTo("home (this machine)");
    assertThat(same.name()).isEqualTo("home (127.0.0.1:8080)");
  }

  @Test
  void causesNameWorkersAsTablesDo() {
    List<JobWorker> all = List.of(box, other, desk, own);
    String cause =
        "it crashed (failed on 10.0.0.3:8080 2 times, lost with 10.0.0.2:8080,"
            + " failed on 10.0.0.2:808, failed on this machine, failed on 10.0.0.4:8080)";
    RosterNames.tellApart(all);
    assertThat(RosterNames.inPlaceOf(cause, all))
        .isEqualTo(
            "it crashed (failed on desk 2 times, lost with box (10.0.0.2:8080),"
                + " failed on box (10.0.0.2:808), failed on this machine,"
                + " failed on 10.0.0.4:8080)");
  }
}
