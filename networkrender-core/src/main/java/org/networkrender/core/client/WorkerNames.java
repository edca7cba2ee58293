package org.networkrender.core.client;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What people read of machines: names, and places where a name occurs twice. */
final class WorkerNames {
  private WorkerNames() {}

  /** Lets machines that are called the same have their places in their names, and only those. */
  static List<OtherMachine> toldApart(List<OtherMachine> machines) {
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

  static String withPlace(String name, String place) {
    return name.equals(place) ? name : name + " (" + place + ")";
  }
}
