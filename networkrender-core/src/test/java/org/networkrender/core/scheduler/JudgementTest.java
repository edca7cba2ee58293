package org.networkrender.core.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.networkrender.api.ErrorKind;

class JudgementTest {
  private static final SchedulerSettings SETTINGS = SchedulerSettings.defaults();

  @ParameterizedTest
  @CsvSource({
    "user@a,                          true,  false",
    "user@a,                          false, false",
    "user@a user@b,                   true,  true",
    "user@a user@a,                   true,  false",
    "user@a user@a,                   false, true",
    "worker@a user@b,                 true,  false",
    "user@a worker@b,                 false, false",
    "user@a worker@b user@c,          true,  true",
    "worker@a worker@b worker@c,      false, false",
    "resource@a internal@a,           false, false",
    "worker@a worker@a worker@a worker@a worker@a,          false, false",
    "worker@a worker@b resource@a internal@a user@a worker@c, true, true",
  })
  void givesUpWhatCannotBeHelped(String failures, boolean otherUsable, boolean expected) {
    assertThat(Judgement.givesUp(history(failures), otherUsable, SETTINGS)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "USER, 0, 0",
    "WORKER, 0, 5",
    "WORKER, 1, 10",
    "INTERNAL, 2, 20",
    "WORKER, 5, 160",
    "WORKER, 6, 300",
    "WORKER, 1000000, 300",
    "RESOURCE, 0, 20",
    "RESOURCE, 4, 300"
  })
  void aMachineRestsLongerEachTime(ErrorKind kind, int strikes, int seconds) {
    assertThat(Judgement.restOf(kind, strikes, SETTINGS).toSeconds()).isEqualTo(seconds);
  }

  private static TaskHistory history(String failures) {
    Map<String, MachineRecord> machines = new HashMap<>();
    TaskHistory history = null;
    for (String failure : failures.split(" ", -1)) {
      String[] parts = failure.split("@", -1);
      MachineRecord machine = machines.computeIfAbsent(parts[1], MachineRecord::new);
      ErrorKind kind = ErrorKind.valueOf(parts[0].toUpperCase(Locale.ROOT));
      history = TaskHistory.after(history, machine, kind, "it broke");
    }
    return Objects.requireNonNull(history);
  }
}
