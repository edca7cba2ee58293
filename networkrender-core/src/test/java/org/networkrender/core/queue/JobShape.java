package org.networkrender.core.queue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.networkrender.core.scheduler.TaskGraph;

/**
 * What the tasks of a simulated job need of one another.
 *
 * @param tasks how many there are
 * @param needs what must be done before a task begins
 * @param here the tasks that the client does itself
 * @param chains the tasks that go one after the other
 */
record JobShape(
    int tasks, Map<Integer, Set<Integer>> needs, Set<Integer> here, List<List<Integer>> chains) {

  Set<Integer> needs(int task) {
    return needs.getOrDefault(task, Set.of());
  }

  /** Returns the chain that a task is in, or the task alone. */
  List<Integer> unit(int task) {
    return chains.stream().filter(chain -> chain.contains(task)).findFirst().orElse(List.of(task));
  }

  TaskGraph graph() {
    TaskGraph.Builder graph = TaskGraph.builder();
    for (int task = 0; task < tasks; task++) {
      if (here.contains(task)) {
        graph.here();
      } else {
        graph.task();
      }
    }
    needs.forEach((task, needed) -> needed.forEach(need -> graph.needs(task, need)));
    chains.forEach(graph::chain);
    return graph.build();
  }

  /** Returns a shape by a source of its own; half of all jobs have none. */
  static JobShape roll(long seed, int tasks) {
    return new Dice(new Random(seed * 0x9E3779B97F4A7C15L), tasks).roll();
  }

  private static final class Dice {
    private final Random random;
    private final List<Integer> order;
    private final Map<Integer, Set<Integer>> needs = new TreeMap<>();
    private final Set<Integer> here = new TreeSet<>();
    private final List<List<Integer>> chains = new ArrayList<>();

    Dice(Random random, int tasks) {
      this.random = random;
      this.order = new ArrayList<>(IntStream.range(0, tasks).boxed().toList());
      if (random.nextBoolean()) {
        Collections.shuffle(order, random);
      }
    }

    JobShape roll() {
      switch (random.nextInt(6)) {
        case 0 -> chainUp(order);
        case 1 -> bake();
        case 2 -> still();
        default -> {
          // They need nothing.
        }
      }
      return new JobShape(order.size(), needs, here, chains);
    }

    private void chainUp(List<Integer> tasks) {
      for (int first = 0; first < tasks.size(); ) {
        int length = Math.min(tasks.size() - first, 2 + random.nextInt(6));
        if (length > 1 && random.nextInt(3) > 0) {
          chains.add(List.copyOf(tasks.subList(first, first + length)));
        }
        first += length;
      }
    }

    /** One before all the others and one after them, each on a worker or here. */
    private void bake() {
      if (order.size() < 3) {
        return;
      }
      int bake = order.get(0);
      int encoding = order.get(order.size() - 1);
      List<Integer> frames = order.subList(1, order.size() - 1);
      frames.forEach(frame -> needs.put(frame, Set.of(bake)));
      needs.put(encoding, new TreeSet<>(frames));
      if (random.nextInt(3) == 0) {
        here.add(bake);
      }
      if (random.nextInt(3) == 0) {
        here.add(encoding);
      }
      if (random.nextBoolean()) {
        chainUp(frames);
      }
    }

    /** Parts, what joins them here, and what finishes that. */
    private void still() {
      for (int first = 0; first + 3 <= order.size(); ) {
        int parts = Math.min(order.size() - first - 2, 1 + random.nextInt(8));
        int join = order.get(first + parts);
        here.add(join);
        needs.put(join, new TreeSet<>(order.subList(first, first + parts)));
        needs.put(order.get(first + parts + 1), Set.of(join));
        first += parts + 2;
      }
    }
  }
}
