package org.networkrender.core.scheduler;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.networkrender.api.ErrorKind;

/**
 * The counted failures of one task, the last one first.
 *
 * @param machine where it failed
 * @param kind how it failed
 * @param cause what happened
 * @param failures how many there are
 * @param earlier those before, or null
 */
record TaskHistory(
    MachineRecord machine,
    ErrorKind kind,
    String cause,
    int failures,
    @Nullable TaskHistory earlier) {

  /** Returns a history with one more failure. */
  static TaskHistory after(
      @Nullable TaskHistory earlier, MachineRecord machine, ErrorKind kind, String cause) {
    int failures = earlier == null ? 1 : earlier.failures + 1;
    return new TaskHistory(machine, kind, cause, failures, earlier);
  }

  boolean failedOn(MachineRecord other) {
    for (TaskHistory failure = this; failure != null; failure = failure.earlier) {
      if (failure.machine == other) {
        return true;
      }
    }
    return false;
  }

  /** Returns the machines on which it failed. */
  Set<MachineRecord> machines() {
    return failuresOldestLast().map(TaskHistory::machine).collect(Collectors.toUnmodifiableSet());
  }

  /** Returns the machines that called it a fault of the scene. */
  List<MachineRecord> blamers() {
    return failuresOldestLast()
        .filter(failure -> failure.kind == ErrorKind.USER)
        .map(TaskHistory::machine)
        .distinct()
        .toList();
  }

  /** Returns how often it was called a fault of the scene. */
  int sceneFaults() {
    return (int) failuresOldestLast().filter(failure -> failure.kind == ErrorKind.USER).count();
  }

  /** Returns what failed, how often and where, in one line for a person. */
  String inWords() {
    List<TaskHistory> inOrder = new ArrayList<>(failuresOldestLast().toList());
    Collections.reverse(inOrder);
    Map<String, Integer> counts = new LinkedHashMap<>();
    inOrder.forEach(failure -> counts.merge(failure.machine.name, 1, Integer::sum));
    String where =
        counts.entrySet().stream()
            .map(entry -> "on " + entry.getKey() + times(entry.getValue()))
            .collect(Collectors.joining(", "));
    return cause + " (failed " + where + ")";
  }

  private static String times(int count) {
    return count == 1 ? "" : " " + count + " times";
  }

  private Stream<TaskHistory> failuresOldestLast() {
    return Stream.iterate(this, failure -> failure != null, failure -> failure.earlier);
  }
}
