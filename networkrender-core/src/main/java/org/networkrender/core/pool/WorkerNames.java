package org.networkrender.core.pool;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What people read of machines: names, and places where a name occurs twice. */
public final class WorkerNames {
  private WorkerNames() {}

  /** Lets machines that are called the same have their places in their names, and only those. */
  public static List<OtherMachine> toldApart(List<OtherMachine> machines) {
    Map<String, Integer> counts = new HashMap<>();
    machines.forEach(machine -> counts.merge(machine.name(), 1, Integer::sum));
    return machines.stream()
        .map(
            machine ->
                counts.getOrDefault(machine.name(), 0) > 1
                    ? machine.called(withPlace(machine.name(), machine.place()))
                    : machine)
        .toList();
  }

  /** Returns a name with its place behind it, unless they are the same. */
  public static String withPlace(String name, String place) {
    return name.equals(place) ? name : name + " (" + place + ")";
  }
}
