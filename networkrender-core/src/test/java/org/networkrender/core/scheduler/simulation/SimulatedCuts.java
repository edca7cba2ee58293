package org.networkrender.core.scheduler.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import org.networkrender.core.scheduler.Effect;
import org.networkrender.core.scheduler.FailureKind;
import org.networkrender.core.scheduler.SchedulerEvent;
import org.networkrender.core.scheduler.TailRules;

/**
 * What tasks cost and whether they can be done, those among them into which others are cut, and the
 * joining of these, as one life of a client knows it. Parts are no tasks of the scenario: they are
 * numbered on from those.
 */
final class SimulatedCuts {
  /** How many parts a task may have here. */
  static final int MOST_PARTS = 12;

  private final Scenario scenario;
  private final List<Integer> numbers;
  private final List<Long> costs;
  private final Map<Integer, FailureKind> poisons;
  private final Random random;
  private final TailRules rules;
  private final Map<Integer, Effect.Cut> byPiece = new HashMap<>();
  private final Agenda agenda;
  private Consumer<LongFunction<SchedulerEvent>> scheduler = event -> {};

  SimulatedCuts(Scenario scenario, List<Integer> numbers, int fresh, Agenda agenda) {
    this.scenario = scenario;
    this.numbers = numbers;
    this.agenda = agenda;
    // A source of its own: what cannot be cut goes as it went before there were cuts.
    this.random = new Random(scenario.costs().hashCode() * 0xD1342543DE82EF95L);
    this.costs = new ArrayList<>(scenario.costs());
    this.poisons = new HashMap<>(scenario.poisons());
    boolean cuts = random.nextInt(3) == 0;
    int uncut = random.nextInt(4);
    // Nobody cuts what is done in a moment.
    double factor = cuts ? 2 + random.nextInt(8) : 1;
    costs.replaceAll(cost -> (long) (cost * factor));
    if (cuts && scenario.tasks() > 0 && random.nextBoolean()) {
      costs.set(scenario.tasks() - 1, costs.get(scenario.tasks() - 1) * 4);
    }
    this.rules =
        cuts
            ? new TailRules(
                number -> number < fresh && number % 4 != uncut,
                SimulatedCuts::parts,
                time(3),
                time(4),
                time(8),
                1 + random.nextInt(6))
            : TailRules.none();
  }

  private static int parts(int wanted) {
    return Math.min(MOST_PARTS, wanted + wanted % 2);
  }

  private Duration time(int scale) {
    return Duration.ofMillis((long) (1000 * random.nextDouble() * random.nextInt(scale)));
  }

  void connect(Consumer<LongFunction<SchedulerEvent>> events) {
    scheduler = events;
  }

  TailRules rules() {
    return rules;
  }

  /** Returns when attempts say how far they are, as shares of their time. */
  double[] signs() {
    return rules.equals(TailRules.none())
        ? new double[] {0.5}
        : new double[] {0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 0.7, 0.9};
  }

  /** Returns what all tasks of the scenario cost together. */
  long work() {
    return costs.stream().limit(scenario.allTasks()).mapToLong(Long::longValue).sum();
  }

  /** Returns the task of the scenario, or the part, that a number of the scheduler stands for. */
  int task(int number) {
    return number < numbers.size()
        ? numbers.get(number)
        : scenario.allTasks() + number - numbers.size();
  }

  /** Returns how many nanoseconds a task takes on a machine of speed 1. */
  long cost(int task) {
    // What an earlier life of the client has cut means nothing any more.
    return task < costs.size() ? costs.get(task) : 1;
  }

  FailureKind poison(int task) {
    return poisons.get(task);
  }

  /**
   * Takes note of an effect.
   *
   * @return what it means for the tasks of the scenario, or null for nothing
   */
  Effect note(Effect effect) {
    if (effect instanceof Effect.Cut cut) {
      cut(cut);
      return null;
    } else if (effect instanceof Effect.Accept accept && byPiece.containsKey(accept.task())) {
      Effect.Cut cut = byPiece.get(accept.task());
      return accept.task() == cut.first() + cut.parts() + 1
          ? new Effect.Accept(cut.task(), accept.attempt(), accept.worker())
          : null;
    } else if (effect instanceof Effect.Begin begin && byPiece.containsKey(begin.task())) {
      join(begin.task());
      return null;
    } else if (effect instanceof Effect.GiveUp giveUp && byPiece.containsKey(giveUp.task())) {
      return null;
    }
    return effect;
  }

  private void cut(Effect.Cut cut) {
    int whole = task(cut.task());
    boolean bad = poisons.containsKey(whole) || scenario.killers().get(whole);
    long share = costs.get(whole) / cut.parts() + rules.part().toNanos();
    for (int piece = cut.first(); piece <= cut.first() + cut.parts() + 1; piece++) {
      byPiece.put(piece, cut);
      boolean part = piece < cut.first() + cut.parts();
      costs.add(part ? share : rules.joining().toNanos() / 2 + 1);
      if ((bad && piece == cut.first()) || random.nextInt(25) == 0) {
        poisons.put(task(piece), FailureKind.SCENE);
      }
    }
  }

  /** Joins parts, which may fail. */
  private void join(int join) {
    boolean bad = poisons.containsKey(task(join));
    agenda.in(
        (long) (random.nextDouble() * rules.joining().toNanos()),
        () ->
            scheduler.accept(
                now ->
                    bad
                        ? new SchedulerEvent.Withdrawn(now, join, "they do not fit together")
                        : new SchedulerEvent.Completed(now, join)));
  }
}
