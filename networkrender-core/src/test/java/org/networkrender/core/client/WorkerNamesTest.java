package org.networkrender.core.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("beside-others")
class WorkerNamesTest {
  private final JobWorker box = new JobWorker("box", "10.0.0.2:808", false);
  private final JobWorker other = new JobWorker("box", "10.0.0.2:8080", false);
  private final JobWorker desk = new JobWorker("desk", "10.0.0.3:8080", false);
  private final JobWorker own = new JobWorker("home", LocalWorker.PLACE, true);

  @Test
  void whoIsCalledTheSameShowsItsPlace() {
    WorkerNames.tellApart(List.of(box, other, desk));
    assertThat(box.name()).isEqualTo("box (10.0.0.2:808)");
    assertThat(other.name()).isEqualTo("box (10.0.0.2:8080)");
    assertThat(other.progress(0, label -> "").name()).isEqualTo("box (10.0.0.2:8080)");
    assertThat(desk.name()).isEqualTo("desk");
    WorkerNames.tellApart(List.of(box, desk));
    assertThat(box.name()).isEqualTo("box");
  }

  @Test
  void theOwnMachineIsToldFromAWorkerOnIt() {
    JobWorker same = new JobWorker("home", "127.0.0.1:8080", false);
    WorkerNames.tellApart(List.of(own, same));
    assertThat(own.name()).isEqualTo("home (this machine)");
    assertThat(same.name()).isEqualTo("home (127.0.0.1:8080)");
  }

  @Test
  void causesNameWorkersAsTablesDo() {
    List<JobWorker> all = List.of(box, other, desk, own);
    String cause =
        "it crashed (failed on 10.0.0.3:8080 2 times, lost with 10.0.0.2:8080,"
            + " failed on 10.0.0.2:808, failed on this machine, failed on 10.0.0.4:8080)";
    WorkerNames.tellApart(all);
    assertThat(WorkerNames.inPlaceOf(cause, all))
        .isEqualTo(
            "it crashed (failed on desk 2 times, lost with box (10.0.0.2:8080),"
                + " failed on box (10.0.0.2:808), failed on this machine,"
                + " failed on 10.0.0.4:8080)");
  }
}
