package org.networkrender.core.scheduler.simulation;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Decides what the tasks of a scenario need of one another, by a source of its own. */
final class GraphDice {
  private final Random random;
  private final int tasks;
  private final Map<Integer, Set<Integer>> needs = new TreeMap<>();
  private final BitSet here = new BitSet();
  private final BitSet apart = new BitSet();
  private final List<List<Integer>> chains = new ArrayList<>();

  GraphDice(int seed, int tasks) {
    this.random = new Random(seed * 0x9E3779B97F4A7C15L);
    this.tasks = tasks;
  }

  Scenario.Graph roll(List<Scenario.Held> held) {
    List<Integer> order = new ArrayList<>(IntStream.range(0, tasks).boxed().toList());
    if (one(2)) {
      Collections.shuffle(order, random);
    }
    switch (random.nextInt(7)) {
      case 0 -> mix(order);
      case 1 -> still(order);
      case 2 -> bake(order);
      case 3 -> chainUp(order, 1);
      default -> {}
    }
    if (one(2)) {
      for (Scenario.Held each : held) {
        if (one(2)) {
          needs.put(each.task(), one(2) ? each.needs() : some(each.needs()));
        }
      }
    }
    needs.values().removeIf(Set::isEmpty);
    return new Scenario.Graph(needs, here, chains, apart);
  }

  /** Anything, as long as nothing needs itself. */
  private void mix(List<Integer> order) {
    int chained = 0;
    for (int i = 0; i < order.size(); i++) {
      if (i >= chained && one(6)) {
        int length = Math.min(1 + random.nextInt(5), order.size() - i);
        chains.add(List.copyOf(order.subList(i, i + length)));
        chained = i + length;
      } else if (i >= chained && one(6)) {
        here.set(order.get(i));
      }
      int before = i < chained ? i - chains.get(chains.size() - 1).indexOf(order.get(i)) : i;
      for (int j = one(3) ? random.nextInt(4) : 0; j > 0 && before > 0; j--) {
        need(order.get(i), Set.of(order.get(random.nextInt(before))));
      }
    }
  }

  /** Parts, what joins them, and what finishes that. */
  private void still(List<Integer> order) {
    for (int first = 0; first + 3 < order.size(); ) {
      int parts = Math.min(order.size() - first - 2, 1 + random.nextInt(8));
      int join = order.get(first + parts);
      here.set(join);
      need(join, order.subList(first, first + parts));
      need(order.get(first + parts + 1), Set.of(join));
      first += parts + 2;
    }
  }

  /** Something before all the others, here or on a worker, and perhaps something after them. */
  private void bake(List<Integer> order) {
    if (order.size() < 3) {
      return;
    }
    int bake = order.get(0);
    here.set(bake, one(3));
    List<Integer> frames = order.subList(1, order.size() - 1);
    frames.forEach(frame -> need(frame, Set.of(bake)));
    int encoding = order.get(order.size() - 1);
    need(encoding, one(2) ? frames : Set.of(bake));
    here.set(encoding, one(3));
    apart.set(bake);
    apart.set(encoding);
    if (one(2)) {
      chainUp(frames, 2);
    }
  }

  /** Makes chains of some of the tasks, which need nothing of each other. */
  private void chainUp(List<Integer> order, int in) {
    for (int first = 0; first < order.size(); ) {
      int length = Math.min(order.size() - first, 1 + random.nextInt(8));
      if (one(in)) {
        chains.add(List.copyOf(order.subList(first, first + length)));
      }
      first += length + random.nextInt(4);
    }
  }

  private Set<Integer> some(Collection<Integer> all) {
    Set<Integer> some = new TreeSet<>(all);
    some.removeIf(any -> one(2));
    return some;
  }

  private void need(int task, Collection<Integer> needed) {
    needs.computeIfAbsent(task, any -> new TreeSet<>()).addAll(needed);
  }

  private boolean one(int in) {
    return random.nextInt(in) == 0;
  }
}
