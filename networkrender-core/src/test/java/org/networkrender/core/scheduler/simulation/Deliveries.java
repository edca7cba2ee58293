package org.networkrender.core.scheduler.simulation;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * How long results take from their announcement until they were verified.
 *
 * @param checks the longest time that the client checks one, in nanoseconds
 * @param transfers how long the network of a machine takes for one, by the machine's name: its
 *     results come one after the other; no time where it is not named
 */
record Deliveries(long checks, Map<String, Long> transfers) {
  /** As most farms have it. */
  static final Deliveries QUICK = new Deliveries(Scenario.SECOND, Map.of());

  /** Of so many farms one is slow, the second one: no farm is that on which a law once broke. */
  private static final int SLOW = 7;

  /** Rolls those of a seed, by a source of its own: the farm stays the same. */
  static Deliveries roll(long seed, List<Scenario.Machine> machines, List<Long> costs) {
    if (Math.floorMod(seed, SLOW) != 1) {
      return QUICK;
    }
    Random random = new Random(seed * 0xD1342543DE82EF95L);
    double mean = costs.stream().mapToLong(Long::longValue).average().orElse(0);
    long checks = Scenario.SECOND * (random.nextBoolean() ? 1 : 1 + random.nextInt(60));
    Map<String, Long> transfers = new TreeMap<>();
    for (Scenario.Machine machine : machines) {
      double times = Math.pow(10, random.nextDouble() * 1.5 - 0.5);
      if (random.nextBoolean()) {
        transfers.put(machine.name(), (long) (mean * times));
      }
    }
    return new Deliveries(checks, transfers);
  }

  long transfer(String machine) {
    return transfers.getOrDefault(machine, 0L);
  }

  /** Returns how long the slowest of all results takes that comes alone. */
  long longest() {
    return checks + transfers.values().stream().mapToLong(Long::longValue).max().orElse(0);
  }
}
