package org.networkrender.core.scheduler.simulation;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.LongFunction;
import org.networkrender.core.scheduler.Effect;
import org.networkrender.core.scheduler.SchedulerEvent;

/**
 * What is known of a job beyond single tasks: it releases what was held when all that it needs is
 * there, withdraws it when a part is missing, and changes its mind about what is needed, and when.
 */
final class SimulatedOrder {
  private static final long SECOND = Scenario.SECOND;

  private final Scenario scenario;
  private final Agenda agenda;
  private final Random random;
  private final Consumer<LongFunction<SchedulerEvent>> scheduler;
  private final List<Integer> numbers;
  private final BitSet accepted;
  private final IntConsumer completed;

  /**
   * Creates it.
   *
   * @param numbers which task of the scenario each task of the scheduler is
   * @param accepted the tasks of the scenario that are done already
   * @param completed is told what the client has done itself
   */
  SimulatedOrder(
      Scenario scenario,
      Agenda agenda,
      Random random,
      Consumer<LongFunction<SchedulerEvent>> scheduler,
      List<Integer> numbers,
      BitSet accepted,
      IntConsumer completed) {
    this.scenario = scenario;
    this.agenda = agenda;
    this.random = random;
    this.scheduler = scheduler;
    this.numbers = numbers;
    this.accepted = accepted;
    this.completed = completed;
    scenario.withdrawals().forEach((task, time) -> agenda.at(time, () -> withdraw(task)));
    scenario.reorders().forEach(time -> agenda.at(time, this::reorder));
    releaseWhatIsComplete(-1);
    // The word may come before what the scheduler waits for by itself.
    for (Scenario.Held held : scenario.held()) {
      if (scenario.graph().needs(held.task()).containsAll(held.needs()) && random.nextBoolean()) {
        agenda.in((long) (random.nextDouble() * 20 * SECOND), () -> release(held));
      }
    }
  }

  void note(Effect effect) {
    if (effect instanceof Effect.Begin begin) {
      begin(begin.task());
    }
    if (effect instanceof Effect.Accept accept) {
      int task = numbers.get(accept.task());
      accepted.set(task);
      releaseWhatIsComplete(task);
    } else if (effect instanceof Effect.GiveUp giveUp) {
      for (Scenario.Held held : scenario.held()) {
        if (held.needs().contains(numbers.get(giveUp.task()))) {
          soon(() -> withdraw(held.task()));
        }
      }
    }
  }

  /** Releases the tasks that need nothing but what is there, of those that waited for this one. */
  private void releaseWhatIsComplete(int last) {
    for (Scenario.Held held : scenario.held()) {
      boolean waited = last < 0 || held.needs().contains(last);
      if (waited && held.needs().stream().allMatch(accepted::get)) {
        soon(() -> release(held));
      }
    }
  }

  private void release(Scenario.Held held) {
    int number = numbers.indexOf(held.task());
    post(now -> new SchedulerEvent.Released(now, number, held.machine()));
    while (random.nextInt(3) == 0) {
      String other = scenario.machines().get(random.nextInt(scenario.machines().size())).name();
      agenda.in(
          (long) (random.nextDouble() * 20 * SECOND),
          () -> post(now -> new SchedulerEvent.Released(now, number, other)));
    }
  }

  /** Does what no worker does, or finds that it cannot be done. */
  private void begin(int number) {
    int task = numbers.get(number);
    boolean bad = scenario.poisons().containsKey(task) || scenario.killers().get(task);
    String machine = scenario.machines().get(random.nextInt(scenario.machines().size())).name();
    agenda.in(
        (long) (random.nextDouble() * random.nextInt(4) * SECOND),
        () -> {
          if (bad) {
            withdraw(task);
          } else {
            completed.accept(task);
            accepted.set(task);
            releaseWhatIsComplete(task);
            String preferred = random.nextBoolean() ? machine : null;
            post(now -> new SchedulerEvent.Completed(now, number, preferred));
          }
        });
  }

  private void withdraw(int task) {
    int number = numbers.indexOf(task);
    post(now -> new SchedulerEvent.Withdrawn(now, number, "task " + task + " is not needed"));
  }

  /** Names some tasks in some order, whatever has become of them, and some that are none. */
  private void reorder() {
    List<Integer> order = new ArrayList<>();
    int share = 1 + random.nextInt(4);
    for (int task = -1; task <= numbers.size(); task++) {
      if (random.nextInt(4) < share) {
        order.add(task);
      }
      if (random.nextInt(10) == 0) {
        order.add(task);
      }
    }
    Collections.shuffle(order, random);
    post(now -> new SchedulerEvent.Reordered(now, order));
  }

  private void soon(Runnable action) {
    agenda.in((long) (random.nextDouble() * random.nextInt(3) * SECOND), action);
  }

  private void post(LongFunction<SchedulerEvent> event) {
    scheduler.accept(event);
  }
}
